import type { CellKey, Publication, PublicationSummary, PublishedCell, PublishedTable } from '#shared/contract/publications.ts';
import { TABLE_DIMENSIONS, type TableId } from '#shared/publications/catalogue.ts';

/** Counts of a table by the values of its dimensions, outermost first: `{ '24001 art60': 10 }`. */
type Counts = Readonly<Record<string, number>>;

/** A table as rounding to 5 publishes it, with all its totals. The counts are what is published, so multiples of 5. */
export function roundedTable(id: TableId, counts: Counts, spread = 4): PublishedTable {
  const dimensions = TABLE_DIMENSIONS[id];
  const sums = new Map<string, { key: CellKey; value: number }>();
  for (const [values, count] of Object.entries(counts)) {
    const inner: CellKey = Object.fromEntries(values.split(' ').map((value, place) => [dimensions[place], value]));
    const keys = dimensions
      .filter((dimension) => dimension !== 'months')
      .reduce<CellKey[]>((all, dimension) => all.flatMap((key) => [key, { ...key, [dimension]: undefined }]), [inner]);
    for (const key of keys.map((each): CellKey => JSON.parse(JSON.stringify(each)))) {
      const name = JSON.stringify(Object.entries(key).sort());
      sums.set(name, { key, value: (sums.get(name)?.value ?? 0) + count });
    }
  }
  const cells = [...sums.values()].map(({ key, value }) => ({ key, value, low: Math.max(0, value - spread), high: value + spread }));
  return { id, title: `Tabel ${id}`, dimensions: [...dimensions], cells };
}

/** The chances as they follow from published counts; null where fewer than 20 are in it. */
function chanceTable(chances: Readonly<Record<string, readonly [number, number, number] | null>>): PublishedTable {
  const cells = Object.entries(chances).map(([values, share]): PublishedCell => {
    const [months, route] = values.split(' ');
    return {
      key: { ...(months ? { months } : {}), ...(route ? { route } : {}) },
      value: share?.[0] ?? null,
      low: share?.[1] ?? null,
      high: share?.[2] ?? null,
    };
  });
  return { id: 'chance', title: 'Kans op een job', dimensions: ['months', 'route'], cells };
}

const MUNICIPALITIES = [
  { code: '24001', name: 'Aarschot' },
  { code: '24020', name: 'Diest' },
];

/** A quarter with few tables: enough for every kind of sentence, drawing and table. */
export function quarterTables({ referrals = 25, inflow = 15 } = {}): PublishedTable[] {
  return [
    roundedTable('referrals', { '24001': referrals, '24020': 0 }),
    roundedTable('inflow', { '24001 art60': inflow, '24001 lde': 0, '24020 art60': 0, '24020 lde': 5 }),
    roundedTable('occupancy', { '24001 screening': 40, '24001 ended': 100, '24020 screening': 10, '24020 ended': 50 }),
    roundedTable('flows', { 'referred screening': 20, 'screening socialEconomy': 5, 'screening ended': 0 }),
    roundedTable('throughflow', { '24001 se-first': 5, '24001 direct': 0, '24020 se-first': 0, '24020 direct': 0 }),
  ];
}

function yearTables(): PublishedTable[] {
  return [
    roundedTable('outflow', { 'regular-work regular': 40, 'withdrew screening': 20, 'moved referred': 0 }),
    roundedTable('profile.age', { '<25 f': 20, '25-34 m': 40 }),
    roundedTable('profile.education', { 'low beginner': 40, 'high unknown': 20 }),
    roundedTable('wait', { '0-3': 20, '3-6': 20, '6-9': 10, '9-12': 10, other: 20, waiting: 20 }),
    roundedTable('chance.counts', { '12 se-first job': 20, '12 se-first no-job': 30, '12 direct job': 5, '12 direct no-job': 5 }),
    chanceTable({ '12': [0.42, 0.33, 0.51], '12 se-first': [0.4, 0.31, 0.49], '12 direct': null }),
  ];
}

const SAFE = {
  isSafe: true,
  cells: 60,
  earlierCells: 120,
  sensitive: 30,
  recovered: 0,
  narrow: 0,
  outside: 0,
  oneCategory: 0,
  leastWidth: 4,
  milliseconds: 1_250,
};

/** A publication as the contract has it, published unless said otherwise. */
export function publication(own: Partial<Publication> = {}): Publication {
  const period = own.period ?? '2026-Q3';
  const isYear = !period.includes('Q');
  const tables = own.tables ?? (isYear ? yearTables() : quarterTables());
  return {
    id: idOf(period),
    title: `Cijfers ${period}`,
    period,
    status: 'published',
    method: 'rounding',
    base: 5,
    madeAt: '2026-10-14T08:00:00.000Z',
    knownAt: '2026-10-14T08:00:00.000Z',
    publishedAt: '2026-10-15T08:00:00.000Z',
    withdrawn: null,
    sha256: 'ab'.repeat(32),
    from: isYear ? `${period}-01-01` : `${period.slice(0, 4)}-07-01`,
    to: isYear ? `${period}-12-31` : `${period.slice(0, 4)}-09-30`,
    softwareVersion: '0.1.0',
    municipalities: MUNICIPALITIES,
    definitions: tables.map(({ id }) => ({
      table: id,
      id: `publication.${id}`,
      version: 1,
      text: { nl: `Wat telt in ${id}.`, en: `What counts in ${id}.`, fr: `Ce qui compte dans ${id}.` },
    })),
    releasedTies: [],
    audit: SAFE,
    progress: null,
    reasons: [],
    publicToken: null,
    ...own,
    tables,
  };
}

/** The same id for the same period, so that a list and its publications fit. */
export function idOf(period: string): string {
  return `00000000-0000-4000-8000-${period.replace('-Q', '').padStart(12, '0')}`;
}

export function summaryOf({
  id,
  title,
  period,
  status,
  method,
  base,
  madeAt,
  knownAt,
  publishedAt,
  withdrawn,
  sha256,
}: Publication): PublicationSummary {
  return { id, title, period, status, method, base, madeAt, knownAt, publishedAt, withdrawn, sha256 };
}
