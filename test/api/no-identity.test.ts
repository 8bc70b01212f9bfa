import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '#prisma/seed/load-demo.ts';
import { Dimension } from '#shared/contract/figures.ts';
import type { Publication } from '#shared/contract/publications.ts';
import type { RouteContract } from '#shared/contract/route.ts';
import { ROUTES } from '#shared/contract/routes.ts';
import { FilesQuery } from '#shared/contract/signals.ts';
import { BREAKDOWNS, DEFINITIONS } from '#shared/figures/definitions.ts';
import { reachOf } from '#shared/permissions.ts';
import { TABLE_TITLES } from '#shared/publications/titles.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { RULES } from '#shared/trajectory/rules.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { isThorough } from '../setup/database.ts';
import { releasedPublication } from '../setup/publications.ts';

// The whole demo region, and every answer that the coordinator and the steering group can get of it, read as text: no name, birth date, INSZ,
// reference, note or host of anybody is in any of them.

const TODAY = '2018-07-09';
const BEKKEVOORT = '24008';
const INSZ = ['85073003328', '17073003384'];

let api: TestApp;
let agents: Record<'coordinator' | 'steering-group', Agent>;
let trajectories: string[];
let participants: string[];
let published: Publication;
let forbidden: Forbidden;

beforeAll(async () => {
  api = await startTestApp();
  api.clock.set(`${TODAY}T09:00:00Z`);
  await loadDemo(api.db, { demo: 'full', today: TODAY, hashPassword: async () => randomUUID() });
  const worker = await api.as(await api.makeUser({ role: 'case-worker', municipalities: [BEKKEVOORT] }));
  for (const insz of INSZ) {
    const answer = await worker.post('/participants').send({ municipality: BEKKEVOORT, insz, lastName: `Metnummer${insz.slice(0, 3)}` });
    expect(answer.status, answer.text).toBe(201);
  }
  const coordinator = await api.as('coordinator');
  for (const municipality of [null, BEKKEVOORT]) {
    const target = { figure: 'inflow.referrals', year: 2018, municipality, value: 40 };
    expect((await coordinator.post('/targets').send(target)).body.items).not.toEqual([]);
  }
  published = await releasedPublication(api, coordinator, { period: '2018-Q1' });
  published = { ...published, ...(await coordinator.put(`/publications/${published.id}/public-link`)).body };
  agents = { coordinator: await api.as('coordinator'), 'steering-group': await api.as('steering-group') };
  trajectories = (await api.db.trajectory.findMany({ select: { id: true } })).map(({ id }) => id);
  participants = (await api.db.participant.findMany({ select: { id: true }, take: 6 })).map(({ id }) => id);
  forbidden = await whatIdentifies();
});
afterAll(() => api.close());

describe.each(['coordinator', 'steering-group'] as const)('what the %s is answered', (role) => {
  it.each(ROUTES.filter(({ method }) => method === 'GET').map((contract) => [contract.id, contract] as const))(
    'by %s names nobody',
    async (_id, contract) => {
      for (const path of someOf(pathsOf(contract, role))) {
        const statuses = await everyPage(agents[role], path, (text) =>
          expect(identityIn(text, contract), `${path}: ${text.slice(0, 300)}`).toEqual([]),
        );
        expect(Math.max(...statuses), path).toBeLessThan(500);
      }
    },
    60_000,
  );

  it('when it may not write names nobody either', async () => {
    for (const { method, path } of ROUTES.filter((contract) => contract.method !== 'GET' && contract.permission !== 'public')) {
      const [address = ''] = filled(path);
      const answer = await agents[role][METHODS[method]](address).send({});
      expect(identityIn(answer.text), `${method} ${path}`).toEqual([]);
    }
  });
});

describe('the search itself', () => {
  it('knows everything that is personal in the database, and finds it where it is', async () => {
    expect(forbidden.words.length).toBeGreaterThan(200);
    expect(forbidden.texts.length).toBeGreaterThan(40);
    expect(forbidden.exact.size).toBeGreaterThan(500);
    const person = await api.db.participant.findFirstOrThrow({
      where: { firstName: { not: null }, lastName: { not: null }, birthDate: { not: null }, reference: { not: null } },
    });
    const { firstName, lastName, reference, birthDate } = person;
    const note = await api.db.step.findFirstOrThrow({ where: { note: { not: null } } });
    for (const told of [firstName, lastName, reference, birthDate?.toISOString().slice(0, 10), note.note, INSZ[0], '85.07.30-033.28'])
      expect(identityIn(JSON.stringify({ somewhere: [`x ${told} y`] })), String(told)).not.toEqual([]);
  });

  it('finds people in what a case worker is answered', async () => {
    const worker = await api.as(await api.makeUser({ role: 'case-worker', municipalities: [BEKKEVOORT] }));
    expect(identityIn((await worker.get('/participants')).text)).not.toEqual([]);
  });
});

interface Forbidden {
  /** Names, as whole words. */
  words: string[];
  named: RegExp;
  /** Birth dates, references, INSZ, as they are written in any answer. */
  exact: Set<string>;
  /** Notes, reasons, hosts, employers, referrers: whole. */
  texts: string[];
  /** What may stand in an answer although it holds such a word: see `withoutKnown`. */
  known: string[];
  /** Names of organisations and of users, which their own routes give. */
  organisations: string[];
}

async function whatIdentifies(): Promise<Forbidden> {
  const people = await api.db.participant.findMany();
  const steps = await api.db.step.findMany({ select: { note: true, details: true } });
  const withdrawals = await api.db.withdrawal.findMany({ select: { reason: true } });
  const municipalities = await api.db.municipality.findMany();
  const users = await api.db.user.findMany({ select: { name: true } });
  const organisations = await api.db.$queryRaw<{ name: string }[]>`select name from organisation`;
  const freeText = steps.flatMap(({ note, details }) => [note, ...FREE.map((name) => detailOf(details, name))]);
  const names = distinct(people.flatMap(({ firstName, lastName }) => [firstName, lastName]));
  return {
    words: names,
    named: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:${names.map((name) => name.replaceAll(' ', String.raw`\s+`)).join('|')})(?![\p{L}\p{N}])`,
      'u',
    ),
    exact: new Set(distinct([...people.flatMap(({ birthDate, reference }) => [...daysOf(birthDate), reference]), ...INSZ])),
    texts: distinct([...freeText, ...withdrawals.map(({ reason }) => reason)]).filter((text) => text.length > 3),
    known: distinct([
      ...stringsIn(DEFINITIONS),
      ...stringsIn(BREAKDOWNS),
      ...stringsIn(published.definitions),
      ...stringsIn(TABLE_TITLES),
      ...stringsIn(LABELS),
      ...stringsIn(RULES),
      ...municipalities.flatMap(({ code, name }) => [code, name]),
    ]),
    organisations: distinct([...organisations, ...users].map(({ name }) => name)),
  };
}

const FREE = ['organisation', 'employer', 'referredBy'] as const;

function detailOf(details: unknown, name: string): string | null {
  const value: unknown = typeof details === 'object' && details !== null ? Reflect.get(details, name) : null;
  return typeof value === 'string' ? value : null;
}

/** As it is stored, and as a screen or a file of this country would write it. */
function daysOf(date: Date | null): string[] {
  const [year, month, day] = date?.toISOString().slice(0, 10).split('-') ?? [];
  return year ? [`${year}-${month}-${day}`, `${day}/${month}/${year}`] : [];
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null && value !== ''))].filter((value) => value !== null);
}

function identityIn(answer: string, contract?: RouteContract): string[] {
  const text = withoutKnown(answer, contract);
  const named = forbidden.named.exec(text)?.[0];
  const parts = text.match(/\d{4}-\d{2}-\d{2}|\d{2}\/\d{2}\/\d{4}|\d{4}\/\d{3}|\d{2}\.?\d{2}\.?\d{2}-?\d{3}\.?\d{2}(?!\d)/g) ?? [];
  return [
    ...(named ? [named] : []),
    ...parts.filter((part) => forbidden.exact.has(part) || forbidden.exact.has(part.replace(/[.-]/g, ''))),
    ...forbidden.texts.filter((free) => text.includes(free)),
  ];
}

/**
 * What is taken out before the search, each as a whole JSON string and nothing less: the definitions of figures, the labels of the domain and
 * the sources of its rules (they say "An …" and "VDAB"), and the names of municipalities. From the answers about organisations also their own
 * names, which are no secret there, and those of the users who proposed them. No other answer may hold them.
 */
function withoutKnown(answer: string, contract?: RouteContract): string {
  const known = contract && NAMED_OPENLY.has(contract.tag) ? [...forbidden.known, ...forbidden.organisations] : forbidden.known;
  return known.reduce((text, each) => text.replaceAll(JSON.stringify(each), '""'), unescaped(answer));
}

/** What runs here names in demo mode the accounts to try. */
const NAMED_OPENLY: ReadonlySet<string> = new Set(['organisations', 'about']);

/** JSON may write é as an escape, and a line break must be one. */
function unescaped(answer: string): string {
  try {
    return JSON.stringify(JSON.parse(answer)).replaceAll('\\n', '\n');
  } catch {
    return answer;
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** Every question that a route takes of this role: all files, all breakdowns, and what is refused. */
function pathsOf(contract: RouteContract, role: 'coordinator' | 'steering-group'): string[] {
  const { id, path, permission } = contract;
  const isOpen = permission === 'public' || permission === 'signed-in' || reachOf(role, permission) !== undefined;
  if (!isOpen) return filled(path).slice(0, 3);
  if (id === 'getFigureFiles')
    return FilesQuery.shape.figure.options.flatMap((figure) =>
      ['', '&knownAt=2018-03-01T00:00:00Z', '&gender=f'].map((query) => `${path}?figure=${figure}&from=2014-01-01&limit=200${query}`),
    );
  if (path.startsWith('/figures/')) return BREAKDOWN_QUERIES.map((query) => `${path}?from=2017-01-01&${query}`);
  if (id === 'getTrajectory')
    return trajectories.flatMap((each, index) => [
      `/trajectories/${each}`,
      ...(index % 5 === 0 ? [`/trajectories/${each}?knownAt=2018-03-01T00:00:00Z`] : []),
    ]);
  return [...filled(path), ...(takesLimit(contract) ? [`${path}?limit=200`] : []), `${path}?nonsense=1`];
}

/** Of questions that are many and alike, one in four where a part is enough. */
function someOf(paths: string[]): string[] {
  return isThorough() || paths.length < 20 ? paths : paths.filter((_, at) => at % 4 === 0);
}

const BREAKDOWN_QUERIES = [
  'every=month',
  ...Dimension.options.flatMap((one, index) => [
    `by=${one}`,
    ...Dimension.options.slice(index + 1).map((other) => `every=quarter&by=${one},${other}`),
  ]),
  `every=year&by=${Dimension.options.join(',')}`,
  'by=nonsense',
];

function takesLimit({ query }: RouteContract): boolean {
  return query?.safeParse({ limit: '200' }).success === true;
}

/** A path with ids of files, of people and of nothing in the place of its parameters. */
function filled(path: string): string[] {
  if (!path.includes(':')) return [path];
  if (path.includes('publications/:')) return tablesOf(path.replace(':id', published.id).replace(':token', published.publicToken ?? ''));
  return [trajectories[0], participants[0], ...participants.slice(1), ...trajectories.slice(1, 6), randomUUID(), 'nonsense'].map((id) =>
    path.replace(/:\w+/g, String(id)),
  );
}

function tablesOf(path: string): string[] {
  return path.includes(':file') ? published.tables.map(({ id }) => path.replace(':file', `${id}.csv`)) : [path];
}

async function everyPage(agent: Agent, path: string, look: (text: string) => void): Promise<number[]> {
  const statuses: number[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 100; pages++) {
    const answer = await agent
      .get(cursor === undefined ? path : `${path}&cursor=${encodeURIComponent(cursor)}`)
      .redirects(0)
      .buffer(true);
    statuses.push(answer.status);
    look(`${answer.text}\n${JSON.stringify(answer.headers)}`);
    const next: unknown = answer.body?.nextCursor;
    if (typeof next !== 'string' || !path.includes('limit=')) return statuses;
    // A cursor is data too: what it holds must not be a name.
    look(Buffer.from(next, 'base64url').toString());
    cursor = next;
  }
  throw new Error(`${path} has no last page`);
}

const METHODS = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;
