import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditKindOf, type RouteContract, takesKey } from '#shared/contract/route.ts';
import { ROUTES } from '#shared/contract/routes.ts';
import { reachOf } from '#shared/permissions.ts';
import type { Agent, TestApp } from '../setup/api.ts';
import { lastLine, linesSince } from '../setup/audit.ts';
import { RIGHT_REQUESTS, type RightRequest, type Sent } from '../setup/right-requests.ts';
import { everyRow } from '../setup/rows.ts';
import { OWN, type Region, ROLES, startRegion } from '../setup/two-offices.ts';

// Every route that takes an Idempotency-Key, asked twice under one: the second time has no effect and the same answer. The key is the user's own.

let api: TestApp;
let region: Region;

beforeAll(async () => {
  region = await startRegion();
  ({ api } = region);
});
afterAll(() => region?.close());

const CALLERS = ['own case worker', 'coordinator', 'steering group', 'administrator'] as const;

const taking = ROUTES.flatMap((contract): [string, RouteContract, RightRequest][] => {
  const request = RIGHT_REQUESTS[contract.id];
  return request && takesKey(contract) ? [[contract.id, contract, request]] : [];
});

it('most routes that change something take a key', () => {
  expect(taking.length).toBeGreaterThan(15);
});

describe.each(taking)('%s', (_id, contract, request) => {
  const caller = callerWith(contract);
  const isEnded = (request.status ?? 200) >= 400;

  it('sent twice under one key is done once, and answered the same; a colleague’s same key is the colleague’s', async () => {
    const { user } = region.agents[caller];
    const colleague = await api.as(await api.makeUser({ role: user.role, municipalities: user.municipalities }));
    const sent = await request.send(region, await region.makeFile(OWN, { isEnded }), caller);
    const key = randomUUID();
    const before = await lastLine(api.db);
    const first = await ask(contract, region.agents[caller], sent, key);
    expect(first.status, first.text).toBeLessThan(400);

    const stored = await everyRow(api.db);
    const second = await ask(contract, region.agents[caller], sent, key);
    expect([second.status, second.text, second.headers.etag]).toEqual([first.status, first.text, first.headers.etag]);
    expect(await everyRow(api.db)).toEqual(stored);

    await ask(contract, colleague, sent, key);
    const repeated = (await linesSince(api.db, before)).filter(({ details }) => details?.includes('"isRepeated":true'));
    expect(repeated.map(({ userId }) => userId)).toEqual(auditKindOf(contract) ? [user.id] : []);
  });
});

function callerWith({ permission }: RouteContract) {
  if (permission === 'public' || permission === 'signed-in') throw new Error('such a route takes no key');
  const caller = CALLERS.find((each) => reachOf(ROLES[each], permission));
  if (!caller) throw new Error(`nobody may ${permission}`);
  return caller;
}

const METHODS = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const satisfies Record<
  RouteContract['method'],
  string
>;

function ask({ method, body: takes }: RouteContract, agent: Agent, { path, body, type, version }: Sent, key: string) {
  const asked = agent[METHODS[method]](path).set('Idempotency-Key', key);
  if (takes) asked.set('Content-Type', type ?? 'application/json');
  if (version !== undefined) asked.set('If-Match', `"${version}"`);
  return asked.buffer(true).send(body);
}
