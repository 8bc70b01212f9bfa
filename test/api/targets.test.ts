import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Actor } from '#server/db/context.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { lastLine, linesSince } from '../setup/audit.ts';

let app: TestApp;
let coordinator: Agent;
let worker: Agent;

beforeAll(async () => {
  app = await startTestApp();
  coordinator = await app.as(await app.makeUser({ role: 'coordinator', name: 'An Coördinator' }));
  worker = await app.as('case-worker');
  await app.makeMunicipality('DIE');
  for (const municipality of [null, 'BEK', 'DIE']) await set({ municipality, value: 40 });
  await set({ figure: 'chance.regular', value: 0.35 });
  await set({ year: 2025, value: 30 });
});
afterAll(() => app.close());

describe('targets', () => {
  it('are listed with who set them, the region’s before those of municipalities', async () => {
    const { items } = (await coordinator.get('/targets?year=2026').expect(200)).body;
    const set = { year: 2026, setAt: '2026-11-23T08:00:00.000Z', setBy: 'An Coördinator' };
    expect(items).toEqual([
      { ...set, figure: 'chance.regular', municipality: null, value: 0.35 },
      { ...set, figure: 'inflow.placements', municipality: null, value: 40 },
      { ...set, figure: 'inflow.placements', municipality: 'BEK', value: 40 },
      { ...set, figure: 'inflow.placements', municipality: 'DIE', value: 40 },
    ]);
    expect((await coordinator.get('/targets?figure=inflow.placements')).body.items).toHaveLength(4);
  });

  it('are changed and taken away, and the log keeps what they were', async () => {
    const place = { year: 2030 };
    const before = await lastLine(app.db);
    await set({ ...place, value: 12 });
    app.clock.advance(60_000);
    const { items } = await set({ ...place, value: 15 });
    expect(items).toMatchObject([{ value: 15, setAt: app.clock.now().toISOString() }]);
    expect((await set({ ...place, value: null })).items).toEqual([]);
    expect((await set({ ...place, value: null })).items).toEqual([]);
    const details = (await linesSince(app.db, before)).map((line) => JSON.parse(line.details ?? ''));
    const about = { figure: 'inflow.placements', year: 2030, municipality: null };
    expect(details).toEqual([
      { ...about, before: null, after: 12 },
      { ...about, before: 12, after: 15 },
      { ...about, before: 15, after: null },
      { ...about, before: null, after: null },
    ]);
  });

  it.each([
    [{ value: 1.5 }, 'body.value', 'target.value'],
    [{ value: -1 }, 'body.value', 'too-small'],
    [{ figure: 'chance.regular', value: 1.01 }, 'body.value', 'target.value'],
    [{ figure: 'occupancy', value: 1 }, 'body.figure', 'choice'],
    [{ year: 1999, value: 1 }, 'body.year', 'too-small'],
  ])('are not %o', async (body, path, code) => {
    const answer = await coordinator.post('/targets').send({ figure: 'inflow.placements', year: 2026, ...body });
    expect([answer.status, answer.body.fields]).toEqual([422, [expect.objectContaining({ path, code })]]);
  });

  it('of a municipality that there is not are refused', async () => {
    const answer = await coordinator
      .post('/targets')
      .send({ figure: 'inflow.placements', year: 2026, municipality: 'NERGENS', value: 1 })
      .expect(422);
    expect(answer.body.code).toBe('municipality.unknown');
  });

  it('that many set at once end as the last, and each line of the log begins where the one before ended', async () => {
    const other = await app.as(await app.makeUser({ role: 'coordinator' }));
    const before = await lastLine(app.db);
    await Promise.all(Array.from({ length: 20 }, (_, place) => set({ year: 2031, value: place + 1 }, place % 2 ? other : coordinator)));
    const changes = (await linesSince(app.db, before)).map((line) => JSON.parse(line.details ?? ''));
    expect(changes).toHaveLength(20);
    expect(changes.map((change) => change.before)).toEqual([null, ...changes.slice(0, -1).map((change) => change.after)]);
    const { items } = (await coordinator.get('/targets?year=2031').expect(200)).body;
    expect(items).toMatchObject([{ value: changes.at(-1)?.after }]);
  });
});

describe('who may see and set them', () => {
  it('a case worker sees the region’s and those of the own municipality', async () => {
    const { items } = (await worker.get('/targets?year=2026&figure=inflow.placements').expect(200)).body;
    expect(items.map(({ municipality }: { municipality: string | null }) => municipality)).toEqual([null, 'BEK']);
    expect(items[0].setBy).toBe('An Coördinator');
    await worker.post('/targets').send({ figure: 'inflow.placements', year: 2026, value: 1 }).expect(403);
  });

  it('the steering group and the administrator neither see nor set them', async () => {
    for (const role of ['steering-group', 'administrator'] as const) {
      const agent = await app.as(role);
      await agent.get('/targets').expect(403);
      await agent.post('/targets').send({ figure: 'inflow.placements', year: 2026, value: 1 }).expect(403);
    }
  });

  it('the database itself shows and changes no more than that, with the service’s check forgotten', async () => {
    const seen = async (agent: Agent) => {
      const rows = await asActor(
        app.db,
        actorOf(agent),
        (tx) => tx.$queryRaw<{ place: string }[]>`
        select distinct coalesce(municipality, 'region') as place from target order by 1`,
      );
      return rows.map(({ place }) => place);
    };
    expect(await seen(coordinator)).toEqual(['BEK', 'DIE', 'region']);
    expect(await seen(worker)).toEqual(['BEK', 'region']);
    for (const role of ['steering-group', 'administrator'] as const) expect(await seen(await app.as(role))).toEqual([]);

    for (const agent of [worker, await app.as('steering-group'), await app.as('administrator')]) {
      const changed = (statement: Prisma.Sql) => asActor(app.db, actorOf(agent), (tx) => tx.$executeRaw(statement));
      expect(await changed(Prisma.sql`update target set value = 0`)).toBe(0);
      expect(await changed(Prisma.sql`delete from target`)).toBe(0);
      await expect(
        changed(Prisma.sql`insert into target (id, figure, year, value, set_at, set_by)
          values (${randomUUID()}::uuid, 'outflow', 2026, 1, now(), ${agent.user.id}::uuid)`),
      ).rejects.toThrow('row-level security');
    }
    expect(await seen(coordinator)).toEqual(['BEK', 'DIE', 'region']);
  });
});

async function set(target: object, agent = coordinator) {
  const answer = await agent.post('/targets').send({ figure: 'inflow.placements', year: 2026, ...target });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

function actorOf({ user: { id, role, municipalities } }: Agent): Actor {
  return { id, role, municipalities };
}
