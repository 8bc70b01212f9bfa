import { breather } from '#server/breathe.ts';
import type { Transaction } from '#server/db/client.ts';
import type { getSurvival, SurvivalQuery } from '#shared/contract/curves.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import { logRank } from '#shared/figures/comparison.ts';
import type { CurveId } from '#shared/figures/curve-definitions.ts';
import { kaplanMeier, survivalQuantile } from '#shared/figures/kaplan-meier.ts';
import { riskSets } from '#shared/figures/risk-sets.ts';
import { countJobSpells, countOutcomes, countVisits, type ExitRow } from './curve-store.ts';
import { atMonths, DAYS_PER_MONTH, type Followed, followedHeading, groupRows, openFollowed, shown, tested, withheldFor } from './follow.ts';
import type { Scope } from './frame.ts';

interface Duration {
  readonly figure: CurveId;
  /** The cause that ends it; any other only ends its observation. */
  readonly event: string;
  readonly months: readonly number[];
  readonly count: (tx: Transaction, followed: Followed, stage: string) => Promise<ExitRow[]>;
}

export const DURATIONS: Readonly<Record<SurvivalQuery['of'], Duration>> = {
  'time-to-job': {
    figure: 'time-to.job',
    event: 'job',
    months: [3, 6, 12, 18, 24],
    count: (tx, followed) => countOutcomes(tx, followed, 'job'),
  },
  'time-in-stage': { figure: 'time-in-stage', event: 'left', months: [3, 6, 12, 18, 24], count: countVisits },
  sustained: { figure: 'sustained', event: 'left', months: [3, 6, 12], count: countJobSpells },
};

/** How long something lasts that may still be running. */
export async function readSurvival(tx: Transaction, query: SurvivalQuery, scope: Scope): Promise<AnswerOf<typeof getSurvival>> {
  const followed = await openFollowed(tx, query, scope);
  const { figure, event, months, count } = DURATIONS[query.of];
  const breathe = breather();
  const found = await groupRows(tx, followed.frame, await count(tx, followed, query.stage ?? ''));
  const groups = [];
  for (const { group, rows } of found) {
    const naive = query.of === 'sustained' && { naive: months.map((month) => naiveShare(rows, month)) };
    groups.push({ group, ...survivalOf(followed, rows, event, months), ...naive });
    await breathe();
  }
  const test = tested(groups, logRank);
  return {
    ...followedHeading(figure, followed),
    groups: groups.map(({ days: _, ...group }) => group),
    ...(test && { logRank: test }),
  };
}

export function survivalOf(followed: Followed, rows: readonly ExitRow[], event: string, months: readonly number[]) {
  const n = rows.reduce((sum, { count }) => sum + count, 0);
  const days = riskSets(
    n,
    rows.map(({ cause, day, count }) => ({ day, events: cause === event ? count : 0, censored: cause === event ? 0 : count })),
  );
  const withheld = withheldFor(followed, n);
  const curve = withheld ? [] : shown(followed, kaplanMeier(days));
  return {
    n,
    withheld,
    days,
    curve,
    median: survivalQuantile(curve, 0.5),
    at: atMonths(followed, months, { n, exits: rows, curve, start: 1 }),
  };
}

/** As an office counts by hand: whoever was known to be at work so long after, or had left by then; of the others it is not known. */
function naiveShare(rows: readonly ExitRow[], months: number) {
  const day = Math.round(months * DAYS_PER_MONTH);
  const sum = (counts: (row: ExitRow) => boolean) => rows.reduce((total, row) => (counts(row) ? total + row.count : total), 0);
  const atWork = sum((row) => (row.cause === 'left' ? row.day > day : row.day >= day));
  const left = sum((row) => row.cause === 'left' && row.day <= day);
  return { months, atWork, known: atWork + left, unknown: sum(() => true) - atWork - left };
}
