import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '#prisma/seed/load-demo.ts';
import type { Publication } from '#shared/contract/publications.ts';
import { ROUTES } from '#shared/contract/routes.ts';
import { CATALOGUE } from '#shared/publications/catalogue.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { linesSince } from '../setup/audit.ts';
import { listedPublications, madePublication, readPublication, releasedPublication } from '../setup/publications.ts';

// A publication from being made to being read, over a year and a half of the demo region.

const TODAY = '2018-07-09';

let api: TestApp;
let coordinator: Agent;
let steeringGroup: Agent;

beforeAll(async () => {
  api = await startTestApp();
  api.clock.set(`${TODAY}T09:00:00Z`);
  await loadDemo(api.db, { demo: 'full', today: TODAY, hashPassword: async () => randomUUID() });
  coordinator = await api.as('coordinator');
  steeringGroup = await api.as('steering-group');
});
afterAll(() => api.close());

describe('a publication that is made', () => {
  it('is answered before it is counted, and is a draft once it was protected and attacked', async () => {
    const answer = await coordinator.post('/publications').send({ title: 'Eerste kwartaal', period: '2017-Q1' });
    expect(answer.status, answer.text).toBe(202);
    expect(answer.body).toMatchObject({
      status: 'protecting',
      title: 'Eerste kwartaal',
      period: '2017-Q1',
      method: 'rounding',
      base: 5,
      from: '2017-01-01',
      to: '2017-03-31',
      knownAt: api.clock.now().toISOString(),
      progress: { phase: 'counting' },
      tables: [],
      sha256: null,
      publishedAt: null,
    });
    await api.protecting.settled();
    const draft = await readPublication(coordinator, answer.body.id);
    expect(draft).toMatchObject({
      status: 'draft',
      progress: null,
      sha256: null,
      reasons: [],
      audit: { isSafe: true, recovered: 0, narrow: 0 },
    });
    expect(draft.tables.map(({ id }) => id)).toEqual(CATALOGUE.quarter);
    expect(draft.definitions.map(({ table }) => table)).toEqual(CATALOGUE.quarter);
    for (const { text } of draft.definitions)
      expect([text.nl, text.en, text.fr].every((words) => /5/.test(words) && words.length > 200)).toBe(true);
    expect(draft.municipalities.map(({ name }) => name)).toContain('Bekkevoort');
    await discarded(draft);
  });

  it('is refused of a period that is not over, naming the field and what to do', async () => {
    for (const period of ['2018-Q3', '2018', '2019-Q1']) {
      const { status, body } = await coordinator.post('/publications').send({ title: 'Te vroeg', period });
      expect([status, body.fields?.[0]?.path, body.fields?.[0]?.code]).toEqual([422, 'body.period', 'period.not-over']);
      expect(body.fields[0].message).toMatch(/Choose a quarter or a year that has ended/);
    }
    expect((await coordinator.post('/publications').send({ title: 'Fout', period: '2018-Q5' })).status).toBe(422);
    expect(await listedPublications(coordinator)).toEqual([]);
  });

  it('is one for each period, until it is thrown away', async () => {
    const both = await Promise.all([1, 2].map(() => coordinator.post('/publications').send({ title: 'Twee tegelijk', period: '2017-Q1' })));
    expect(both.map(({ status }) => status).toSorted()).toEqual([202, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('publication.period-taken');
    await api.protecting.settled();
    const [only] = await listedPublications(coordinator);
    await discarded(only);
    const again = await madePublication(api, coordinator, { period: '2017-Q1' });
    await discarded(again);
  });

  it('is the coordinator’s alone until it is published', async () => {
    const draft = await madePublication(api, coordinator, { period: '2017-Q1' });
    for (const agent of [steeringGroup, await api.as('case-worker'), await api.as('administrator')]) {
      expect(await listedPublications(agent)).toEqual([]);
      for (const path of ['', '/content.json', '/tables/inflow.csv', '/tables/inflow.xlsx'])
        expect((await agent.get(`/publications/${draft.id}${path}`)).status).toBe(404);
      expect((await agent.get(`/publications/${draft.id}/review`)).status).toBe(403);
      expect((await agent.post(`/publications/${draft.id}/release`)).status).toBe(403);
    }
    // Nothing of a draft is taken out as a file, nor linked to.
    expect((await coordinator.get(`/publications/${draft.id}/content.json`)).status).toBe(404);
    expect((await coordinator.put(`/publications/${draft.id}/public-link`)).body.code).toBe('publication.not-possible');
    await discarded(draft);
  });

  it('shows the coordinator what is true beside what is to be published, within its bounds', async () => {
    const draft = await madePublication(api, coordinator, { period: '2017-Q1' });
    const { body } = await coordinator.get(`/publications/${draft.id}/review`);
    const truths = new Map<string, number>();
    for (const { id, cells } of body.tables) for (const { key, truth } of cells) truths.set(cellOf(id, key), truth);
    const shown = draft.tables.flatMap(({ id, cells }) => cells.map((cell) => ({ ...cell, truth: truths.get(cellOf(id, cell.key)) })));
    expect(shown.length).toBeGreaterThan(100);
    expect(shown.filter(({ truth }) => truth === undefined)).toEqual([]);
    expect(shown.filter(({ truth = -1, low, high }) => truth < (low ?? 0) || truth > (high ?? 1e9))).toEqual([]);
    expect(truths.get(cellOf('referrals', {}))).toBe(await referralsOf('2017-01-01', '2017-03-31'));
    await discarded(draft);
  });

  it('may hide small counts instead of rounding all of them', async () => {
    const draft = await madePublication(api, coordinator, { period: '2017-Q1', method: 'suppression' });
    expect(draft.method).toBe('suppression');
    expect(draft.definitions[0]?.text.nl).toMatch(/verborgen/);
    expect(['draft', 'refused']).toContain(draft.status);
    await discarded(draft);
  });
});

describe('a publication that is released', () => {
  let published: Publication;
  beforeAll(async () => {
    published = await releasedPublication(api, coordinator, { period: '2017-Q1', title: 'Het eerste kwartaal' });
  });

  it('is read by every role as it was looked at, with the hash of exactly its bytes', async () => {
    expect(published).toMatchObject({ status: 'published', publishedAt: api.clock.now().toISOString() });
    for (const agent of [steeringGroup, await api.as('case-worker'), await api.as('administrator')]) {
      const read = await readPublication(agent, published.id);
      expect(read.tables).toEqual(published.tables);
      expect(read.sha256).toBe(published.sha256);
      expect((await listedPublications(agent)).map(({ id }) => id)).toEqual([published.id]);
      const file = await agent.get(`/publications/${published.id}/content.json`).buffer(true);
      expect(createHash('sha256').update(file.text, 'utf8').digest('hex')).toBe(read.sha256);
      const { audit: _, definitions, ...content } = { ...read, ...JSON.parse(file.text) };
      expect(content).toMatchObject({
        title: 'Het eerste kwartaal',
        knownAt: published.knownAt,
        softwareVersion: published.softwareVersion,
      });
      expect(definitions).toEqual(published.definitions);
    }
  });

  it('adds up in every table, to the last total', () => {
    for (const { id, cells, dimensions } of published.tables)
      for (const whole of cells) {
        const open = dimensions.find((dimension) => whole.key[dimension] === undefined);
        if (!open) continue;
        const isPart = ({ key }: (typeof cells)[number]) =>
          key[open] !== undefined && dimensions.every((dimension) => dimension === open || key[dimension] === whole.key[dimension]);
        const sum = cells.filter(isPart).reduce((total, { value }) => total + (value ?? 0), 0);
        expect(sum, `${id} ${JSON.stringify(whole.key)}`).toBe(whole.value);
      }
  });

  it('holds no true count in anything that the steering group is answered, and no more about it than what it is', async () => {
    const paths = ROUTES.filter(({ method, tag }) => method === 'GET' && tag === 'publications').flatMap(({ path }) =>
      path.includes(':file')
        ? CATALOGUE.quarter.map((table) => path.replace(':id', published.id).replace(':file', `${table}.csv`))
        : [path.replace(':id', published.id)],
    );
    expect(paths.length).toBeGreaterThan(8);
    for (const path of paths) {
      const { text } = await steeringGroup.get(path).buffer(true);
      expect(text, path).not.toMatch(/truth|"sensitive":\d|publicToken":"/);
    }
    const { tables } = await readPublication(steeringGroup, published.id);
    const values = tables.flatMap(({ cells }) =>
      cells.map(({ value, low, high }) => [(value ?? 0) % 5, (high ?? 0) - (value ?? 0), (value ?? 0) - (low ?? 0)]),
    );
    // As far apart for every count, but where nothing lies below none.
    expect(new Set(values.map(([rest, above]) => `${rest} ${above}`))).toEqual(new Set(['0 4']));
    expect(values.every(([, , below]) => below === 4 || below === 0)).toBe(true);
  });

  it('is not protected, looked at or thrown away any more', async () => {
    const refused = await Promise.all([
      coordinator.post(`/publications/${published.id}/retry`).send({}),
      coordinator.post(`/publications/${published.id}/release`),
      coordinator.get(`/publications/${published.id}/review`),
      coordinator.delete(`/publications/${published.id}`),
    ]);
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(refused.map(() => [409, 'publication.not-possible']));
    expect(await readPublication(steeringGroup, published.id)).toMatchObject({ status: 'published', tables: published.tables });
  });

  it('is withdrawn once, with a reason that stays; its link ends, and its period can be published anew', async () => {
    const { publicToken } = (await coordinator.put(`/publications/${published.id}/public-link`)).body;
    const answer = await coordinator.post(`/publications/${published.id}/withdrawal`).send({ reason: 'Eén gemeente ontbrak' });
    expect(answer.status, answer.text).toBe(200);
    const read = await readPublication(steeringGroup, published.id);
    expect(read).toMatchObject({
      status: 'withdrawn',
      withdrawn: { reason: 'Eén gemeente ontbrak' },
      tables: [],
      sha256: published.sha256,
    });
    for (const path of ['content.json', 'tables/inflow.csv'])
      expect((await steeringGroup.get(`/publications/${published.id}/${path}`)).status).toBe(404);
    expect((await api.request.get(`/api/public/publications/${publicToken}`)).status).toBe(404);
    const again = await coordinator.post(`/publications/${published.id}/withdrawal`).send({ reason: 'Nog eens' });
    expect([again.status, again.body.code]).toEqual([409, 'publication.not-possible']);
    const anew = await releasedPublication(api, coordinator, { period: '2017-Q1' });
    expect((await listedPublications(steeringGroup)).map(({ id, status }) => [id, status])).toEqual([
      [anew.id, 'published'],
      [published.id, 'withdrawn'],
    ]);
  });
});

it('leaves a line in the log for every deed, and for the verdict of the attack', async () => {
  const before = (await linesSince(api.db)).at(-1)?.sequence ?? 0n;
  const draft = await madePublication(api, coordinator, { period: '2017-Q2', title: 'Zwoord in de titel' });
  await coordinator.get(`/publications/${draft.id}/review`);
  await coordinator.post(`/publications/${draft.id}/release`);
  await coordinator.put(`/publications/${draft.id}/public-link`);
  await steeringGroup.get(`/publications/${draft.id}/tables/inflow.csv`);
  await steeringGroup.get(`/publications/${draft.id}/content.json`);
  await coordinator.delete(`/publications/${draft.id}/public-link`);
  await coordinator.post(`/publications/${draft.id}/withdrawal`).send({ reason: 'Zwoord in de reden' });
  const lines = await api.db.audit.findMany({ where: { sequence: { gt: before } }, orderBy: { sequence: 'asc' } });
  expect(lines.map(({ action, kind, outcome }) => [action, kind, outcome])).toEqual([
    ['makePublication', 'change', 'done'],
    ['protectPublication', 'change', 'done'],
    ['reviewPublication', 'read', 'done'],
    ['releasePublication', 'change', 'done'],
    ['openPublicLink', 'change', 'done'],
    ['downloadPublicationTable', 'export', 'done'],
    ['downloadPublicationContent', 'export', 'done'],
    ['endPublicLink', 'change', 'done'],
    ['withdrawPublication', 'change', 'done'],
  ]);
  expect(lines.every(({ subjectType, subjectId }) => subjectType === 'publication' && subjectId === draft.id)).toBe(true);
  expect(lines.map(({ details }) => details).join()).not.toContain('Zwoord');
});

async function discarded(publication: { id: string } | undefined): Promise<void> {
  const answer = await coordinator.delete(`/publications/${publication?.id}`);
  expect(answer.status, answer.text).toBe(204);
  expect((await coordinator.get(`/publications/${publication?.id}`)).status).toBe(404);
}

function cellOf(table: string, key: Readonly<Record<string, string>>): string {
  return JSON.stringify([table, Object.entries(key).toSorted()]);
}

async function referralsOf(from: string, to: string): Promise<number> {
  const { body } = await coordinator.get(`/figures/inflow?from=${from}&to=${to}&every=quarter`);
  return body.rows[0].referrals;
}
