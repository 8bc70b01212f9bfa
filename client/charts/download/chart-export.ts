import { type Translate, translate } from '#client/locales/words.ts';
import { dayText, instantText } from '#client/ui/date-text.ts';
import type { ChartTable } from '../chart-data.ts';
import { type Heading, spanText } from '../definition.tsx';
import { chartWords } from '../locales.ts';
import type { downloadWords } from './locales.ts';

/** All that every file of a figure repeats, so that it can be understood and made again by who only has the file. */
export type ChartExport = {
  readonly title: string;
  /** What it says, in plain words. */
  readonly sentence: string;
  /** What must be known to read it rightly. */
  readonly note?: string | undefined;
  /** The filters in words. */
  readonly selection: string;
  /** The figure's answer. */
  readonly heading: Heading;
  readonly table: ChartTable;
  /** Every step behind the table. */
  readonly detail?: ChartTable | undefined;
};

/** A name and what it is, to stand under each other. */
export type Line = readonly [name: string, value: string];

/** @param madeAt the moment at which the file is made, as an instant */
export function linesOf(
  { selection, heading }: ChartExport,
  words: Translate<keyof typeof downloadWords.nl>,
  madeAt: string,
): readonly Line[] {
  const { definition, from, to, observedUntil, knownAt } = heading;
  const text = (each: Heading['definition']['text']) => each[words.language];
  return [
    [words('filter'), selection],
    [words('period'), spanText(from, to, translate(chartWords, words.language))],
    ...(observedUntil ? [[words('observed-until'), dayText(observedUntil)] as const] : []),
    [words('known-at'), instantText(knownAt)],
    [words('definition'), words('version', { id: definition.id, version: definition.version })],
    [words('definition-text'), text(definition.text)],
    ...Object.values(definition.breakdowns).flatMap((each) => (each ? [[words('breakdown'), text(each)] as const] : [])),
    [words('formula'), definition.formula],
    [words('made-at'), instantText(madeAt)],
  ];
}
