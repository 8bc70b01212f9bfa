import { DefinitionButton, type Heading } from '#client/charts/definition.tsx';
import { useWords } from '#client/locales/words.ts';
import { dayText } from '#client/ui/date-text.ts';
import { KeyFigure } from '#client/ui/key-figure.tsx';
import { numberText, signedText } from '#client/ui/number-text.ts';
import { useInflow, useOccupancy, useOutflow, useThroughflow } from './api/counts.ts';
import styles from './figures.module.css';
import { total } from './kinds/count-by.ts';
import { overviewWords } from './locales.ts';
import type { FigurePlace } from './place/use-figure-place.ts';

/** The five numbers that open a meeting, each against the same days before. Up is not always good: none is coloured. */
export function KeyFigures({ place }: { place: FigurePlace }) {
  const words = useWords(overviewWords);
  const { span, before, filter, every, end } = place;
  const now = { ...span, ...filter, every };
  const then = { ...(before?.span ?? span), ...filter, every: 'year' } as const;
  const forms = { by: 'workForm', every: 'year' } as const;
  const isCompared = before !== null;

  const inflow = useInflow(now);
  const inflowThen = useInflow(then, isCompared);
  const art60 = useInflow({ ...now, ...forms });
  const art60Then = useInflow({ ...then, ...forms }, isCompared);
  const throughflow = useThroughflow(now);
  const throughflowThen = useThroughflow(then, isCompared);
  const occupancy = useOccupancy({ ...now, from: span.to });
  const occupancyThen = useOccupancy({ ...then, from: then.to }, isCompared);
  const outflow = useOutflow(now);
  const outflowThen = useOutflow(then, isCompared);

  const against = (count: number) => words('key.before', { years: before?.years ?? 1, count: numberText(count, words.language) });
  const figures: FigureProps[] = [
    figureOf(words('key.inflow'), inflow.data, inflowThen.data, (row) => row.referrals, against),
    figureOf(words('key.art60'), art60.data, art60Then.data, (row) => (row.group.workForm === 'art60' ? row.socialEconomy : 0), against),
    figureOf(words('key.throughflow'), throughflow.data, throughflowThen.data, (row) => row.count, against),
    figureOf(
      span.to === end && !place.knownOn ? words('key.occupancy') : words('key.occupancy-on', { day: dayText(span.to) }),
      occupancy.data,
      occupancyThen.data,
      (row) => (row.stage === 'ended' ? 0 : row.count),
      (count) => words('key.before-day', { count: numberText(count, words.language), day: dayText(then.to) }),
    ),
    figureOf(words('key.outflow'), outflow.data, outflowThen.data, (row) => row.count, against),
  ];
  return (
    <section className={styles.figures} aria-label={words('key.title')}>
      {figures.map((figure) => (
        <Figure key={figure.label} {...figure} isCompared={isCompared} />
      ))}
    </section>
  );
}

type FigureProps = {
  label: string;
  value: number | null;
  past: number | null;
  against: (count: number) => string;
  heading: Heading | undefined;
};

function figureOf<Row>(
  label: string,
  data: (Heading & { rows: readonly Row[] }) | undefined,
  past: { rows: readonly Row[] } | undefined,
  count: (row: Row) => number,
  against: (count: number) => string,
): FigureProps {
  return { label, value: data ? total(data.rows, count) : null, past: past ? total(past.rows, count) : null, against, heading: data };
}

function Figure({ label, value, past, against, heading, isCompared }: FigureProps & { isCompared: boolean }) {
  const words = useWords(overviewWords);
  const difference = value !== null && past !== null && isCompared ? value - past : null;
  return (
    <KeyFigure
      label={label}
      value={value === null ? '…' : numberText(value, words.language)}
      change={
        difference === null
          ? undefined
          : { text: difference === 0 ? words('key.same') : signedText(difference, words.language), tone: 'neutral' }
      }
      note={isCompared ? (past === null ? ' ' : against(past)) : words('key.no-before')}
      action={heading ? <DefinitionButton title={label} heading={heading} /> : null}
    />
  );
}
