import { randomUUID } from 'node:crypto';
import { type Agent, PASSWORD } from './api.ts';
import { openTrajectory, recorded } from './case-files.ts';
import { giveOut, honestClaims } from './forging-provider.ts';
import { PUBLICATION_REQUESTS } from './right-publication-requests.ts';
import { codeAt, NEW_PASSWORD } from './second-factor.ts';
import { a } from './trajectories.ts';
import { type Caller, ELSEWHERE, type File, OWN, type Region, ROLES } from './two-offices.ts';

/** A request that is right in itself: refused it is because of who asks, or of whose thing it is. */
export interface RightRequest {
  /** Whether it concerns somebody's file or office; then it is sent of an own one, a foreign one and one that has ended. */
  readonly isAboutFile?: boolean;
  /** @param caller who will ask it: who changes the own account does so to one made for it, of the same role */
  send(region: Region, file: File, caller?: Caller): Sent | Promise<Sent>;
  /** Where a route that redirects leads to when all is well: what went wrong is a redirection too. */
  readonly leadsTo?: RegExp;
  /** The status of success, where it is not the first of the contract. */
  readonly status?: number;
  /** Where the trajectory has ended, if that makes a difference. */
  readonly whenEnded?: number;
  /** Where it is not the caller's, if that is said otherwise than by 404. */
  readonly whenForeign?: number;
}

export interface Sent {
  /** Below `/api`. */
  readonly path: string;
  readonly body?: object | string;
  readonly type?: string;
  readonly version?: number;
  readonly cookie?: string;
  /** Who asks it in the place of a caller that is somebody. */
  readonly standIn?: Agent;
}

/**
 * How each route of the contract is asked in earnest, by the contract's id. A route that is not here fails the matrix (test/api/matrix.test.ts).
 * A request that changes something is sent of a file of its own; what else it needs (a user, a session) it makes itself.
 */
export const RIGHT_REQUESTS: Readonly<Record<string, RightRequest>> = {
  getAbout: { send: () => ({ path: '/about' }) },
  listMunicipalities: { send: () => ({ path: '/municipalities' }) },
  createMunicipality: {
    send: () => ({ path: '/municipalities', body: { code: randomUUID().slice(0, 8), name: `Gemeente ${randomUUID()}` } }),
  },
  changeMunicipality: {
    send: async ({ agents }) => {
      const body = { code: randomUUID().slice(0, 8), name: `Gemeente ${randomUUID()}` };
      const { version } = (await agents.administrator.post('/municipalities').send(body)).body;
      return { path: `/municipalities/${body.code}`, body: { name: `Gemeente ${randomUUID()}` }, version };
    },
  },

  signIn: { send: async ({ api }) => ({ path: '/session', body: await credentials(api) }) },
  refreshSession: { send: async ({ api }) => ({ path: '/session/refresh', cookie: await signedIn(api) }) },
  signOut: { status: 204, send: async ({ api }) => ({ path: '/session', cookie: await signedIn(api) }) },
  getMe: { send: () => ({ path: '/me' }) },
  startSingleSignOn: { leadsTo: /^http:[^?]+\/authorize\?.*code_challenge=/, send: () => ({ path: '/session/oidc' }) },
  finishSingleSignOn: { leadsTo: /^\/deelnemers$/, send: vouchedFor },
  leaveSingleSignOn: { leadsTo: /^http:[^?]+\/end\?.*post_logout_redirect_uri=/, send: () => ({ path: '/session/oidc/end' }) },

  getAccount: { send: () => ({ path: '/me/account' }) },
  listMySessions: { send: () => ({ path: '/me/sessions' }) },
  endMySession: {
    send: async ({ api }, _, caller) => {
      const standIn = await standInOf(api, caller);
      await api.as(standIn.user);
      const { items } = (await standIn.get('/me/sessions')).body;
      const other = items.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent);
      return { path: `/me/sessions/${other.id}`, standIn };
    },
  },
  endMyOtherSessions: { send: () => ({ path: '/me/sessions' }) },
  changePassword: {
    send: async ({ api }, _, caller) => ({
      path: '/me/password',
      body: { password: PASSWORD, newPassword: NEW_PASSWORD },
      standIn: await standInOf(api, caller),
    }),
  },
  renewRecoveryCodes: {
    send: async ({ api }, _, caller) => {
      const standIn = await standInOf(api, caller);
      const taken = await standIn.post('/me/second-factor/complete').send({ code: await offeredCode(api, standIn) });
      return { path: '/me/recovery-codes', body: { password: PASSWORD, code: taken.body.recoveryCodes[0] }, standIn };
    },
  },
  offerSecondFactor: {
    send: async ({ api }, _, caller) => ({
      path: '/me/second-factor',
      body: { password: PASSWORD },
      standIn: await standInOf(api, caller),
    }),
  },
  takeSecondFactor: {
    send: async ({ api }, _, caller) => {
      const standIn = await standInOf(api, caller);
      return { path: '/me/second-factor/complete', body: { code: await offeredCode(api, standIn) }, standIn };
    },
  },

  beginSetup: { send: async (region) => ({ path: '/setup', body: { token: (await account(region)).token } }) },
  completeSetup: {
    send: async (region) => {
      const { token } = await account(region);
      const begun = await region.api.request.post('/api/setup').send({ token });
      const code = codeAt(begun.body.secondFactor.secret, region.api.clock.now());
      return { path: '/setup/complete', body: { token, password: NEW_PASSWORD, code } };
    },
  },
  listUsers: { send: () => ({ path: '/users' }) },
  createUser: { send: () => ({ path: '/users', body: { email: `${randomUUID()}@ocmw.test`, name: 'Nieuw', role: 'coordinator' } }) },
  getUser: { send: async (region) => ({ path: `/users/${(await account(region)).id}` }) },
  changeUser: {
    send: async (region) => {
      const { id, version } = await account(region);
      return { path: `/users/${id}`, body: { name: 'Anders' }, version };
    },
  },
  createSetupLink: { send: async (region) => ({ path: `/users/${(await account(region)).id}/setup-link` }) },
  listUserSessions: { send: async (region) => ({ path: `/users/${(await account(region)).id}/sessions` }) },
  endUserSession: {
    send: async (region) => {
      const { id, sessionId } = await account(region);
      return { path: `/users/${id}/sessions/${sessionId}` };
    },
  },
  endUserSessions: { send: async (region) => ({ path: `/users/${(await account(region)).id}/sessions` }) },

  listParticipants: { send: () => ({ path: '/participants' }) },
  createParticipant: {
    isAboutFile: true,
    whenForeign: 422,
    send: (_, { municipality }) => ({ path: '/participants', body: { municipality, lastName: 'Nieuw' } }),
  },
  getParticipant: { isAboutFile: true, send: (_, { participantId }) => ({ path: `/participants/${participantId}` }) },
  changeParticipant: {
    isAboutFile: true,
    send: (_, { participantId, participantVersion }) => ({
      path: `/participants/${participantId}`,
      body: { lastName: 'Anders' },
      version: participantVersion,
    }),
  },

  findByInsz: { send: (_, { words }) => ({ path: '/participants/search', body: { insz: words.insz } }) },
  revealInsz: {
    isAboutFile: true,
    send: (_, { participantId }) => ({ path: `/participants/${participantId}/insz`, body: { reason: 'benefit-claim' } }),
  },

  listCaseWorkers: { send: () => ({ path: '/case-workers' }) },
  exportFileAsJson: {
    isAboutFile: true,
    send: (_, { participantId }) => ({ path: `/participants/${participantId}/file.json?reason=person-asked` }),
  },
  exportFileAsPdf: {
    isAboutFile: true,
    send: (_, { participantId }) => ({ path: `/participants/${participantId}/file.pdf?reason=person-asked` }),
  },

  openTrajectory: {
    isAboutFile: true,
    // The running one stands in the way.
    status: 409,
    whenEnded: 201,
    send: (_, { participantId }) => ({ path: '/trajectories', body: { participantId, programme: 'art60', occurredOn: '2026-06-01' } }),
  },
  listTrajectories: { send: () => ({ path: '/trajectories' }) },
  getTrajectory: { isAboutFile: true, send: (_, { trajectoryId }) => ({ path: `/trajectories/${trajectoryId}` }) },
  recordStep: {
    isAboutFile: true,
    whenEnded: 409,
    send: (_, { trajectoryId, version }) => ({
      path: `/trajectories/${trajectoryId}/steps`,
      body: { type: 'placement.ended', occurredOn: '2026-03-10', details: { reason: 'completed' } },
      version,
    }),
  },
  withdrawStep: {
    isAboutFile: true,
    send: (_, { trajectoryId, stepId, version }) => ({
      path: `/trajectories/${trajectoryId}/steps/${stepId}/withdrawal`,
      body: { reason: 'Toch niet' },
      version,
    }),
  },
  getDraft: { isAboutFile: true, send: (_, { trajectoryId }) => ({ path: `/trajectories/${trajectoryId}/draft` }) },
  discardDraft: { isAboutFile: true, send: (_, { trajectoryId }) => ({ path: `/trajectories/${trajectoryId}/draft` }) },
  keepDraft: {
    isAboutFile: true,
    send: (_, { trajectoryId }) => ({
      path: `/trajectories/${trajectoryId}/draft`,
      body: { id: randomUUID(), type: 'intake.held', occurredOn: '2026-', details: {}, note: 'half', returnTo: null },
    }),
  },
  eraseFile: {
    isAboutFile: true,
    // What runs is not erased.
    status: 409,
    whenEnded: 200,
    send: async ({ api }, { participantId, participantVersion }) => {
      const person = await api.db.participant.findUnique({ where: { id: participantId }, select: { code: true } });
      const body = { reason: 'person-asked', confirmation: person?.code ?? 'BEK-0000' };
      return { path: `/participants/${participantId}/erasure`, body, version: participantVersion };
    },
  },
  listRetention: { send: () => ({ path: '/retention' }) },
  keepFile: {
    isAboutFile: true,
    send: (_, { participantId, participantVersion }) => ({
      path: `/participants/${participantId}/retention`,
      body: { keepUntil: '2027-01-05', reason: 'expected-back' },
      version: participantVersion,
    }),
  },
  getSettings: { send: () => ({ path: '/settings' }) },
  changeSettings: {
    send: async ({ agents }) => ({
      path: '/settings',
      body: { retentionMonths: 60 },
      version: (await agents.administrator.get('/settings')).body.version,
    }),
  },

  getTrajectoryModel: { send: () => ({ path: '/trajectory-model' }) },

  listHandovers: { send: () => ({ path: '/handovers' }) },
  countHandovers: { send: () => ({ path: '/handovers/waiting' }) },
  acceptHandover: {
    isAboutFile: true,
    send: async (region, file) => ({ path: `/handovers/${await proposedTo(region, file)}/acceptance`, body: {}, version: 1 }),
  },
  rejectHandover: {
    isAboutFile: true,
    send: async (region, file) => ({
      path: `/handovers/${await proposedTo(region, file)}/rejection`,
      body: { reason: 'talk-first' },
      version: 1,
    }),
  },
  revokeHandover: {
    isAboutFile: true,
    send: async (region, file) => ({ path: `/handovers/${await proposedBy(region, file)}/revocation`, version: 1 }),
  },

  listOrganisations: { send: () => ({ path: '/organisations' }) },
  createOrganisation: { send: () => ({ path: '/organisations', body: { name: `Atelier ${randomUUID()}`, setting: 'social-economy' } }) },
  getOrganisation: { send: async (region) => ({ path: `/organisations/${(await organisation(region)).id}` }) },
  changeOrganisation: {
    send: async (region) => {
      const { id, version } = await organisation(region);
      return { path: `/organisations/${id}`, body: { sector: 'Kringloop' }, version };
    },
  },

  importSteps: {
    send: () => ({
      path: '/imports?dryRun=true',
      body: `participant,municipality,step,occurred_on,programme\n${randomUUID()},BEK,referral.received,2026-01-05,twe\n`,
      type: 'text/csv',
    }),
  },
  exportSteps: { send: () => ({ path: '/exports/steps.csv' }) },

  listAudit: { isAboutFile: true, send: (_, { participantId }) => ({ path: `/audit?participant=${participantId}` }) },
  exportAudit: { send: () => ({ path: '/audit.csv' }) },
  listFileReaders: { isAboutFile: true, send: (_, { participantId }) => ({ path: `/participants/${participantId}/readers` }) },

  getInflow: { send: () => ({ path: '/figures/inflow' }) },
  getFlows: { send: () => ({ path: '/figures/flows' }) },
  getOccupancy: { send: () => ({ path: '/figures/occupancy' }) },
  getOutflow: { send: () => ({ path: '/figures/outflow' }) },
  getThroughflow: { send: () => ({ path: '/figures/throughflow' }) },
  getSignal: { send: () => ({ path: '/figures/signal?by=gender' }) },
  getIncidence: { send: () => ({ path: '/figures/incidence?target=job' }) },
  getSurvival: { send: () => ({ path: '/figures/survival?of=time-in-stage&stage=screening.approved' }) },
  getStateOccupation: { send: () => ({ path: '/figures/state-occupation' }) },
  getRouteComparison: { send: () => ({ path: '/figures/comparison.routes' }) },
  getChanges: { send: () => ({ path: '/figures/changes?figure=inflow&knownBefore=2026-11-01T00:00:00Z' }) },
  getFigureFiles: { send: () => ({ path: '/figures/files?figure=flows&toStage=socialEconomy' }) },
  listTargets: { send: () => ({ path: '/targets?year=2026' }) },
  setTarget: { send: () => ({ path: '/targets', body: { figure: 'inflow.placements', year: 2026, value: 40 } }) },

  ...PUBLICATION_REQUESTS,
};

/** Somebody of the caller's role, with an account that nobody else uses. */
async function standInOf(api: Region['api'], caller: Caller = 'coordinator'): Promise<Agent> {
  const role = caller === 'nobody' ? 'coordinator' : ROLES[caller];
  return api.as(await api.makeUser({ role }));
}

/** What the phone shows that scanned the second factor just offered. */
async function offeredCode({ clock }: Region['api'], agent: Agent): Promise<string> {
  const offered = await agent.post('/me/second-factor').send({ password: PASSWORD });
  if (offered.status !== 200) throw new Error(offered.text);
  return codeAt(offered.body.secret, clock.now());
}

/** A new account of somebody who is signed in, with the link that was handed out for it. */
async function account({ api, agents }: Region): Promise<{ id: string; version: number; token: string; sessionId: string }> {
  const body = { email: `${randomUUID()}@ocmw.test`, name: 'Iemand', role: 'coordinator' };
  const answer = await agents.administrator.post('/users').send(body);
  if (answer.status !== 201) throw new Error(answer.text);
  const { user, setupLink } = answer.body;
  await api.as(user);
  const session = await api.db.session.findFirstOrThrow({ where: { userId: user.id } });
  return { id: user.id, version: user.version, token: setupLink.address.split('#')[1], sessionId: session.id };
}

async function organisation({ agents }: Region): Promise<{ id: string; version: number }> {
  const answer = await agents.administrator.post('/organisations').send({ name: `Atelier ${randomUUID()}`, setting: 'social-economy' });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body;
}

/** A file that waits for the office of another to accept it. @returns the id of the hand-over */
async function proposedTo({ api }: Region, { municipality }: File): Promise<string> {
  if (municipality === 'NERGENS') return randomUUID();
  return proposed(await api.as(await api.makeUser({ role: 'case-worker', municipalities: ['HAL'] })), municipality);
}

async function proposedBy({ api, agents, foreignWorker }: Region, { municipality }: File): Promise<string> {
  if (municipality === 'NERGENS') return randomUUID();
  return proposed(municipality === OWN ? agents['own case worker'] : foreignWorker, await api.makeMunicipality('HAL'));
}

async function proposed(agent: Agent, to: string): Promise<string> {
  const trajectory = await recorded(agent, await openTrajectory(agent), a.transfer('2026-02-01', to));
  const { body } = await agent.get(`/trajectories/${trajectory.id}`);
  return body.handover.id;
}

async function credentials(api: Region['api']): Promise<{ email: string; password: string }> {
  const { email } = await api.makeUser({ role: 'case-worker', municipalities: [ELSEWHERE] });
  return { email, password: PASSWORD };
}

/** The cookie of a session that has just begun. */
async function signedIn(api: Region['api']): Promise<string> {
  const answer = await api.request.post('/api/session').send(await credentials(api));
  const [cookie = ''] = answer.get('Set-Cookie') ?? [];
  return cookie.split(';')[0] ?? '';
}

/** Somebody whom the provider vouches for, on the way back from it. */
async function vouchedFor({ api, provider }: Region): Promise<Sent> {
  const start = await api.request.get('/api/session/oidc?to=/deelnemers').redirects(0);
  const asked = new URL(start.get('Location') ?? '').searchParams;
  const idToken = provider.sign(honestClaims(provider, asked, api.clock.now()));
  provider.answer = (response) => giveOut(response, idToken);
  const [cookie = ''] = start.get('Set-Cookie') ?? [];
  return {
    path: `/session/oidc/callback?${new URLSearchParams({ code: 'a-code', state: asked.get('state') ?? '' })}`,
    cookie: cookie.split(';')[0] ?? '',
  };
}
