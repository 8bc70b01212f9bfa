import { paths } from '#client/paths.ts';
import type { IconName } from '#client/ui/icon.tsx';
import type { Role } from '#shared/permissions.ts';
import type { navigationWords } from './navigation-locales.ts';

export type NavigationEntry = {
  to: string;
  words: keyof typeof navigationWords.nl;
  icon: IconName;
  /** Another part of the client that belongs to this entry. */
  covers?: string;
};

const participants: NavigationEntry = { to: paths.participants, words: 'participants', icon: 'people' };
const handovers: NavigationEntry = { to: paths.handovers, words: 'handovers', icon: 'handover' };
const overview: NavigationEntry = { to: paths.overview, words: 'overview', icon: 'figures' };
// A case worker reads few figures: one entry leads to the overview, and from there on.
const ownFigures: NavigationEntry = { to: paths.overview, words: 'figures', icon: 'figures', covers: paths.figures };
const figures: NavigationEntry = { to: paths.figures, words: 'figures', icon: 'curve' };
const trajectories: NavigationEntry = { to: paths.trajectories, words: 'trajectories', icon: 'list' };
const model: NavigationEntry = { to: paths.trajectoryModel, words: 'model', icon: 'model' };
const retention: NavigationEntry = { to: paths.retention, words: 'retention', icon: 'calendar' };
const importing: NavigationEntry = { to: paths.import, words: 'import', icon: 'import' };
const organisations: NavigationEntry = { to: paths.organisations, words: 'organisations', icon: 'building' };
const publications: NavigationEntry = { to: paths.publications, words: 'publications', icon: 'publication' };
// Its home is the latest publication, which belongs to this entry.
const allPublications: NavigationEntry = { ...publications, covers: paths.home };

const administration: NavigationEntry = { to: paths.administration, words: 'administration', icon: 'settings' };

/**
 * What each role finds in the navigation; the first is its home. The screens open to a role are these and what lies under them;
 * whether it may have the data is the server's to say (shared/permissions.ts).
 */
export const navigation: Record<Role, readonly NavigationEntry[]> = {
  'case-worker': [participants, handovers, ownFigures, publications, organisations, model, retention, importing],
  coordinator: [overview, figures, trajectories, publications, organisations, model],
  'steering-group': [allPublications, organisations],
  administrator: [administration, publications, organisations, importing, model],
};

/** What lies under administration, each a screen of its own. */
export const administrationTabs: readonly Pick<NavigationEntry, 'to' | 'words'>[] = [
  { to: paths.users, words: 'users' },
  { to: paths.municipalities, words: 'municipalities' },
  { to: paths.settings, words: 'settings' },
  { to: paths.auditLog, words: 'audit' },
];

export function homeOf(role: Role): string {
  const first = navigation[role][0];
  return first?.covers === paths.home ? paths.home : (first?.to ?? paths.home);
}

export function isOpenTo(role: Role, pathname: string): boolean {
  return OPEN_TO_ALL.has(pathname) || navigation[role].some((entry) => isUnder(entry, pathname));
}

/** Whether an address is the entry's own, or lies under it. Under the home itself lies nothing. */
export function isUnder({ to, covers = to }: NavigationEntry, pathname: string): boolean {
  return [to, covers].some((start) => pathname === start || pathname.startsWith(`${start}/`));
}

const OPEN_TO_ALL: ReadonlySet<string> = new Set([paths.home, paths.account, paths.about]);
