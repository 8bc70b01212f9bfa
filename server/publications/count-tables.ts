import { setImmediate as turn } from 'node:timers/promises';
import type { Transaction } from '#server/db/client.ts';
import type { Scope } from '#server/figures/frame.ts';
import { readFlows } from '#server/figures/read-flows.ts';
import { readInflow } from '#server/figures/read-inflow.ts';
import { readOccupancy } from '#server/figures/read-occupancy.ts';
import { readOutflow } from '#server/figures/read-outflow.ts';
import { readThroughflow } from '#server/figures/read-throughflow.ts';
import { FigureQuery } from '#shared/contract/figures.ts';
import { Education, Gender } from '#shared/contract/participants.ts';
import type { CellKey, PublicationContent } from '#shared/contract/publications.ts';
import { dayInBrussels } from '#shared/plain-date.ts';
import { CATALOGUE, CHANCE_OUTCOMES, type CountTableId, LANGUAGE_CLASSES, WAIT_OUTCOMES } from '#shared/publications/catalogue.ts';
import { daysOfPeriod, kindOfPeriod } from '#shared/publications/period.ts';
import { AGE_CLASSES } from '#shared/trajectory/milestones.ts';
import { STAGES, type Stage } from '#shared/trajectory/states.ts';
import { EndReason, WorkForm } from '#shared/trajectory/steps.ts';
import { countChances, countPlacedByLanguage, countWaits, listMunicipalities } from './count-store.ts';
import type { CountedTable } from './protection/counted.ts';

interface Counting {
  readonly tx: Transaction;
  readonly period: string;
  /** Computed from what was recorded by then. */
  readonly knownAt: string;
  readonly now: Date;
}

interface CountedPeriod {
  readonly tables: readonly CountedTable[];
  readonly municipalities: PublicationContent['municipalities'];
}

type Counts = CountedTable['counts'];

/**
 * What is true of a period that is over: every table of the catalogue, by the definitions of the figures on the screen, observed until the period's
 * last day. All from one moment of the database, or the tables would not add up to each other.
 */
export async function countTables(counting: Counting): Promise<CountedPeriod> {
  const { period } = counting;
  const counts = new Map<CountTableId, Counts>();
  for (const table of CATALOGUE[kindOfPeriod(period)]) {
    counts.set(table, await COUNT[table](counting));
    // The embedded database answers without leaving others a turn.
    await turn();
  }
  const municipalities = await municipalitiesOf(counting, [...counts.values()].flat());
  const codes = municipalities.map(({ code }) => code);
  const tables = [...counts].map(([id, found]) => {
    const { impossible = [], ...categories } = SHAPES[id](codes);
    return { id, categories, counts: found, impossible };
  });
  return { tables, municipalities };
}

type Shape = CountedTable['categories'] & { readonly impossible?: readonly CellKey[] };

const ROUTES_TO_A_JOB = ['se-first', 'direct', 'no-placement'] as const;

/** Each table's values, in the order in which they are read. */
const SHAPES: Readonly<Record<CountTableId, (municipality: readonly string[]) => Shape>> = {
  referrals: (municipality) => ({ municipality }),
  inflow: (municipality) => ({ municipality, workForm: WorkForm.options }),
  occupancy: (municipality) => ({ municipality, stage: STAGES }),
  flows: () => ({ from: STAGES, to: STAGES, impossible: IMPOSSIBLE_CHANGES }),
  throughflow: (municipality) => ({ municipality, route: ROUTES_TO_A_JOB }),
  outflow: () => ({ reason: EndReason.options, stage: STAGES.filter((stage) => stage !== 'ended') }),
  'profile.age': () => ({ ageClass: AGE_CLASSES, gender: [...Gender.options, 'unknown'] }),
  'profile.education': () => ({ education: [...Education.options, 'unknown'], language: LANGUAGE_CLASSES }),
  wait: () => ({ outcome: WAIT_OUTCOMES }),
  'chance.counts': () => ({ months: ['12', '24'], route: ['se-first', 'direct'], outcome: CHANCE_OUTCOMES }),
};

/** What the trajectory machine never does in one change: nobody becomes referred or goes back to screening but by a reopening. */
const IMPOSSIBLE_CHANGES: readonly CellKey[] = STAGES.flatMap((from) =>
  STAGES.filter((to) => !isPossibleChange(from, to)).map((to) => ({ from, to })),
);

export function isPossibleChange(from: Stage, to: Stage): boolean {
  if (from === to) return false;
  if (from === 'ended') return true;
  return to !== 'referred' && (to !== 'screening' || from === 'referred');
}

const COUNT: Readonly<Record<CountTableId, (counting: Counting) => Promise<Counts>>> = {
  async referrals({ tx, ...asked }) {
    const { rows } = await readInflow(tx, queryOf(asked, 'municipality'), scopeOf(asked));
    return rows.map(({ group, referrals }) => ({ key: { municipality: given(group.municipality) }, count: referrals }));
  },

  async inflow({ tx, ...asked }) {
    const { rows } = await readInflow(tx, queryOf(asked, 'municipality,workForm'), scopeOf(asked));
    return rows
      .filter(({ placements }) => placements > 0)
      .map(({ group, placements }) => ({
        key: { municipality: given(group.municipality), workForm: given(group.workForm) },
        count: placements,
      }));
  },

  async occupancy({ tx, ...asked }) {
    const { rows } = await readOccupancy(tx, queryOf(asked, 'municipality'), scopeOf(asked));
    return summed(rows.map(({ group, stage, count }) => ({ key: { municipality: given(group.municipality), stage }, count })));
  },

  async flows({ tx, ...asked }) {
    const { rows } = await readFlows(tx, queryOf(asked, ''), scopeOf(asked));
    return rows.map(({ from, to, count }) => ({ key: { from, to }, count }));
  },

  async throughflow({ tx, ...asked }) {
    const { rows } = await readThroughflow(tx, queryOf(asked, 'municipality'), scopeOf(asked));
    return summed(rows.map(({ group, route, count }) => ({ key: { municipality: given(group.municipality), route }, count })));
  },

  async outflow({ tx, ...asked }) {
    const { rows } = await readOutflow(tx, queryOf(asked, ''), scopeOf(asked));
    return rows.map(({ reason, stage, count }) => ({ key: { reason, stage }, count }));
  },

  async 'profile.age'({ tx, ...asked }) {
    const { rows } = await readInflow(tx, queryOf(asked, 'ageClass,gender'), scopeOf(asked));
    return rows.map(({ group, placements }) => ({
      key: { ageClass: given(group.ageClass), gender: given(group.gender) },
      count: placements,
    }));
  },

  async 'profile.education'({ tx, period, knownAt }) {
    const rows = await countPlacedByLanguage(tx, daysOfPeriod(period), knownAt);
    return rows.map(({ count, ...key }) => ({ key, count }));
  },

  async wait({ tx, period, knownAt }) {
    const rows = await countWaits(tx, yearsBefore(period, 1), knownAt);
    return rows.map(({ count, ...key }) => ({ key, count }));
  },

  async 'chance.counts'({ tx, period, knownAt }) {
    const counts: Counts[number][] = [];
    for (const years of [1, 2]) {
      const rows = await countChances(tx, yearsBefore(period, years), 365 * years, knownAt);
      counts.push(...rows.map(({ count, ...key }) => ({ key: { months: String(12 * years), ...key }, count })));
    }
    return counts;
  },
};

type Asked = Omit<Counting, 'tx'>;

function queryOf({ period, knownAt }: Asked, by: string): FigureQuery {
  const { from, to } = daysOfPeriod(period);
  return FigureQuery.parse({ from, to, every: kindOfPeriod(period), by, observedUntil: to, knownAt });
}

function scopeOf({ now }: Asked): Scope {
  return { reach: 'all', today: dayInBrussels(now), now };
}

function yearsBefore(period: string, years: number): { from: string; to: string } {
  return daysOfPeriod(String(Number(period) - years));
}

function given(value: string | null | undefined): string {
  if (typeof value !== 'string') throw new RangeError('What is published by a breakdown applies to everybody who is counted');
  return value;
}

/** Rows that a figure tells apart and a publication does not, as one. */
function summed(counts: Counts): Counts {
  const sums = new Map<string, Counts[number]>();
  for (const { key, count } of counts) {
    const id = JSON.stringify(key);
    sums.set(id, { key, count: count + (sums.get(id)?.count ?? 0) });
  }
  return [...sums.values()];
}

/** Those that existed in the period, and any that counts are of all the same. */
async function municipalitiesOf({ tx, period }: Counting, counts: Counts): Promise<PublicationContent['municipalities']> {
  const { from, to } = daysOfPeriod(period);
  const counted = new Set(counts.filter(({ count }) => count > 0).map(({ key }) => key.municipality));
  const all = await listMunicipalities(tx);
  return all
    .filter(
      ({ code, validFrom, validUntil }) =>
        counted.has(code) || ((validFrom === null || validFrom <= to) && (validUntil === null || validUntil >= from)),
    )
    .map(({ code, name }) => ({ code, name }));
}
