import type { ComponentType } from 'react';
import { matchPath } from 'react-router';
import { type Part, part } from './part.tsx';
import { paths } from './paths.ts';

type Module = { Screen: ComponentType };

/** Every screen is a chunk of its own: one line here, one in router.tsx. */
const loaders = {
  [paths.signIn]: () => import('./features/sign-in/sign-in-screen.tsx'),
  [paths.setup]: () => import('./features/setup/setup-screen.tsx'),
  [paths.account]: () => import('./features/account/account-screen.tsx'),
  [paths.participants]: () => import('./features/participants/participants-screen.tsx'),
  [paths.newParticipant]: () => import('./features/participant/new-participant-screen.tsx'),
  [paths.participant]: () => import('./features/participant/participant-screen.tsx'),
  [paths.handovers]: () => import('./features/handovers/handovers-screen.tsx'),
  [paths.trajectories]: () => import('./features/trajectories/trajectories-screen.tsx'),
  [paths.trajectory]: () => import('./features/trajectories/trajectory-screen.tsx'),
  [paths.overview]: () => import('./features/figures/overview-screen.tsx'),
  [paths.figures]: () => import('./features/figures/figures-screen.tsx'),
  [paths.figure]: () => import('./features/figures/figure-screen.tsx'),
  [paths.targets]: () => import('./features/figures/targets-screen.tsx'),
  [paths.trajectoryModel]: () => import('./features/trajectory-model/trajectory-model-screen.tsx'),
  [paths.retention]: () => import('./features/retention/retention-screen.tsx'),
  [paths.import]: () => import('./features/import/import-screen.tsx'),
  [paths.organisations]: () => import('./features/organisations/organisations-screen.tsx'),
  [paths.auditLog]: () => import('./features/audit/audit-screen.tsx'),
  // The home of the steering group; every other role is led on from there.
  [paths.home]: () => import('./features/publications/latest-screen.tsx'),
  [paths.publications]: () => import('./features/publications/publications-screen.tsx'),
  [paths.publication]: () => import('./features/publications/publication-screen.tsx'),
  [paths.publicPublication]: () => import('./features/publications/public-screen.tsx'),
  [paths.users]: () => import('./features/administration/users/users-screen.tsx'),
  [paths.settings]: () => import('./features/administration/settings/settings-screen.tsx'),
  [paths.municipalities]: () => import('./features/administration/municipalities/municipalities-screen.tsx'),
  [paths.about]: () => import('./features/about/about-screen.tsx'),
} satisfies Record<string, () => Promise<Module>>;

type ScreenPath = keyof typeof loaders;

const screens = new Map<string, Part>(Object.entries(loaders).map(([path, load]) => [path, part(async () => (await load()).Screen)]));

export function screenAt(path: ScreenPath): ComponentType {
  const screen = screens.get(path);
  if (!screen) throw new Error(`no screen at ${path}`);
  return screen;
}

/**
 * Fetches the code of the screen at an address before it is asked for, such as when the pointer or the focus comes near its link. Done once it is
 * there, or has failed to come.
 */
export async function preloadScreen(pathname: string): Promise<void> {
  // What is named as it stands goes before what has a part that varies.
  const path = screens.has(pathname) ? pathname : [...screens.keys()].find((pattern) => matchPath(pattern, pathname));
  if (path !== undefined) await screens.get(path)?.fetch();
}
