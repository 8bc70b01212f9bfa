import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Transaction } from '#server/db/client.ts';
import type { Actor } from '#server/db/context.ts';
import { appendToLedger, listLedger } from '#server/publications/ledger-store.ts';
import { findPublication, listPublications, listWorkingCells } from '#server/publications/store.ts';
import { Role } from '#shared/permissions.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { openTrajectory } from '../setup/case-files.ts';
import { madePublication, releasedPublication } from '../setup/publications.ts';
import { everyRow } from '../setup/rows.ts';
import { a } from '../setup/trajectories.ts';

// Who reaches what of publications, with the service's own filter forgotten: what the database itself lets through is what counts. And the steering
// group against everything else.

let api: TestApp;
let coordinator: Agent;
let published: string;
let withdrawn: string;
let draft: string;
let token: string;

const TABLES = ['publication_working', 'publication_link', 'published_cell', 'publication_head'] as const;
const READERS = Role.options.filter((role) => role !== 'coordinator');

beforeAll(async () => {
  api = await startTestApp();
  coordinator = await api.as('coordinator');
  const worker = await api.as('case-worker');
  for (let nth = 0; nth < 7; nth++) await openTrajectory(worker, [a.referral('2026-01-05')]);
  api.clock.advance(1_000);
  withdrawn = (await releasedPublication(api, coordinator, { period: '2025-Q4' })).id;
  await coordinator.post(`/publications/${withdrawn}/withdrawal`).send({ reason: 'Vergissing' });
  published = (await releasedPublication(api, coordinator, { period: '2026-Q1' })).id;
  token = (await coordinator.put(`/publications/${published}/public-link`)).body.publicToken;
  draft = (await madePublication(api, coordinator, { period: '2026-Q2' })).id;
});
afterAll(() => api.close());

async function actorOf(role: Role): Promise<Actor> {
  const { user } = await api.as(role);
  return { id: user.id, role, municipalities: user.municipalities };
}

async function seenBy<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const change = await asActor(api.db, actor, work);
  expect(await api.database.reads(actor, work)).toEqual(change);
  return change;
}

describe.each(READERS)('the %s', (role) => {
  it('sees what was published and what was withdrawn, and no draft', async () => {
    const actor = await actorOf(role);
    const rows = await seenBy(actor, listPublications);
    expect(rows.map(({ id }) => id).toSorted()).toEqual([published, withdrawn].toSorted());
    expect(await seenBy(actor, (tx) => findPublication(tx, draft))).toBeUndefined();
  });

  it.each(TABLES)('sees no row of %s', async (table) => {
    expect(await seenBy(await actorOf(role), (tx) => tx.$queryRaw(Prisma.raw(`select 1 from ${table}`)))).toEqual([]);
    const [all] = await seenBy('system', (tx) =>
      tx.$queryRaw<{ count: number }[]>(Prisma.raw(`select count(*)::int as count from ${table}`)),
    );
    expect(all?.count).toBeGreaterThan(0);
  });

  it('writes nothing', async () => {
    const actor = await actorOf(role);
    const before = await everyRow(api.db);
    for (const statement of [
      `update publication set status = 'withdrawn', withdrawn_at = now(), withdraw_reason = 'x'`,
      `update publication set status = 'published', published_at = now()`,
      'delete from publication',
      'delete from publication_working',
      'delete from publication_link',
      'update publication_head set released = 0',
    ])
      expect(await asActor(api.db, actor, (tx) => tx.$executeRaw(Prisma.raw(statement)))).toBe(0);
    const insertions = [
      Prisma.sql`insert into publication_link (publication_id, token, opened_at) values (${withdrawn}::uuid, 'x', now())`,
      Prisma.sql`insert into published_cell (publication_id, period, table_id, key, low, truth) values (${published}::uuid, '2026-Q1', 'inflow', '{}', 0, 0)`,
      Prisma.sql`insert into publication (id, title, period, status, method, base, made_at, known_at, software_version, attempt, heartbeat)
        values (${randomUUID()}::uuid, 'x', '2020', 'protecting', 'rounding', 5, now(), now(), '0', ${randomUUID()}::uuid, now())`,
    ];
    for (const insertion of insertions) await expect(asActor(api.db, actor, (tx) => tx.$executeRaw(insertion))).rejects.toThrow();
    expect(await everyRow(api.db)).toEqual(before);
  });
});

describe('the coordinator', () => {
  it('sees everything, with what is true', async () => {
    const actor = await actorOf('coordinator');
    expect((await seenBy(actor, listPublications)).map(({ id }) => id).toSorted()).toEqual([published, withdrawn, draft].toSorted());
    expect((await seenBy(actor, (tx) => listWorkingCells(tx, draft))).length).toBeGreaterThan(50);
    const ledger = await seenBy(actor, listLedger);
    expect(new Set(ledger.map(({ publicationId }) => publicationId))).toEqual(new Set([withdrawn, published]));
    expect(
      ledger.find(({ table, period, key }) => table === 'referrals' && period === '2026-Q1' && Object.keys(key).length === 0)?.truth,
    ).toBe(7);
  });

  it('changes nothing that was published, and puts nothing past the gate into the ledger', async () => {
    const actor = await actorOf('coordinator');
    const before = await everyRow(api.db);
    const attempts = [
      Prisma.sql`update publication set sha256 = 'x' where id = ${published}::uuid`,
      Prisma.sql`update publication set title = 'x' where id = ${published}::uuid`,
      Prisma.sql`delete from published_cell`,
      Prisma.sql`update published_cell set value = 0`,
      Prisma.sql`insert into published_cell (publication_id, period, table_id, key, low, truth) values (${draft}::uuid, '2026-Q2', 'inflow', '{}', 0, 0)`,
      Prisma.sql`insert into publication (id, title, period, status, method, base, made_at, known_at, software_version, attempt, heartbeat, published_at, content, sha256, report, ledger_position)
        values (${randomUUID()}::uuid, 'x', '2020', 'published', 'rounding', 5, now(), now(), '0', ${randomUUID()}::uuid, now(), now(), '{}', 'x', '{}', 0)`,
    ];
    for (const attempt of attempts)
      await expect(
        asActor(api.db, actor, (tx) => tx.$executeRaw(attempt)),
        attempt.text,
      ).rejects.toThrow();
    await expect(asActor(api.db, actor, (tx) => appendToLedger(tx, draft))).rejects.toThrow();
    expect(await everyRow(api.db)).toEqual(before);
  });
});

it('nobody in particular sees what has an open link, and no other publication', async () => {
  expect((await seenBy('session', listPublications)).map(({ id }) => id)).toEqual([published]);
  await expect(asActor(api.db, 'session', (tx) => tx.$queryRaw`select 1 from published_cell`)).rejects.toThrow();
  await expect(asActor(api.db, 'session', (tx) => tx.$queryRaw`select 1 from publication_working`)).rejects.toThrow();
  await expect(asActor(api.db, 'session', (tx) => tx.$executeRaw`delete from publication_link`)).rejects.toThrow();
});

describe('the languages of people', () => {
  const asked = Prisma.sql`select * from placed_by_language('2020-01-01'::date, '2026-12-31'::date, now())`;

  it.each(READERS)('are counted for no %s', async (role) => {
    expect(await seenBy(await actorOf(role), (tx) => tx.$queryRaw(asked))).toEqual([]);
  });
});

describe('the steering group, whatever it tries with publications', () => {
  const ATTEMPTS: [string, (agent: Agent) => Promise<{ status: number; text: string }>, number][] = [
    ['reads no draft', (agent) => agent.get(`/publications/${draft}`), 404],
    ['reads nothing of what was withdrawn', (agent) => agent.get(`/publications/${withdrawn}/content.json`), 404],
    ['reads no true counts', (agent) => agent.get(`/publications/${published}/review`), 403],
    ['makes none', (agent) => agent.post('/publications').send({ title: 'x', period: '2025-Q1' }), 403],
    ['protects none', (agent) => agent.post(`/publications/${draft}/retry`).send({}), 403],
    ['releases none', (agent) => agent.post(`/publications/${draft}/release`), 403],
    ['withdraws none', (agent) => agent.post(`/publications/${published}/withdrawal`).send({ reason: 'x' }), 403],
    ['throws none away', (agent) => agent.delete(`/publications/${draft}`), 403],
    ['opens no link', (agent) => agent.put(`/publications/${published}/public-link`), 403],
    ['ends none', (agent) => agent.delete(`/publications/${published}/public-link`), 403],
    ['asks no free question', (agent) => agent.get('/figures/inflow'), 403],
  ];

  it.each(ATTEMPTS)('%s', async (_what, attempt, status) => {
    const before = await everyRow(api.db);
    const answer = await attempt(await api.as('steering-group'));
    expect([answer.status, answer.text.includes(token)], answer.text).toEqual([status, false]);
    expect(await everyRow(api.db)).toEqual(before);
  });
});
