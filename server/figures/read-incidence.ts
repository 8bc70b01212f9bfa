import { breather } from '#server/breathe.ts';
import type { Transaction } from '#server/db/client.ts';
import type { getIncidence, IncidenceQuery, IncidenceTarget } from '#shared/contract/curves.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import { graysTest } from '#shared/figures/comparison.ts';
import { cumulativeIncidence } from '#shared/figures/cumulative-incidence.ts';
import type { CurveId } from '#shared/figures/curve-definitions.ts';
import { competingRiskSets } from '#shared/figures/risk-sets.ts';
import { countOutcomes, type ExitRow } from './curve-store.ts';
import { atMonths, type Followed, followedHeading, groupRows, openFollowed, shown, tested, withheldFor } from './follow.ts';
import type { Scope } from './frame.ts';

const FIGURES: Readonly<Record<IncidenceTarget, CurveId>> = {
  placement: 'wait.placement',
  'social-economy': 'wait.social-economy',
  job: 'chance.regular',
};

export const INCIDENCE_MONTHS = [3, 6, 12, 18, 24];

/** The chance of a first placement or job by the day since the referral, where other things may come first. */
export async function readIncidence(tx: Transaction, query: IncidenceQuery, scope: Scope): Promise<AnswerOf<typeof getIncidence>> {
  const followed = await openFollowed(tx, query, scope);
  const breathe = breather();
  const found = await groupRows(tx, followed.frame, await countOutcomes(tx, followed, query.target));
  const groups = [];
  for (const { group, rows } of found) {
    groups.push({ group, ...incidenceOf(followed, rows, query.target, INCIDENCE_MONTHS) });
    await breathe();
  }
  const test = tested(groups, graysTest);
  return {
    ...followedHeading(FIGURES[query.target], followed),
    groups: groups.map(({ days: _, ...group }) => group),
    ...(test && { graysTest: test }),
  };
}

/** @param event the cause asked for; every other but `censored` competes */
export function incidenceOf(followed: Followed, rows: readonly ExitRow[], event: string, months: readonly number[]) {
  const n = rows.reduce((sum, { count }) => sum + count, 0);
  const days = competingRiskSets(
    n,
    rows.map(({ cause, day, count }) => ({
      day,
      events: cause === event ? count : 0,
      competing: cause !== event && cause !== 'censored' ? count : 0,
      censored: cause === 'censored' ? count : 0,
    })),
  );
  const withheld = withheldFor(followed, n);
  const curve = withheld ? [] : shown(followed, cumulativeIncidence(days));
  return { n, withheld, days, curve, at: atMonths(followed, months, { n, exits: rows, curve, start: 0 }) };
}
