import type { CellKey } from '#shared/contract/publications.ts';
import type { CountTableId } from '#shared/publications/catalogue.ts';
import { STAGES } from '#shared/trajectory/states.ts';

/** What anybody who knows the definitions knows of the counts: Σ sign × cell is 0, or at most 0. */
export interface Rule {
  readonly terms: readonly { readonly period: string; readonly table: CountTableId; readonly key: CellKey; readonly sign: 1 | -1 }[];
  readonly relation: '=' | '≤';
}

/** Whether a table of a period has been published. */
type IsPublished = (period: string, table: CountTableId) => boolean;

/**
 * The rules between tables and between publications that a publication of `period` has part in, as far as what they are about has been
 * published. The totals of a table are not among them: they follow from its keys alone.
 */
export function rulesAround(period: string, isPublished: IsPublished): Rule[] {
  if (period.includes('Q')) {
    return [
      ...quarterRules(period, isPublished),
      ...stockAndFlow(period, isPublished),
      ...stockAndFlow(nextQuarter(period), isPublished),
    ].concat([0, 1, 2].flatMap((later) => yearRules(yearOf(period) + later, isPublished)));
  }
  return [0, 1, 2].flatMap((later) => yearRules(yearOf(period) + later, isPublished));
}

/**
 * What a year's tables will add up over its quarters, as far as they are published, that of `period` among them. Rounding keeps these sums near the
 * truth too: else four quarters, each rounded well, could leave no value for the year that is.
 */
export function sumsToDate(period: string, isPublished: IsPublished): Rule['terms'][] {
  if (!period.includes('Q')) return [];
  const summed: { table: CountTableId; key: CellKey }[] = [
    { table: 'referrals', key: {} },
    { table: 'inflow', key: {} },
    ...STAGES.map((from) => ({ table: 'flows' as const, key: { from, to: 'ended' } })),
  ];
  return summed.map(({ table, key }) => quartersOf(yearOf(period), table, isPublished).map((quarter) => cell(quarter, table, key)));
}

function quartersOf(year: number, table: CountTableId, isPublished: IsPublished): string[] {
  return [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`).filter((quarter) => isPublished(quarter, table));
}

const cell = (period: string, table: CountTableId, key: CellKey = {}, sign: 1 | -1 = 1) => ({ period, table, key, sign });

/** Whoever is first placed or first employed in a quarter changed to that stage in it. */
function quarterRules(quarter: string, isPublished: IsPublished): Rule[] {
  if (!isPublished(quarter, 'flows')) return [];
  const into = (stage: string) => cell(quarter, 'flows', { to: stage }, -1);
  const rules: Rule[] = [];
  if (isPublished(quarter, 'inflow')) {
    rules.push({ terms: [cell(quarter, 'inflow'), into('socialEconomy'), into('followOn')], relation: '≤' });
  }
  if (isPublished(quarter, 'throughflow')) rules.push({ terms: [cell(quarter, 'throughflow'), into('regular')], relation: '≤' });
  return rules;
}

/** Who is in a stage at the end of a quarter was there before or came since, and did not leave. Referrals come from nowhere; nobody leaves for nowhere. */
function stockAndFlow(quarter: string, isPublished: IsPublished): Rule[] {
  const before = previousQuarter(quarter);
  const isKnown =
    isPublished(before, 'occupancy') && (['occupancy', 'flows', 'referrals'] as const).every((table) => isPublished(quarter, table));
  if (!isKnown) return [];
  const ofStage = (stage: string): Rule => ({
    terms: [
      cell(quarter, 'occupancy', { stage }),
      cell(before, 'occupancy', { stage }, -1),
      cell(quarter, 'flows', { to: stage }, -1),
      cell(quarter, 'flows', { from: stage }),
      ...(stage === 'referred' ? [cell(quarter, 'referrals', {}, -1)] : []),
    ],
    relation: '=',
  });
  const total: Rule = {
    terms: [cell(quarter, 'occupancy'), cell(before, 'occupancy', {}, -1), cell(quarter, 'referrals', {}, -1)],
    relation: '=',
  };
  return [...STAGES.map(ofStage), total];
}

function yearRules(number: number, isPublished: IsPublished): Rule[] {
  const year = String(number);
  const before = String(number - 1);
  const beforeThat = String(number - 2);
  /** The quarters of a year add up to its total; some of them alone to no more than that. */
  const sumOfQuarters = (
    of: number,
    part: { table: CountTableId; key?: CellKey },
    total: { table: CountTableId; key?: CellKey },
  ): Rule[] => {
    const published = quartersOf(of, part.table, isPublished);
    if (published.length === 0 || !isPublished(year, total.table)) return [];
    return [
      {
        terms: [...published.map((quarter) => cell(quarter, part.table, part.key)), cell(year, total.table, total.key, -1)],
        relation: published.length === 4 ? '=' : '≤',
      },
    ];
  };
  const equal = (one: ReturnType<typeof cell>, other: ReturnType<typeof cell>, relation: Rule['relation'] = '='): Rule[] =>
    isPublished(one.period, one.table) && isPublished(other.period, other.table) ? [{ terms: [one, other], relation }] : [];
  const chance = (key: CellKey, sign: 1 | -1 = -1, of = year) => cell(of, 'chance.counts', key, sign);
  return [
    ...STAGES.flatMap((stage) =>
      sumOfQuarters(number, { table: 'flows', key: { from: stage, to: 'ended' } }, { table: 'outflow', key: { stage } }),
    ),
    // First placements of the year, by who they were for.
    ...sumOfQuarters(number, { table: 'inflow' }, { table: 'profile.age' }),
    ...sumOfQuarters(number, { table: 'inflow' }, { table: 'profile.education' }),
    ...equal(cell(year, 'profile.age'), cell(year, 'profile.education', {}, -1)),
    // Those referred the year before, and those first placed in the two years before, followed since.
    ...sumOfQuarters(number - 1, { table: 'referrals' }, { table: 'wait' }),
    ...sumOfQuarters(number - 1, { table: 'inflow' }, { table: 'chance.counts', key: { months: '12' } }),
    ...sumOfQuarters(number - 2, { table: 'inflow' }, { table: 'chance.counts', key: { months: '24' } }),
    ...(['profile.age', 'profile.education'] as const).flatMap((table) => [
      ...equal(cell(before, table), chance({ months: '12' })),
      ...equal(cell(beforeThat, table), chance({ months: '24' })),
    ]),
    ...['se-first', 'direct', 'no-placement'].flatMap((route) => [
      ...equal(chance({ months: '24', route }, 1), chance({ months: '12', route }, -1, before)),
      ...equal(chance({ months: '12', route, outcome: 'job' }, 1, before), chance({ months: '24', route, outcome: 'job' }), '≤'),
    ]),
  ];
}

function yearOf(period: string): number {
  return Number(period.slice(0, 4));
}

function previousQuarter(quarter: string): string {
  const number = Number(quarter.at(-1));
  return number === 1 ? `${yearOf(quarter) - 1}-Q4` : `${yearOf(quarter)}-Q${number - 1}`;
}

function nextQuarter(quarter: string): string {
  const number = Number(quarter.at(-1));
  return number === 4 ? `${yearOf(quarter) + 1}-Q1` : `${yearOf(quarter)}-Q${number + 1}`;
}
