import type { Transaction } from '#server/db/client.ts';
import type { FigureQuery, getOccupancy } from '#shared/contract/figures.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import { activityOf, STATES, type State, stageOf } from '#shared/trajectory/states.ts';
import { groupObject, groupsOf, headingOf, openFrame, refuseTooMany } from './answer.ts';
import type { Frame, Scope } from './frame.ts';
import { type CountedRow, countMoves } from './store.ts';

type Occupancy = AnswerOf<typeof getOccupancy>;

/**
 * Who is where at the end of each period, zeros included: the running sum of stays begun less stays ended. The interrupted stand in
 * rows of their own, only where there are any.
 */
export async function readOccupancy(tx: Transaction, query: FigureQuery, scope: Scope): Promise<Occupancy> {
  const frame = await openFrame(tx, query, scope);
  const heading = headingOf('occupancy', frame);
  if (frame.periods.length === 0) return { ...heading, rows: [] };
  const moves = await countMoves(tx, frame);
  refuseTooMany(moves.length);
  const series = seriesOf(moves, frame.periods.length).filter(({ counts }) => counts.some((count) => count !== 0));
  const groups = await groupsOf(tx, frame, series);
  refuseTooMany(frame.periods.length * (groups.length * STATES.length + series.filter(({ interrupted }) => interrupted).length));
  return { ...heading, rows: listRows(frame, groups, series) };
}

/** The number present at the end of each period, in one state of one group. */
interface Series {
  readonly group: CountedRow['group'];
  readonly state: string;
  readonly interrupted: boolean;
  readonly counts: number[];
}

function seriesOf(moves: readonly CountedRow[], periods: number): Series[] {
  const all = new Map<string, Series>();
  for (const {
    period,
    group,
    key: [state, presence],
    count,
  } of moves) {
    if (typeof state !== 'string') continue;
    const interrupted = presence === 'interrupted';
    const id = idOf(group, state, interrupted);
    const series = all.get(id) ?? { group, state, interrupted, counts: Array.from({ length: periods }, () => 0) };
    all.set(id, series);
    // What came before the first period is present at its end, unless it left.
    const place = Math.max(period, 0);
    series.counts[place] = (series.counts[place] ?? 0) + count;
  }
  for (const { counts } of all.values()) {
    let sum = 0;
    counts.forEach((change, place) => {
      sum += change;
      counts[place] = sum;
    });
  }
  return [...all.values()];
}

function listRows(frame: Frame, groups: readonly CountedRow['group'][], series: readonly Series[]): Occupancy['rows'] {
  const counts = new Map(series.map((one) => [idOf(one.group, one.state, one.interrupted), one.counts]));
  const lines = groups.flatMap((values) => {
    const group = groupObject(frame, values);
    return STATES.flatMap((state) => {
      const interrupted = counts.get(idOf(values, state, true));
      return [
        { ...cellOf(state), group, interrupted: false, counts: counts.get(idOf(values, state, false)) },
        ...(interrupted ? [{ ...cellOf(state), group, interrupted: true, counts: interrupted }] : []),
      ];
    });
  });
  return frame.periods.flatMap(({ lastDay }, place) =>
    lines.map(({ counts: series, ...line }) => ({ date: lastDay, ...line, count: series?.[place] ?? 0 })),
  );
}

function cellOf(state: State) {
  return { stage: stageOf(state), activity: activityOf(state) };
}

function idOf(group: CountedRow['group'], state: string, interrupted: boolean): string {
  return JSON.stringify([group, state, interrupted]);
}
