import { once } from 'node:events';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PROBLEMS, ProblemDocument } from '#shared/contract/problem.ts';
import type { RouteContract } from '#shared/contract/route.ts';
import { ROUTES } from '#shared/contract/routes.ts';
import { Role, reachOf } from '#shared/permissions.ts';
import { startTestApp, type TestApp } from '../setup/api.ts';
import { isThorough } from '../setup/database.ts';
import { almostRight, namesIn, RAW_BODIES, RAW_FILES, RAW_TEXTS } from '../setup/wrong-input.ts';

// Every route of the contract, also those added later, as nobody and as each role, with input of every wrong shape: what comes
// back is a problem document or an honest answer, never a failure of ours, and nothing is stored.

type Sent = { method: string; path: string; headers?: Record<string, string>; body?: string | Buffer };

const NOBODY_HERE = '0b8e8a3c-6a3e-4b57-9a2e-0f4f4f5f1a11';

let api: TestApp;
let tokens: Record<Role, string>;
/** Ids of things that the case worker may see; changes to them name a version that never was. */
const existing: Record<string, string> = {};
const connections = new HttpAgent({ keepAlive: true, maxSockets: 4 });

beforeAll(async () => {
  api = await startTestApp({ signInLimits: { perAddress: 1_000_000 } });
  const worker = await api.as('case-worker');
  const participant = await worker.post('/participants').send({ municipality: 'BEK', lastName: 'Peeters' });
  const opening = { participantId: participant.body.id, programme: 'twe', occurredOn: '2026-01-05' };
  const trajectory = await worker.post('/trajectories').send(opening);
  expect(trajectory.status).toBe(201);
  existing.participants = participant.body.id;
  existing.trajectories = trajectory.body.id;
  existing.stepId = trajectory.body.steps[0].id;
  const signedIn = await Promise.all(Role.options.map(async (role) => [role, (await api.as(role)).token] as const));
  tokens = z.record(Role, z.string()).parse(Object.fromEntries(signedIn));
});
afterAll(async () => {
  connections.destroy();
  await api.close();
});

describe.each(ROUTES.map((contract) => [contract.id, contract] as const))('%s', (_id, contract) => {
  it('refuses every wrong shape with a problem, and stores nothing', async () => {
    const before = await rowCounts();
    for (const sent of fixed(contract)) await expectHonest(sent);
    if (contract.body && !('stream' in contract.body)) {
      const property = fc.asyncProperty(almostRight(contract.body), fc.boolean(), async (body, isExisting) => {
        await expectHonest(asWhoeverMay(contract, { path: pathOf(contract, isExisting), body: JSON.stringify(body) }));
      });
      await fc.assert(property, { numRuns: isThorough() ? 60 : 15 });
    }
    await api.protecting.settled();
    if (!RIGHT_BY_CHANCE.has(contract.id)) expect(await rowCounts()).toEqual(before);
  }, 120_000);

  it('is closed to nobody and to every role without the permission, whatever they send', async () => {
    const { permission } = contract;
    if (permission === 'public') return;
    for (const body of ['{}', '{', 'nonsense']) {
      const asNobody = await expectHonest({ method: contract.method, path: pathOf(contract), body, headers: JSON_TYPE });
      expect(asNobody.status).toBe(401);
      if (permission === 'signed-in') continue;
      for (const role of Role.options.filter((role) => !reachOf(role, permission))) {
        const headers = { ...JSON_TYPE, Authorization: `Bearer ${tokens[role]}` };
        expect((await expectHonest({ method: contract.method, path: pathOf(contract), body, headers })).status).toBe(403);
      }
    }
  });
});

/** Whose bodies name nothing that must be there: any text will do. The second takes the municipalities that the first made; a draft need not be right; a target may be the region's; every quarter that is over can be published. */
const RIGHT_BY_CHANCE = new Set(['createMunicipality', 'createUser', 'keepDraft', 'setTarget', 'makePublication']);

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** The list of wrong things, each alone: shapes of bodies as every role that gets past the door, the rest as one of them. */
function fixed(contract: RouteContract): Sent[] {
  const { body, params, query } = contract;
  const path = pathOf(contract);
  const raw = body && 'stream' in body ? RAW_FILES : body ? RAW_BODIES : ['{"a":1}'];
  const bodies = raw.map((content) => ({ path, body: content }));
  const others = [
    ...['text/plain', 'application/xml', 'multipart/form-data', ''].map((type) => ({ path, body: 'x', headers: { 'Content-Type': type } })),
    // A third of the values for each name: the names of one query share their kinds, so that together they see all.
    ...namesIn(query).flatMap((name, index) =>
      RAW_TEXTS.filter((_, at) => (at + index) % 3 === 0).map((value) => ({ path: `${path}?${name}=${value}` })),
    ),
    ...namesIn(query).map((name) => ({ path: `${path}?${name}=1&${name}=2&${name}[]=3` })),
    ...(params ? RAW_TEXTS.map((value) => ({ path: path.replaceAll(NOBODY_HERE, value) })) : []),
    ...WRONG_TAGS.map((tag) => ({ path: pathOf(contract, true), body: '{}', headers: { 'If-Match': tag } })),
  ];
  const roles = rolesOf(contract);
  return [
    ...others.map((sent) => asWhoeverMay(contract, sent)),
    // Where only a part is sent, each role has its share of them, and together they send all.
    ...roles.flatMap((role, nth) =>
      bodies.filter((_, at) => isThorough() || at % roles.length === nth).map((sent) => asRole(contract, role, sent)),
    ),
  ];
}

const WRONG_TAGS = ['', '*', '"', '"x"', '3', '"1", "2"', '"99999999999"', '"-1"'];

function asWhoeverMay(contract: RouteContract, sent: Omit<Sent, 'method'>): Sent {
  return asRole(contract, rolesOf(contract)[0], sent);
}

function asRole({ method, body }: RouteContract, role: Role | undefined, { path, ...sent }: Omit<Sent, 'method'>): Sent {
  const type = { 'Content-Type': body && 'stream' in body ? body.stream : 'application/json' };
  return {
    ...sent,
    method,
    path,
    headers: { ...type, 'If-Match': '"999"', ...(role && { Authorization: `Bearer ${tokens[role]}` }), ...sent.headers },
  };
}

function rolesOf({ permission }: RouteContract): (Role | undefined)[] {
  if (permission === 'public') return [undefined];
  return permission === 'signed-in' ? ['case-worker'] : Role.options.filter((role) => reachOf(role, permission));
}

/** @param isExisting with ids of things that are there */
function pathOf({ path }: RouteContract, isExisting = false): string {
  const collection = path.split('/')[1] ?? '';
  return path.replace(
    /:(\w+)/g,
    (_all, name: string) => (isExisting ? (existing[name] ?? existing[collection]) : undefined) ?? NOBODY_HERE,
  );
}

async function expectHonest(sent: Sent): Promise<{ status: number }> {
  const { status, type, content } = await send(sent);
  const about = `${sent.method} ${sent.path.slice(0, 200)} with ${String(sent.body).slice(0, 300)} was answered ${status} ${content.slice(0, 300)}`;
  expect(status, about).toBeLessThan(500);
  if (status < 400) return { status };
  expect(type, about).toBe('application/problem+json; charset=utf-8');
  const problem = ProblemDocument.extend({ code: z.enum(Object.keys(PROBLEMS)) })
    .strict()
    .parse(JSON.parse(content));
  expect(problem.status, about).toBe(status);
  return { status };
}

async function send({ method, path, headers, body }: Sent): Promise<{ status: number; type: string | undefined; content: string }> {
  const sent = httpRequest(`${api.url}/`, {
    method,
    path: `/api${path}`,
    headers: { ...headers, 'Content-Length': Buffer.byteLength(body ?? '') },
    agent: connections,
  });
  sent.end(body);
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, type: response.headers['content-type'], content: await text(response) };
}

/** Of every table but those of sessions, which signing in and being seen do change, and the log of who asked what. */
async function rowCounts(): Promise<unknown> {
  const tables = await api.db.$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('session', 'refresh_token', 'audit') order by 1`;
  expect(tables.length).toBeGreaterThan(10);
  const counts = tables.map(async ({ name }) => {
    const [row] = await api.db.$queryRawUnsafe<{ count: bigint }[]>(`select count(*) as count from "${name}"`);
    return [name, Number(row?.count)];
  });
  return Object.fromEntries(await Promise.all(counts));
}
