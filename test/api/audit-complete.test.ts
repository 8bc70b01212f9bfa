import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { auditKindOf, type RouteContract } from '#shared/contract/route.ts';
import { ROUTES } from '#shared/contract/routes.ts';
import { reachOf } from '#shared/permissions.ts';
import { type Agent, PASSWORD, startTestApp, type TestApp } from '../setup/api.ts';
import { lastLine, linesSince } from '../setup/audit.ts';
import { RIGHT_REQUESTS, type RightRequest, type Sent } from '../setup/right-requests.ts';
import { everyRow } from '../setup/rows.ts';
import { type File, FOREIGN, OWN, type Region, ROLES, startRegion } from '../setup/two-offices.ts';

// Every route of the contract leaves the line that its contract says, no other and no more than one; and what is refused leaves one that says so.

let api: TestApp;
let region: Region;
let foreign: File;
const files: File[] = [];

beforeAll(async () => {
  region = await startRegion();
  ({ api } = region);
  foreign = await makeFile(FOREIGN);
});
afterAll(() => region?.close());

async function makeFile(municipality: typeof OWN | typeof FOREIGN, isEnded = false): Promise<File> {
  const file = await region.makeFile(municipality, { isEnded });
  files.push(file);
  return file;
}

type Caller = keyof Region['agents'] | 'nobody';

const SIGNED_IN = ['own case worker', 'coordinator', 'steering group', 'administrator'] as const;

function callerWith({ permission }: RouteContract): Caller {
  if (permission === 'public') return 'nobody';
  const found = SIGNED_IN.find((caller) => permission === 'signed-in' || reachOf(ROLES[caller], permission));
  if (!found) throw new Error(`nobody may ${permission}`);
  return found;
}

function callerWithout({ permission }: RouteContract) {
  if (permission === 'public' || permission === 'signed-in') return undefined;
  return SIGNED_IN.find((caller) => !reachOf(ROLES[caller], permission));
}

/** Sends it, and tells the answer and the lines that came of it. */
async function ask({ method, body: takes }: RouteContract, caller: Caller, { path, body, type, version, cookie, standIn }: Sent) {
  const before = await lastLine(api.db);
  const verb = ({ GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const)[method];
  const asked = caller === 'nobody' ? api.request[verb](`/api${path}`) : (standIn ?? region.agents[caller])[verb](path);
  if (takes) asked.set('Content-Type', type ?? 'application/json');
  if (version !== undefined) asked.set('If-Match', `"${version}"`);
  if (cookie) asked.set('Cookie', cookie);
  const answer = await asked.redirects(0).buffer(true).send(body);
  return { answer, lines: await linesSince(api.db, before) };
}

function lineOf({ id }: RouteContract, caller: Caller, standIn: Agent | undefined, requestId: unknown, more: Record<string, unknown>) {
  const user = caller === 'nobody' ? undefined : (standIn ?? region.agents[caller]).user;
  const who = user ? { userId: user.id, role: user.role } : {};
  return expect.objectContaining({ action: id, ...who, address: expect.stringMatching(/127\.0\.0\.1$/), requestId, ...more });
}

/** Some things can be done only with a file whose trajectory has ended. */
function needsEnded({ status = 200, whenEnded }: RightRequest): boolean {
  return status >= 400 && whenEnded !== undefined && whenEnded < 400;
}

const asked = ROUTES.flatMap((contract): [string, RouteContract, RightRequest][] => {
  const request = RIGHT_REQUESTS[contract.id];
  return request ? [[contract.id, contract, request]] : [];
});

describe.each(asked)('%s', (_id, contract, request) => {
  it(`leaves ${auditKindOf(contract) ? 'one line when it is done' : 'no line'}`, async () => {
    const caller = callerWith(contract);
    const file = await makeFile(OWN, needsEnded(request));
    const sent = await request.send(region, file, caller);
    const { answer, lines } = await ask(contract, caller, sent);
    const kind = auditKindOf(contract);
    const line = (outcome: string) =>
      lineOf(contract, caller, sent.standIn, answer.headers['x-request-id'], { outcome, ...(kind && { kind }) });
    if (answer.status < 400) return expect(lines).toEqual(kind ? [line('done')] : []);
    // Some requests are refused as things are, such as a second trajectory: then the line is one of a refusal.
    expect(answer.status, answer.text).toBe(request.status);
    if (lines.length > 0) expect(lines).toEqual([line(answer.body.code)]);
  });

  it.skipIf(!callerWithout(contract))('leaves one line when the role may not', async () => {
    const caller = callerWithout(contract) ?? 'nobody';
    const { answer, lines } = await ask(contract, caller, await request.send(region, foreign));
    expect(answer.status).toBe(403);
    expect(lines).toEqual([lineOf(contract, caller, undefined, answer.headers['x-request-id'], { outcome: 'access.forbidden' })]);
  });

  it.skipIf(!request.isAboutFile || request.whenForeign)('leaves one line about whom it was when it is another office’s', async () => {
    const caller = 'own case worker';
    if (contract.permission === 'public' || contract.permission === 'signed-in' || !reachOf('case-worker', contract.permission)) return;
    const { answer, lines } = await ask(contract, caller, await request.send(region, foreign));
    expect(answer.status).toBe(404);
    expect(lines).toEqual([lineOf(contract, caller, undefined, answer.headers['x-request-id'], { outcome: 'resource.not-found' })]);
  });
});

describe('when the log cannot be written', () => {
  const change = async (statement: 'revoke insert on audit from' | 'grant insert on audit to') => {
    for (const role of ['doorstroom_app', 'doorstroom_session']) await api.db.$executeRaw(Prisma.raw(`${statement} ${role}`));
  };
  // A proof of who one is (a recovery code) is spent whatever becomes of the request that brought it.
  const spends = new Set(['renewRecoveryCodes']);
  // What signs in needs a session to be made first, which is not possible here either.
  const written = asked.filter(
    ([, contract, request]) =>
      auditKindOf(contract) &&
      auditKindOf(contract) !== 'session' &&
      !spends.has(contract.id) &&
      ((request.status ?? 200) < 400 || needsEnded(request)),
  );
  const prepared = new Map<string, Sent>();
  beforeAll(async () => {
    const [running, ended] = [await makeFile(OWN), await makeFile(OWN, true)];
    for (const [id, , request] of written) prepared.set(id, await request.send(region, needsEnded(request) ? ended : running));
    await change('revoke insert on audit from');
  });
  afterAll(() => change('grant insert on audit to'));

  it.each(written)('%s does nothing and answers nothing', async (id, contract) => {
    const sent = prepared.get(id);
    if (!sent) throw new Error(`no request for ${id}`);
    const before = await everyRow(api.db);
    const { answer, lines } = await ask(contract, callerWith(contract), sent);
    expect([answer.status, answer.body.code ?? JSON.parse(answer.text).code]).toEqual([500, 'server.failed']);
    expect(lines).toEqual([]);
    expect(await everyRow(api.db)).toEqual(before);
  });
});

describe('signing in', () => {
  const signIn = (email: string, password = PASSWORD) => api.request.post('/api/session').send({ email, password });
  const linesOf = async (work: () => Promise<unknown>) => {
    const before = await lastLine(api.db);
    await work();
    return (await linesSince(api.db, before)).map(({ action, kind, outcome, userId, details }) => ({
      action,
      kind,
      outcome,
      userId,
      details,
    }));
  };
  const line = { action: 'signIn', kind: 'session', outcome: 'done', userId: null, details: null };

  it('is written down with who it was, and a refusal with whose account was tried', async () => {
    const user = await api.makeUser({ role: 'coordinator' });
    expect(await linesOf(() => signIn(user.email))).toEqual([{ ...line, userId: user.id, details: '{"method":"password"}' }]);
    expect(await linesOf(() => signIn(user.email, 'wrong'))).toEqual([{ ...line, outcome: 'session.refused', userId: user.id }]);
    expect(await linesOf(() => signIn('wie-is-dit@ocmw.test'))).toEqual([{ ...line, outcome: 'session.refused' }]);
  });

  it('out is written down, and a refresh token that comes back', async () => {
    const user = await api.makeUser({ role: 'coordinator' });
    const cookieOf = (answer: { get(name: string): string[] | undefined }) => answer.get('Set-Cookie')?.[0]?.split(';')[0] ?? '';
    const first = cookieOf(await signIn(user.email));
    const refresh = (cookie: string) => api.request.post('/api/session/refresh').set('Cookie', cookie);
    const second = cookieOf(await refresh(first));
    await refresh(second);
    api.clock.advance(60_000);
    expect(await linesOf(() => refresh(first))).toEqual([
      {
        ...line,
        action: 'refreshSession',
        kind: 'change',
        outcome: 'session.required',
        userId: user.id,
        details: '{"endReason":"token-reused"}',
      },
    ]);
    const other = cookieOf(await signIn(user.email));
    const signedOut = await linesOf(() => api.request.delete('/api/session').set('Cookie', other));
    expect(signedOut).toEqual([{ ...line, action: 'signOut', userId: user.id }]);
  });

  it('is written down when an account is held up each time, and when an address is once', async () => {
    const strict = await startTestApp({ signInLimits: { perAddress: 4, freeAttempts: 2 } });
    for (let attempt = 0; attempt < 10; attempt++)
      await strict.request.post('/api/session').send({ email: 'raad@ocmw.test', password: 'wrong' });
    const lines = await linesSince(strict.db);
    await strict.close();
    expect(lines.map(({ outcome, details }) => [outcome, details])).toEqual([
      ['session.refused', null],
      ['session.refused', null],
      ['request.throttled', null],
      ['request.throttled', null],
      ['request.throttled', '{"by":"address"}'],
    ]);
  });
});

it('no line holds a name, an address, an INSZ, a note or a word that was searched for', async () => {
  const own = region.agents['own case worker'];
  const [file] = files;
  await own.get('/participants?q=Zoekwoord');
  await own.post('/participants/search').send({ insz: file?.words.insz });
  await own.get(`/participants/${foreign.participantId}?reden=Zoekwoord`);
  const rows = await api.db.$queryRaw<{ text: string }[]>`
    select concat_ws(' ', user_id, role, action, kind, outcome, participant_id, subject_type, subject_id, reason, details, address, request_id) as text
    from audit`;
  const log = rows.map(({ text }) => text).join('\n');
  const users = await api.db.user.findMany();
  const canaries = [
    ...files.flatMap(({ words }) => Object.values(words)),
    ...users.flatMap(({ name, email }) => [name, email]),
    ...['Zoekwoord', 'wie-is-dit', PASSWORD, '@'],
  ];
  expect(canaries.length).toBeGreaterThan(100);
  expect(canaries.filter((canary) => log.includes(canary))).toEqual([]);
});
