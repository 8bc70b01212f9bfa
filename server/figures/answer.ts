import type { Transaction } from '#server/db/client.ts';
import type { FigureQuery, Group } from '#shared/contract/figures.ts';
import { Problem } from '#shared/contract/problem.ts';
import { BREAKDOWNS, DEFINITIONS, type FigureId } from '#shared/figures/definitions.ts';
import { type Frame, type FramePeriod, frameOf, invalid, type Scope } from './frame.ts';
import { type CountedRow, existsMunicipality, listMunicipalities, MOST_ROWS } from './store.ts';

/**
 * The frame of a query, checked against what exists.
 * @throws Problem as frameOf; also `resource.not-found` for a municipality that there is not: a zero would be a false answer
 */
export async function openFrame(tx: Transaction, query: FigureQuery, scope: Scope): Promise<Frame> {
  const frame = frameOf(query, scope);
  if (query.municipality !== undefined && !(await existsMunicipality(tx, query.municipality))) throw new Problem('resource.not-found');
  return frame;
}

/** What every answer begins with: the definition in words, and the frame as it was understood. */
export function headingOf(figure: FigureId, { from, to, observedUntil, knownAt, by, filters, municipalities }: Frame) {
  const asked = new Set<string>([...by, ...Object.keys(filters), ...(municipalities === 'all' ? [] : ['municipality'])]);
  const breakdowns = Object.fromEntries(Object.entries(BREAKDOWNS).filter(([dimension]) => asked.has(dimension)));
  return { definition: { ...DEFINITIONS[figure], breakdowns }, from, to, observedUntil, knownAt };
}

/** The groups of a full table: those that occur, and those of which a zero says something. In the order of their text. */
export async function groupsOf(tx: Transaction, frame: Frame, rows: readonly Pick<CountedRow, 'group'>[]): Promise<CountedRow['group'][]> {
  const groups = new Map(rows.map(({ group }) => [JSON.stringify(group), group]));
  if (frame.by.length === 0) groups.set('[]', []);
  if (frame.by.join() === 'municipality') {
    for (const code of await listMunicipalities(tx, frame)) groups.set(JSON.stringify([code]), [code]);
  }
  return [...groups.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

export function groupObject({ by }: Frame, values: CountedRow['group']): Group {
  return Object.fromEntries(by.map((dimension, place) => [dimension, values[place] ?? null]));
}

/** Rows of figures that leave zeros out, by period, then group, then key. */
export function listCounts<Row>(
  frame: Frame,
  counted: readonly CountedRow[],
  row: (counted: CountedRow, period: FramePeriod) => Row,
): Row[] {
  refuseTooMany(counted.length);
  return counted
    .filter(({ count }) => count !== 0)
    .map((count) => ({ count, order: JSON.stringify([count.group, count.key]) }))
    .toSorted((a, b) => a.count.period - b.count.period || (a.order < b.order ? -1 : 1))
    .flatMap(({ count }) => {
      const period = frame.periods[count.period];
      return period ? [row(count, period)] : [];
    });
}

/** @throws Problem `request.invalid` before an answer grows beyond use */
export function refuseTooMany(rows: number): void {
  if (rows > MOST_ROWS) throw invalid('query.by', 'answer.too-large', `more than ${MOST_ROWS} rows; ask for fewer periods or breakdowns`);
}
