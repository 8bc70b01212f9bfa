import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import type { RouteContract } from '#shared/contract/route.ts';
import { ROUTES } from '#shared/contract/routes.ts';
import { PASSWORD, type TestApp } from '../setup/api.ts';
import { RIGHT_REQUESTS, type Sent } from '../setup/right-requests.ts';
import { CALLERS, type Caller, type File, OWN, type Region, startRegion } from '../setup/two-offices.ts';

// Every route, asked rightly and wrongly, by everybody, while the database works and while it fails with the row in its mouth: nothing of a
// person, and nothing secret, is in any line of the log.

const CANARY = 'kanarie';

let api: TestApp;
let region: Region;
let file: File;
let secrets: string[];

beforeAll(async () => {
  region = await startRegion();
  ({ api } = region);
  file = await region.makeFile(OWN);
  const agents = Object.values(region.agents);
  const { participantId, trajectoryId, stepId, words } = file;
  secrets = [
    ...[CANARY, PASSWORD, participantId, trajectoryId, stepId, ...Object.values(words), words.insz.slice(0, 9)],
    ...agents.flatMap(({ token, user }) => [token, token.slice(-40), user.email, user.name, user.id]),
  ];
});
afterAll(() => region?.close());

describe('the log', { timeout: 240_000 }, () => {
  it('says nothing of anybody when all goes well', async () => {
    await askEverything((contract, caller) => RIGHT_REQUESTS[contract.id]?.send(region, file, caller));
    expectNothingTold();
    expect(api.logged.filter(({ msg }) => msg === 'answered').length).toBeGreaterThan(ROUTES.length * CALLERS.length * 0.9);
  });

  it('says nothing of what was wrong in a request, wherever it stood', async () => {
    const prepared = new Map<string, Sent>();
    for (const { id } of ROUTES) {
      const sent = await RIGHT_REQUESTS[id]?.send(region, file);
      if (sent) prepared.set(id, sent);
    }
    await askEverything((contract) => {
      const sent = prepared.get(contract.id);
      if (!sent) return undefined;
      const path = `${sent.path}${sent.path.includes('?') ? '&' : '?'}q=${CANARY}&${CANARY}=1`;
      return { ...sent, path, body: `{"${CANARY}":"${CANARY}"`, ...(!contract.body && { type: `text/${CANARY}` }) };
    });
    await askEverything((contract) => ({
      path: contract.path.replace(/:\w+/g, CANARY),
      body: { [CANARY]: CANARY, email: CANARY },
      cookie: `a=${CANARY}`,
    }));
    await api.request
      .get(`/api/${CANARY}?q=${CANARY}`)
      .set('Authorization', `Bearer ${CANARY}`)
      .set('User-Agent', CANARY)
      .set('Referer', CANARY);
    expectNothingTold();
  });

  it('says nothing of the row that the database refused, when it is we who fail', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const tables = await api.db.$queryRaw<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
        and table_name not in ('session', 'refresh_token', 'audit', 'audit_head', '_prisma_migrations')`;
    // PostgreSQL answers with the whole row: "Failing row contains (…, Peeters, …)".
    for (const { name } of tables)
      await api.db.$executeRaw(Prisma.raw(`alter table "${name}" add constraint "never" check (false) not valid`));
    await askEverything((contract) => withCanaries(contract));
    // And with the statement: the column that it looked for is gone.
    await api.db.$executeRaw`alter table step rename column note to gone`;
    await api.db.$executeRaw`alter table participant rename column first_name to gone`;
    await askEverything((contract) => withCanaries(contract));
    expect(api.logged.filter(({ msg }) => msg === 'server.failed').length).toBeGreaterThan(10);
    expectNothingTold();
  });
});

/** What the file holds, once more, as somebody would send it. */
function withCanaries({ id, path }: RouteContract): Sent {
  const { reference, firstName, lastName, birthDate, insz, note, employer, referredBy } = file.words;
  const at = path.replace(':stepId', file.stepId).replace(':id', path.startsWith('/participants') ? file.participantId : file.trajectoryId);
  const bodies: Record<string, object> = {
    signIn: { email: `${CANARY}@ocmw.test`, password: CANARY },
    createParticipant: { municipality: OWN, reference: `${reference}-${randomUUID().slice(0, 4)}`, firstName, lastName, birthDate },
    changeParticipant: { firstName: `${CANARY}s`, lastName },
    findByInsz: { insz },
    openTrajectory: { participantId: file.participantId, programme: 'twe', occurredOn: '2026-01-05', note, referredBy },
    recordStep: { type: 'job.started', occurredOn: '2026-05-01', details: { contract: 'permanent', employer }, note },
    withdrawStep: { reason: CANARY },
  };
  const body = bodies[id];
  return {
    path: at,
    ...(body && { body }),
    ...(id === 'importSteps' && {
      type: 'text/csv',
      body: `participant,municipality,step,occurred_on,programme,last_name,note\n${CANARY},${OWN},referral.received,2026-01-05,twe,${lastName},${note}\n`,
    }),
    version: path.startsWith('/participants') ? file.participantVersion : file.version,
  };
}

async function askEverything(
  how: (contract: RouteContract, caller: Caller) => Sent | undefined | Promise<Sent | undefined>,
): Promise<void> {
  for (const contract of ROUTES) {
    for (const caller of CALLERS) {
      const sent = await how(contract, caller);
      if (sent) await ask(contract, caller, sent);
    }
  }
}

const METHODS = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const satisfies Record<
  RouteContract['method'],
  string
>;

async function ask(
  { method, body: takes }: RouteContract,
  caller: Caller,
  { path, body, type, version, cookie, standIn }: Sent,
): Promise<void> {
  const verb = METHODS[method];
  const asked = caller === 'nobody' ? api.request[verb](`/api${path}`) : (standIn ?? region.agents[caller])[verb](path);
  if (takes) asked.set('Content-Type', type ?? 'application/json');
  if (version !== undefined) asked.set('If-Match', `"${version}"`);
  if (cookie) asked.set('Cookie', cookie);
  await asked
    .redirects(0)
    .serialize((raw) => (typeof raw === 'string' ? raw : JSON.stringify(raw)))
    .send(body)
    // A download that fails halfway is cut off.
    .catch(() => undefined);
}

function expectNothingTold(): void {
  const words = secrets.map((secret) => secret.toLowerCase());
  const telling = api.logged.filter((line) => {
    const text = JSON.stringify(line).toLowerCase();
    return words.some((word) => text.includes(word));
  });
  expect(telling).toEqual([]);
}
