import { type Handled, route } from '#server/http/route.ts';
import { getAbout, listMunicipalities as listContract } from '#shared/contract/about.ts';
import { describeInstallation, listMunicipalities } from './about.ts';

export const routes: readonly Handled[] = [
  route(getAbout, async ({ db, dependencies }) => ({ body: await describeInstallation(db, dependencies.config) })),
  route(listContract, async ({ db }) => ({ body: { items: await listMunicipalities(db) } })),
];
