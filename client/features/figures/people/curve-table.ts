import type { ChartTable } from '#client/charts/chart-data.ts';
import { type CurvePoint, dayOfMonth } from '#client/charts/curve-reading.ts';
import { chartWords } from '#client/charts/locales.ts';
import type { LineLook } from '#client/charts/looks.ts';
import { useWords } from '#client/locales/words.ts';
import type { FileParts } from '../whole/file-selection.ts';
import type { AtMonths } from './chance-text.ts';
import { peopleWords } from './locales.ts';

export type CurveRow = {
  readonly key: string;
  readonly label: string;
  readonly n: number;
  /** What the files behind it are asked by; null of the region's total, behind which nobody may look. */
  readonly parts: FileParts | null;
  /** By its place among the groups when left out. */
  readonly look?: LineLook;
  readonly withheld: 'group-too-small' | null;
  readonly points: readonly (CurvePoint & { readonly events: number; readonly censored: number; readonly competing?: number })[];
  readonly at: readonly AtMonths[];
};

/** What the curves say at each number of months, for the screen; and every step of them, for the file. */
export function useCurveTables() {
  const words = useWords(peopleWords);
  const t = useWords(chartWords);
  return (rows: readonly CurveRow[]): { table: ChartTable; detail: ChartTable } => {
    const isCompeting = rows.some(({ points }) => points.some(({ competing }) => competing !== undefined));
    return {
      table: {
        columns: [words('group'), words('after'), words('estimate'), words('interval'), words('events'), words('at-risk'), words('people')],
        kinds: ['plain', 'plain', 'share', 'share', 'plain', 'plain', 'plain'],
        rows: rows.flatMap(({ key, label, n, withheld, points, at }) =>
          withheld !== null
            ? [{ key, cells: [label, words('too-few'), null, null, null, null, n] }]
            : at.map(({ months, estimate, lower, upper }) => ({
                key: `${key} ${months}`,
                cells: [
                  ...[label, words('months', { months }), estimate ?? t('curve.stopped'), estimate === null ? null : { lower, upper }],
                  ...(estimate === null ? [null, null] : [eventsBy(points, dayOfMonth(months)), atRiskOn(points, dayOfMonth(months), n)]),
                  n,
                ],
              })),
        ),
      },
      detail: {
        columns: [
          ...[words('group'), words('day'), words('estimate'), words('interval'), words('at-risk'), words('events')],
          ...(isCompeting ? [words('competing')] : []),
          words('censored'),
        ],
        kinds: ['plain', 'plain', 'share', 'share', 'plain', 'plain', 'plain', 'plain'],
        rows: rows.flatMap(({ key, label, points }) =>
          points.map(({ day, estimate, lower, upper, atRisk, events, competing, censored }) => ({
            key: `${key} ${day}`,
            cells: [label, day, estimate, { lower, upper }, atRisk, events, ...(isCompeting ? [competing ?? 0] : []), censored],
          })),
        ),
      },
    };
  };
}

/** The number of a cell of the table on the screen: what its files are asked by, beside its group. */
export function partsOfCell({ parts, withheld }: CurveRow, months: number, column: number, event: string): FileParts | null {
  if (parts === null) return null;
  if (column === PEOPLE) return parts;
  if (withheld !== null) return null;
  const day = String(dayOfMonth(months));
  if (column === EVENTS) return { ...parts, outcome: event, daysTo: day };
  return column === AT_RISK ? { ...parts, daysFrom: day } : null;
}

const [EVENTS, AT_RISK, PEOPLE] = [4, 5, 6];

function eventsBy(points: CurveRow['points'], day: number): number {
  return points.reduce((sum, point) => (point.day <= day ? sum + point.events : sum), 0);
}

function atRiskOn(points: CurveRow['points'], day: number, n: number): number {
  return points.reduce((left, point) => (point.day < day ? left - point.events - (point.competing ?? 0) - point.censored : left), n);
}
