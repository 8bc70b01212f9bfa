import { breather } from '#server/breathe.ts';
import type { Transaction } from '#server/db/client.ts';
import type { ComparisonQuery, getRouteComparison } from '#shared/contract/curves.ts';
import type { Dimension } from '#shared/contract/figures.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import { graysTest } from '#shared/figures/comparison.ts';
import { refuseTooMany } from './answer.ts';
import {
  countLastPlacesSincePlacement,
  countMakeUp,
  countPlacedOutcomes,
  countPlacesSincePlacement,
  type ExitRow,
  type MakeUpRow,
} from './curve-store.ts';
import { type Followed, followedHeading, groupRows, openFollowed, rowsByGroup, tested } from './follow.ts';
import type { Scope } from './frame.ts';
import { occupationOf, TERMS } from './occupation.ts';
import { incidenceOf } from './read-incidence.ts';

export const ROUTE_MONTHS = [6, 12, 18, 24];
const MADE_UP_OF = ['ageClass', 'gender', 'education', 'programme', 'municipality'] as const satisfies readonly Dimension[];
type MakeUp = AnswerOf<typeof getRouteComparison>['groups'][number]['makeUp'];

/** What follows the first placement, where it was in the social economy and where it was not. */
export async function readRouteComparison(
  tx: Transaction,
  query: ComparisonQuery,
  scope: Scope,
): Promise<AnswerOf<typeof getRouteComparison>> {
  const by = routesFirst(query.by);
  const followed = await openFollowed(tx, { ...query, by }, scope);
  const furthest = Math.max(...TERMS);
  const outcomes = await countPlacedOutcomes(tx, followed);
  refuseTooMany(outcomes.length);
  const compared = outcomes.filter(isCompared);
  const arrivals = rowsByGroup(await countPlacesSincePlacement(tx, followed, furthest));
  const last = rowsByGroup(await countLastPlacesSincePlacement(tx, followed, furthest));
  const makeUps = rowsByGroup(await countMakeUp(tx, followed, madeUpOf(followed, scope)));
  const breathe = breather();
  const groups = [];
  for (const { group, key, rows } of await groupRows(tx, followed.frame, compared, by.length === 1 ? BOTH_ROUTES : [])) {
    const { expectedDays } = occupationOf(followed, arrivals.get(key) ?? [], last.get(key) ?? []);
    const makeUp = makeUpOf(makeUps.get(key) ?? []);
    groups.push({ group, ...incidenceOf(followed, rows, 'job', ROUTE_MONTHS), expectedDays, makeUp });
    await breathe();
  }
  const test = by.length === 1 ? tested(groups, graysTest) : undefined;
  return {
    ...followedHeading('comparison.routes', followed),
    groups: groups.map(({ days: _, ...group }) => group),
    ...(test && { graysTest: test }),
    excluded: { noPlacement: personsBy(outcomes, 'no-placement'), jobBeforePlacement: personsBy(outcomes, 'job-before') },
  };
}

export function routesFirst(by: readonly Dimension[]): Dimension[] {
  return ['route', ...by.filter((dimension) => dimension !== 'route')];
}

export function isCompared({ cause }: ExitRow): boolean {
  return cause !== 'no-placement' && cause !== 'job-before';
}

/** Also where nobody went that way yet. */
const BOTH_ROUTES = [{ group: ['se-first'] }, { group: ['direct'] }];

/** Of the region's total not by municipality, for whoever does not see them apart. */
function madeUpOf({ frame }: Followed, { reach }: Scope): readonly Dimension[] {
  const isRegionsTotal = frame.municipalities === 'all' && reach !== 'all';
  return isRegionsTotal ? MADE_UP_OF.filter((dimension) => dimension !== 'municipality') : MADE_UP_OF;
}

function makeUpOf(rows: readonly MakeUpRow[]): MakeUp {
  const makeUp: MakeUp = {};
  for (const dimension of MADE_UP_OF) {
    const values = rows.filter((row) => row.dimension === dimension).map(({ value, count }) => [value, count] as const);
    if (values.length > 0) makeUp[dimension] = Object.fromEntries(values.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
  return makeUp;
}

function personsBy(outcomes: readonly ExitRow[], cause: string): number {
  return outcomes.reduce((sum, row) => (row.cause === cause ? sum + row.count : sum), 0);
}
