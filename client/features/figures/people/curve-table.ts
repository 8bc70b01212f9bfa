import type { ChartTable } from '#client/charts/chart-data.ts';
import type { CurvePoint } from '#client/charts/curve-reading.ts';
import { chartWords } from '#client/charts/locales.ts';
import type { LineLook } from '#client/charts/looks.ts';
import { useWords } from '#client/locales/words.ts';
import type { AtMonths } from './chance-text.ts';
import { peopleWords } from './locales.ts';

export type CurveRow = {
  readonly key: string;
  readonly label: string;
  readonly n: number;
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
        columns: [words('group'), words('after'), words('estimate'), words('interval'), words('people')],
        kinds: ['plain', 'plain', 'share', 'share', 'plain'],
        rows: rows.flatMap(({ key, label, n, withheld, at }) =>
          withheld !== null
            ? [{ key, cells: [label, words('too-few'), null, null, n] }]
            : at.map(({ months, estimate, lower, upper }) => ({
                key: `${key} ${months}`,
                cells: [label, words('months', { months }), estimate ?? t('curve.stopped'), estimate === null ? null : { lower, upper }, n],
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
