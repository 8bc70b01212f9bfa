import { type Handled, route } from '#server/http/route.ts';
import { getAbout, listMunicipalities } from '#shared/contract/about.ts';
import { describeInstallation } from './about.ts';
import { findMunicipalities } from './store.ts';

export const routes: readonly Handled[] = [
  route(getAbout, async ({ db, dependencies }) => ({ body: await describeInstallation(db, dependencies.config.mode) })),
  route(listMunicipalities, async ({ db }) => ({ body: { items: await findMunicipalities(db) } })),
];
