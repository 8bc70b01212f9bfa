import { type Handled, route } from '#server/http/route.ts';
import { getAbout } from '#shared/contract/about.ts';
import { describeInstallation } from './about.ts';

export const routes: readonly Handled[] = [
  route(getAbout, async ({ db, dependencies }) => ({ body: await describeInstallation(db, dependencies.config) })),
];
