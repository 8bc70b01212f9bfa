import { type Series, sum, type Values } from '#client/charts/chart-data.ts';
import { type Look, routeLook, workFormLooks } from '#client/charts/looks.ts';
import { useWords } from '#client/locales/words.ts';
import type { Dimension } from '#shared/contract/figures.ts';
import { figureWords } from '../figure-locales.ts';
import { useDimensions } from '../place/dimensions.ts';
import { WORK_FORMS } from './work-forms.ts';

/** As many as an eye tells apart; the smaller ones go together. */
const MOST = 8;
const LOOKS: readonly Look[] = WORK_FORMS.map((form) => workFormLooks[form]);

/** One part of a count: a group of a dimension, or what the figure itself tells apart. `value` is null where no files can be asked for it. */
export type Part = Series & { readonly value: string | null };

/** What does not apply has no code in the answer. */
const NONE = 'none';
const REST = 'rest';

export function groupKey(value: string | null | undefined): string {
  return value ?? NONE;
}

/**
 * The groups of a dimension that have a count, in the dimension's own order; beyond eight the smaller ones together.
 * `partOf` says which part a group's count belongs to.
 */
export function useGroupParts() {
  const words = useWords(figureWords);
  const { textOf, optionsOf } = useDimensions();
  return (dimension: Dimension, totals: ReadonlyMap<string, number>): { parts: Part[]; partOf: (key: string) => string } => {
    const known = dimension === 'workForm' ? [...WORK_FORMS] : optionsOf(dimension).map(({ value }) => value);
    const place = (key: string) => (key === NONE ? known.length + 1 : known.includes(key) ? known.indexOf(key) : known.length);
    const counted = [...totals].filter(([, count]) => count > 0);
    const kept = new Set(
      counted.length <= MOST
        ? counted.map(([key]) => key)
        : counted
            .toSorted(([, a], [, b]) => b - a)
            .slice(0, MOST - 1)
            .map(([key]) => key),
    );
    const parts: Part[] = [...kept]
      .toSorted((a, b) => place(a) - place(b))
      .map((key, index) => {
        const form = dimension === 'workForm' ? WORK_FORMS.find((one) => one === key) : undefined;
        return {
          key,
          label: textOf(dimension, key === NONE ? null : key),
          look: form ? workFormLooks[form] : dimension === 'route' ? routeLook(key) : lookOf(index),
          value: key === NONE ? null : key,
        };
      });
    if (kept.size < counted.length) parts.push({ key: REST, label: words('rest'), look: lookOf(MOST - 1), value: null });
    return { parts, partOf: (key) => (kept.has(key) ? key : REST) };
  };
}

/**
 * For a drawing: the first seven of more than eight, and the others together, for an eye tells no more apart. A table has them all.
 * @param values by period, then by series
 */
export function useFolded() {
  const words = useWords(figureWords);
  return (series: readonly Series[], values: Values): { series: readonly Series[]; values: Values } => {
    if (series.length <= MOST) return { series, values };
    const rest = { key: REST, label: words('rest'), look: lookOf(MOST - 1) };
    return {
      series: [...series.slice(0, MOST - 1), rest],
      values: values.map((row) => [...row.slice(0, MOST - 1), sum(row.slice(MOST - 1))]),
    };
  };
}

/** By its place among those beside it. */
export function lookOf(index: number): Look {
  return LOOKS[index % LOOKS.length] ?? workFormLooks.art60;
}
