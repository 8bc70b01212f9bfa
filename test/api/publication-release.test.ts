import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { loadDemo } from '#prisma/seed/load-demo.ts';
import type { Publication, PublishedCell } from '#shared/contract/publications.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { linesSince } from '../setup/audit.ts';
import { openTrajectory, recorded } from '../setup/case-files.ts';
import { madePublication, readPublication, releasedPublication } from '../setup/publications.ts';
import { a } from '../setup/trajectories.ts';

// What is published is published once, and stays: whoever presses the button at the same time, whatever is put right afterwards, by whatever hand.

const TODAY = '2018-07-09';

let api: TestApp;
let coordinator: Agent;

beforeAll(async () => {
  api = await startTestApp();
  api.clock.set(`${TODAY}T09:00:00Z`);
  await loadDemo(api.db, { demo: 'full', today: TODAY, hashPassword: async () => randomUUID() });
  coordinator = await api.as('coordinator');
});
afterAll(() => api.close());

describe('two releases at once', () => {
  it('of one draft publish it once', async () => {
    const draft = await madePublication(api, coordinator, { period: '2017-Q1' });
    const cells = draft.tables.reduce((sum, table) => sum + table.cells.length, 0);
    const answers = await Promise.all(Array.from({ length: 6 }, () => release(draft)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code)).toEqual(Array(5).fill('publication.not-possible'));
    expect(await api.db.publishedCell.count({ where: { publicationId: draft.id } })).toBe(cells);
  });

  it('of two drafts publish one: the other was not attacked together with it', async () => {
    const drafts = [
      await madePublication(api, coordinator, { period: '2017-Q2' }),
      await madePublication(api, coordinator, { period: '2017-Q3' }),
    ];
    const answers = await Promise.all(drafts.map(release));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const late = answers.findIndex(({ status }) => status === 409);
    expect(answers[late]?.body.code).toBe('publication.outdated');
    const { id, knownAt } = drafts[late] ?? raise();
    expect((await linesSince(api.db)).at(-1)).toMatchObject({ action: 'releasePublication', outcome: 'publication.outdated' });
    // Protected anew, from what is known by then, it can be.
    api.clock.advance(60_000);
    expect((await coordinator.post(`/publications/${id}/retry`).send({})).status).toBe(202);
    await api.protecting.settled();
    expect(await readPublication(coordinator, id)).toMatchObject({ status: 'draft' });
    expect((await release({ id })).status).toBe(200);
    const anew = await readPublication(coordinator, id);
    expect(Date.parse(anew.knownAt)).toBe(Date.parse(knownAt) + 60_000);
  });
});

describe('a release is refused', () => {
  it('of what the attack found a way into, with the cells for the coordinator alone and a line in the log', async () => {
    const draft = await madePublication(api, coordinator, { period: '2017-Q4' });
    const reasons = [{ problem: 'recovered', table: 'inflow', period: '2017-Q4', key: { municipality: '24008' } }];
    await api.db
      .$executeRaw`update publication set status = 'refused', report = jsonb_set(report, '{isSafe}', 'false'), reasons = ${JSON.stringify(reasons)}::jsonb
      where id = ${draft.id}::uuid`;
    const answer = await release(draft);
    expect([answer.status, answer.body.code]).toEqual([409, 'publication.unsafe']);
    expect((await linesSince(api.db)).at(-1)).toMatchObject({ action: 'releasePublication', outcome: 'publication.unsafe' });
    expect(await readPublication(coordinator, draft.id)).toMatchObject({ status: 'refused', reasons });
    expect((await coordinator.get(`/publications/${draft.id}/review`)).status).toBe(200);
    // It can be tried again, in the other way too.
    expect((await coordinator.post(`/publications/${draft.id}/retry`).send({ method: 'rounding' })).status).toBe(202);
    await api.protecting.settled();
    expect(await readPublication(coordinator, draft.id)).toMatchObject({ status: 'draft', reasons: [] });
  });

  it('of content that is not what was attacked, to the letter', async () => {
    const [draft] = await drafts();
    await api.db.$executeRaw`update publication set content = replace(content, '"value": 10', '"value": 15') where id = ${draft?.id}::uuid`;
    const answer = await release(draft ?? raise());
    expect([answer.status, answer.body.code]).toEqual([409, 'publication.unsafe']);
    expect((await coordinator.delete(`/publications/${draft?.id}`)).status).toBe(204);
  });
});

describe('what was published', () => {
  it('is not changed by hand, nor is the ledger, by nobody', async () => {
    const changes = [
      'update publication set title = title || $$!$$',
      'update publication set content = null',
      `update publication set status = 'draft', published_at = null`,
      'delete from publication',
      'truncate publication cascade',
      'update published_cell set truth = truth + 1',
      'delete from published_cell',
      'truncate published_cell',
    ];
    for (const change of changes)
      await expect(api.db.$executeRaw(Prisma.raw(change)), change).rejects.toThrow(/kept|does not change|append-only/);
  });

  it('keeps every value when its data are put right late, and the next one adds up and is safe together with it', async () => {
    const before = await readPublication(coordinator, await idOf('2017-Q3'));
    const worker = await api.as(await api.makeUser({ role: 'case-worker', municipalities: ['24008'] }));
    for (let nth = 0; nth < 12; nth++) {
      const steps = [
        a.referral('2017-08-01'),
        ...(nth % 3 === 0 ? [a.placement('2017-09-04')] : []),
        ...(nth % 4 === 0 ? [a.job('2017-11-06')] : []),
      ];
      await openTrajectory(worker, steps);
    }
    const one = await openTrajectory(worker, [a.referral('2017-02-01')]);
    await recorded(worker, one, a.end('2017-09-29'));
    expect((await readPublication(coordinator, before.id)).tables).toEqual(before.tables);
    expect((await readPublication(coordinator, before.id)).sha256).toBe(before.sha256);
    const next = await releasedPublication(api, coordinator, { period: '2017-Q4' });
    for (const published of [next, await releasedPublication(api, coordinator, { period: '2018-Q1' })]) {
      expect(published.audit).toMatchObject({ isSafe: true, recovered: 0, narrow: 0, outside: 0 });
      for (const table of published.tables)
        expect(sumOf(table, (cell) => isInner(table, cell))).toBe(sumOf(table, ({ key }) => Object.keys(key).length === 0));
    }
    expect((await readPublication(coordinator, before.id)).tables).toEqual(before.tables);
  });
});

type Table = Publication['tables'][number];

function isInner({ dimensions }: Table, { key }: PublishedCell): boolean {
  return Object.keys(key).length === dimensions.length;
}

function sumOf({ cells }: Table, isCounted: (cell: PublishedCell) => boolean): number {
  return cells.filter(isCounted).reduce((sum, { value }) => sum + (value ?? 0), 0);
}

function release({ id }: { id: string }) {
  return coordinator.post(`/publications/${id}/release`);
}

async function drafts(): Promise<{ id: string }[]> {
  const { body } = await coordinator.get('/publications');
  return body.items.filter(({ status }: { status: string }) => status === 'draft');
}

async function idOf(period: string): Promise<string> {
  const { body } = await coordinator.get('/publications');
  return body.items.find((item: { period: string }) => item.period === period).id;
}

function raise(): never {
  throw new Error('it should be there');
}
