import type { ReactNode } from 'react';
import { Curve, type CurveTarget } from '#client/charts/curve.tsx';
import { type CurveKind, dayOfMonth } from '#client/charts/curve-reading.ts';
import type { Heading } from '#client/charts/definition.tsx';
import { IntervalList } from '#client/charts/interval-list.tsx';
import { chartWords } from '#client/charts/locales.ts';
import { routeLook } from '#client/charts/looks.ts';
import { useWords } from '#client/locales/words.ts';
import type { Dimension } from '#shared/contract/figures.ts';
import type { ExitOutcome } from '#shared/figures/exit-outcomes.ts';
import { FigureFrame, type FigureProps } from '../figure-frame.tsx';
import { useDimensions } from '../place/dimensions.ts';
import { useCohortText } from '../place/use-figure-place.ts';
import type { FigureSlug } from '../slugs.ts';
import { selectionText } from '../whole/file-selection.ts';
import { type AtMonths, certaintyOf, tellingMonths, useChanceText } from './chance-text.ts';
import { type CurveRow, partsOfCell, useCurveTables } from './curve-table.ts';

/** A group of an answer with curves. */
export type CurveGroupAnswer = {
  readonly group: Readonly<Partial<Record<Dimension, string | null>>>;
  readonly n: number;
  readonly withheld: CurveRow['withheld'];
  readonly curve: CurveRow['points'];
  readonly at: readonly AtMonths[];
};

type CurveFigureProps = FigureProps & {
  slug: FigureSlug;
  title: string;
  kind: CurveKind;
  /** What the curve waits for, as the files name it. */
  event: ExitOutcome;
  rows: readonly CurveRow[];
  heading: Heading;
  isStale: boolean;
  /** The sentence of one group, by what the curve says; of several they are set beside each other. */
  tell: (at: AtMonths) => string;
  /** The same of several: the months, and each group with its number out of a hundred. */
  tellGroups: (months: number, parts: string) => string;
  /** What turns the estimate into what the sentence tells: `1 - S` where the sentence is of what came. */
  told?: (at: AtMonths) => AtMonths;
  wished?: number;
  since: string;
  horizon?: number;
  test?: { readonly p: number } | undefined;
  note?: string | undefined;
  targets?: readonly CurveTarget[];
  /** Under the chart of the whole figure. */
  children?: ReactNode;
  opensWith?: Readonly<Record<string, string>>;
};

const asIs = (at: AtMonths) => at;

/** Groups that a sentence can tell beside each other. */
const MOST_SAID = 3;

/** A chance over time: in a sentence, as curves with their bands, and as a table per number of months. */
export function CurveFigure(props: CurveFigureProps) {
  const {
    slug,
    place,
    size = 'card',
    className,
    title,
    kind,
    rows,
    heading,
    isStale,
    since,
    horizon,
    test,
    note,
    targets,
    children,
  } = props;
  const { words } = useChanceText();
  const tables = useCurveTables();
  const selection = useCohortText(place);
  const sentence = useCurveSentence(props);
  const certainty = certaintyOf(test);
  const { table, detail } = tables(rows);
  const cellTo = (key: string, column: number) => {
    const row = rows.find((each) => key === each.key || each.at.some(({ months }) => key === `${each.key} ${months}`));
    const parts = row && partsOfCell(row, Number(key.slice(row.key.length + 1)), column, props.event);
    return parts ? place.search({ dossiers: selectionText({ period: null, parts }) }) : undefined;
  };
  const isDrawn = rows.length <= 4;
  const hasStopped = rows.some(({ withheld, at }) => withheld === null && at.some(({ estimate }) => estimate === null));
  const wished =
    tellingMonths(
      rows.flatMap(({ at }) => at),
      props.wished,
    )?.months ?? 12;
  return (
    <FigureFrame
      {...{ slug, place, size, className, title, sentence, heading, isStale, selection, table, detail }}
      cellTo={size === 'whole' ? cellTo : undefined}
      {...(props.opensWith ? { opensWith: props.opensWith } : {})}
      note={
        [certainty ? words(`difference.${certainty}`) : null, note, hasStopped ? words('stopped.note') : null].filter(Boolean).join(' ') ||
        undefined
      }
    >
      {isDrawn ? (
        <Curve
          title={title}
          description={sentence}
          kind={kind}
          groups={rows.map(({ key, label, n, look, withheld, points }) => ({
            ...{ key, label, n, points, ...(look && { look }) },
            refused: withheld === null ? undefined : words('withheld', { n }),
          }))}
          since={since}
          height={size === 'whole' ? 340 : 240}
          markers={rows.length <= 2 ? [dayOfMonth(wished)] : []}
          {...(horizon ? { horizon } : {})}
          {...(targets ? { targets } : {})}
        />
      ) : (
        <IntervalList
          title={`${title}: ${words('after-months', { months: wished })}`}
          kind="share"
          rows={rows.map(({ key, label, n, withheld, at }) => {
            const read = at.find(({ months }) => months === wished);
            return {
              ...{ key, label, n, estimate: read?.estimate ?? null, lower: read?.lower ?? null, upper: read?.upper ?? null },
              refused: withheld === null ? undefined : words('withheld', { n }),
            };
          })}
        />
      )}
      {size === 'whole' ? children : null}
    </FigureFrame>
  );
}

type Told = Pick<CurveFigureProps, 'rows' | 'tell' | 'tellGroups' | 'told' | 'wished'>;

/** What the curves say, for who reads no curves; where nothing can be said, why. */
export function useCurveSentence({ rows, tell, tellGroups, told = asIs, wished = 12 }: Told): string {
  const { words, ofHundred } = useChanceText();
  const t = useWords(chartWords);
  const shown = rows.filter(({ withheld }) => withheld === null);
  const [one] = shown;
  if (!one) return words(rows.some(({ n }) => n > 0) ? 'all-withheld' : 'nobody');
  if (shown.length === 1 && rows.length === 1) {
    const at = tellingMonths(one.at, wished);
    return at ? tell(told(at)) : words('too-early');
  }
  const months = tellingMonths(
    shown.flatMap(({ at }) => at),
    wished,
  )?.months;
  const said = shown.flatMap(({ key, label, n, at }) => {
    const read = at.find((each) => each.months === months);
    return read && read.estimate !== null ? [{ key, label, n, at: told(read) }] : [];
  });
  const part = (label: string, value: string) => words('part', { label, value });
  // Of a few, those without a number say why they have none.
  if (months !== undefined && said.length > 0 && rows.length <= MOST_SAID) {
    const parts = rows.map(({ key, label, withheld }) => {
      const one = said.find((each) => each.key === key);
      return part(label, one ? ofHundred(one.at) : withheld === null ? t('curve.stopped') : words('too-few'));
    });
    return tellGroups(months, parts.join('; '));
  }
  if (months === undefined || said.length === 0) return words('too-early');
  // Of many groups the ends say it, of those that are not too small to mean much; the list under it has them all.
  const everybody = rows.reduce((sofar, { n }) => sofar + n, 0);
  const large = said.filter(({ n }) => n >= everybody / 10);
  const ranked = (large.length > 1 ? large : said).toSorted((a, b) => (b.at.estimate ?? 0) - (a.at.estimate ?? 0));
  const [first, last] = [ranked[0], ranked.at(-1)];
  const parts = said.length <= MOST_SAID || !first || !last ? said : [first, last];
  return tellGroups(months, parts.map(({ label, at }) => part(label, ofHundred(at))).join('; '));
}

/** The groups of an answer with their names, in the order of the screen; without a breakdown the one group is everybody. */
export function useCurveRows() {
  const { textOf, optionsOf } = useDimensions();
  const { words } = useChanceText();
  return <Answer extends CurveGroupAnswer>(
    groups: readonly Answer[],
    by: Dimension | null,
    whose: 'everybody' | 'own' | 'region' = 'everybody',
  ): (CurveRow & { readonly answer: Answer })[] => {
    const everybody = words(whose);
    const order = by ? optionsOf(by).map(({ value }) => value) : [];
    const place = ({ group }: CurveGroupAnswer) => {
      const found = by ? order.indexOf(group[by] ?? '') : 0;
      return found === -1 ? order.length : found;
    };
    return groups
      .toSorted((a, b) => place(a) - place(b))
      .map((answer) => ({
        key: by ? (answer.group[by] ?? 'none') : everybody,
        ...(by === 'route' && { look: routeLook(answer.group.route) }),
        label: by ? textOf(by, answer.group[by]) : everybody,
        parts: whose === 'region' ? null : by ? { [by]: answer.group[by] ?? 'none' } : {},
        ...{ n: answer.n, withheld: answer.withheld, points: answer.curve, at: answer.at, answer },
      }));
  };
}
