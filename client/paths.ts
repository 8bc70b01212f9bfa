/** Every address of the application, in Dutch as it shows. What has an id gets a function. */
export const paths = {
  home: '/',
  signIn: '/aanmelden',
  setup: '/instellen',
  account: '/account',
  participants: '/deelnemers',
  newParticipant: '/deelnemers/nieuw',
  participant: '/deelnemers/:id',
  handovers: '/overdrachten',
  trajectories: '/trajecten',
  trajectory: '/trajecten/:id',
  overview: '/overzicht',
  figures: '/cijfers',
  figure: '/cijfers/:figure',
  targets: '/cijfers/streefcijfers',
  trajectoryModel: '/trajectmodel',
  retention: '/bewaartermijnen',
  import: '/importeren',
  organisations: '/organisaties',
  auditLog: '/beheer/logboek',
  publications: '/publicaties',
  publication: '/publicaties/:id',
  publicPublication: '/openbaar/:token',
  administration: '/beheer',
  users: '/beheer/gebruikers',
  municipalities: '/beheer/gemeenten',
  about: '/over',
  settings: '/beheer/instellingen',
} as const;

export function participantPath(id: string): string {
  return `/deelnemers/${encodeURIComponent(id)}`;
}

export function trajectoryPath(id: string): string {
  return `/trajecten/${encodeURIComponent(id)}`;
}

export function publicationPath(id: string): string {
  return `/publicaties/${encodeURIComponent(id)}`;
}

/** For anybody who has the link, without signing in. */
export function publicPublicationPath(token: string): string {
  return `/openbaar/${encodeURIComponent(token)}`;
}

/** `search` begins with `?`, or is empty. */
export function figurePath(figure: string, search = ''): string {
  return `/cijfers/${encodeURIComponent(figure)}${search}`;
}
