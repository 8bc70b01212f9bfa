import type { Transaction } from '#server/db/client.ts';
import type { FigureQuery } from '#shared/contract/figures.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import type { getSignal, Verdict } from '#shared/contract/signals.ts';
import { poissonRateRatio, type RateRatio, uChart } from '#shared/figures/signal.ts';
import { addDays, addMonths, type PlainDate, startOfPeriod } from '#shared/plain-date.ts';
import { groupObject, groupsOf, headingOf, openFrame } from './answer.ts';
import { type Frame, frameOf, invalid, type Scope } from './frame.ts';
import { type CountedRow, countSocialEconomy, listWithReferralBy } from './store.ts';

type Signal = AnswerOf<typeof getSignal>;

const BEFORE = 8;
const RECENT = 4;
/** An exact interval each. */
const MOST_GROUPS = 2_000;

/** The first social-economy placements of the last four whole quarters against those of the eight before: whole and by group. */
export async function readSignal(tx: Transaction, query: FigureQuery, scope: Scope): Promise<Signal> {
  const frame = quartersOf(query, await openFrame(tx, query, scope), scope);
  const counted = await countSocialEconomy(tx, frame);
  const groups = frame.by.length === 0 ? [] : await groupsOf(tx, frame, counted);
  if (groups.length > MOST_GROUPS)
    throw invalid('query.by', 'answer.too-large', `more than ${MOST_GROUPS} groups; ask for fewer breakdowns`);
  const series = seriesOf(frame, counted);
  const withHistory = new Set(await listWithReferralBy(tx, frame, frame.from));
  const municipality = frame.by.indexOf('municipality');
  const hasHistory = (group: CountedRow['group']) => (municipality < 0 ? withHistory.size > 0 : withHistory.has(group[municipality] ?? ''));

  const split = frame.periods[BEFORE]?.firstDay ?? frame.to;
  return {
    ...headingOf('signal.inflow', frame),
    ...signalOf(frame, series.all, withHistory.size > 0),
    beforeSpan: { from: frame.from, to: addDays(split, -1) },
    recentSpan: { from: split, to: frame.to },
    groups: groups.map((group) => ({
      group: groupObject(frame, group),
      ...signalOf(frame, series.of(group), hasHistory(group)),
    })),
  };
}

/** The twelve quarters that ended by the last day that counts, whatever day the question begins on. */
function quartersOf(query: FigureQuery, { until }: Frame, scope: Scope): Frame {
  const end = startOfPeriod(addDays(until, 1), 'quarter');
  const from = addMonths(end, -3 * (BEFORE + RECENT));
  if (from < EARLIEST) throw invalid('query.to', 'date.out-of-range', `twelve whole quarters since ${EARLIEST} come before it`);
  return frameOf({ ...query, from, to: addDays(end, -1), every: 'quarter' }, scope);
}

/** Days begin here (plain-date.ts). */
const EARLIEST: PlainDate = '1900-01-01';

function signalOf({ periods }: Frame, counts: readonly number[], hasHistory: boolean) {
  const [before, recent] = [total(counts.slice(0, BEFORE)), total(counts.slice(BEFORE))];
  const ratio = poissonRateRatio({ count: recent, quarters: RECENT }, { count: before, quarters: BEFORE });
  const { centre, lower, upper } = uChart(counts, counts.slice(0, BEFORE));
  return {
    recent,
    before,
    ...ratio,
    verdict: hasHistory ? verdictOn(ratio) : ('too-short-history' as const),
    chart: periods.map(({ label }, place) => ({ period: label, count: counts[place] ?? 0, centre, lower, upper })),
  };
}

function verdictOn({ lower, upper }: RateRatio): Verdict {
  if (upper !== null && upper < 1) return 'structural-fall';
  return lower > 1 ? 'structural-rise' : 'no-clear-change';
}

/** The counts of the periods by group, and of all groups together. */
function seriesOf({ periods }: Frame, counted: readonly CountedRow[]): { all: number[]; of: (group: CountedRow['group']) => number[] } {
  const zeros = () => periods.map(() => 0);
  const all = zeros();
  const groups = new Map<string, number[]>();
  for (const { period, group, count } of counted) {
    const id = JSON.stringify(group);
    const counts = groups.get(id) ?? zeros();
    groups.set(id, counts);
    counts[period] = (counts[period] ?? 0) + count;
    all[period] = (all[period] ?? 0) + count;
  }
  return { all, of: (group) => groups.get(JSON.stringify(group)) ?? zeros() };
}

function total(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
