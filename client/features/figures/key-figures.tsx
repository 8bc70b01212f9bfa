import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { DefinitionButton, type Heading } from '#client/charts/definition.tsx';
import { useWords } from '#client/locales/words.ts';
import { figurePath } from '#client/paths.ts';
import { dayText } from '#client/ui/date-text.ts';
import { KeyFigure } from '#client/ui/key-figure.tsx';
import { numberText, percentText, signedText } from '#client/ui/number-text.ts';
import { useInflow, useOccupancy, useOutflow, useThroughflow } from './api/counts.ts';
import { useIncidence } from './api/curves.ts';
import { useSignal } from './api/signal.ts';
import styles from './figures.module.css';
import { total } from './kinds/count-by.ts';
import { useSignalText } from './kinds/signal-text.ts';
import { overviewWords } from './locales.ts';
import { tellingMonths, useChanceText } from './people/chance-text.ts';
import type { FigurePlace } from './place/use-figure-place.ts';
import { useHasRegion } from './place/use-region.ts';
import type { FigureSlug } from './slugs.ts';

/** The numbers that open a meeting, each against the same days before. Up is not always good: none is coloured. */
export function KeyFigures({ place }: { place: FigurePlace }) {
  const words = useWords(overviewWords);
  const { span, before, filter, every, end } = place;
  const now = { ...span, ...filter, every };
  const then = { ...(before?.span ?? span), ...filter, every: 'year' } as const;
  const forms = { by: 'workForm', every: 'year' } as const;
  const isCompared = before !== null;
  const hasRegion = useHasRegion(place, null);
  const region = { ...span, ...filter, every: 'year', scope: 'region' } as const;

  const inflow = useInflow(now);
  const inflowThen = useInflow(then, isCompared);
  const art60 = useInflow({ ...now, ...forms });
  const art60Then = useInflow({ ...then, ...forms }, isCompared);
  const inflowRegion = useInflow({ ...region, ...forms }, hasRegion);
  const throughflow = useThroughflow(now);
  const throughflowThen = useThroughflow(then, isCompared);
  const throughflowRegion = useThroughflow(region, hasRegion);
  // The chart below asks the same; its last day is the one meant here.
  const occupancy = useOccupancy(now);
  const occupancyThen = useOccupancy({ ...then, from: then.to }, isCompared);
  const occupancyRegion = useOccupancy({ ...region, from: span.to }, hasRegion);
  const outflow = useOutflow(now);
  const outflowThen = useOutflow(then, isCompared);
  const outflowRegion = useOutflow(region, hasRegion);

  const against = (count: number) => words('key.before', { years: before?.years ?? 1, count: numberText(count, words.language) });
  const inArt60 = (row: { group: { workForm?: string | null }; socialEconomy: number }) =>
    row.group.workForm === 'art60' ? row.socialEconomy : 0;
  const isOpen = (row: { stage: string; count: number }) => (row.stage === 'ended' ? 0 : row.count);
  const lastDay = occupancy.data && {
    ...occupancy.data,
    rows: occupancy.data.rows.filter(({ date }) => date === occupancy.data.rows.at(-1)?.date),
  };
  const isNow = span.to === end && !place.knownOn && !place.observedOn;
  const shared = { place, isCompared };
  return (
    <section className={styles.figures} aria-label={words('key.title')}>
      <Figure
        {...shared}
        slug="aanmeldingen"
        label={words('key.inflow')}
        {...valuesOf([inflow.data, inflowThen.data, inflowRegion.data], (row) => row.referrals)}
        against={against}
      />
      <Figure
        {...shared}
        slug="instroom-sociale-economie"
        label={words('key.art60')}
        {...valuesOf([art60.data, art60Then.data, inflowRegion.data], inArt60)}
        against={against}
        signal={<SignalNote place={place} />}
      />
      <Figure
        {...shared}
        slug="doorstroom"
        label={words('key.throughflow')}
        {...valuesOf([throughflow.data, throughflowThen.data, throughflowRegion.data], (row) => row.count)}
        against={against}
      />
      <WaitKeyFigure place={place} />
      <Figure
        {...shared}
        slug="bezetting"
        label={isNow ? words('key.occupancy') : words('key.occupancy-on', { day: dayText(span.to) })}
        {...valuesOf([lastDay, occupancyThen.data, occupancyRegion.data], isOpen)}
        against={(count) => words('key.before-day', { count: numberText(count, words.language), day: dayText(then.to) })}
      />
      <Figure
        {...shared}
        slug="uitstroom"
        label={words('key.outflow')}
        {...valuesOf([outflow.data, outflowThen.data, outflowRegion.data], (row) => row.count)}
        against={against}
      />
    </section>
  );
}

type Values = { value: number | null; past: number | null; region: number | null; heading: Heading | undefined };

function valuesOf<Row>(
  [now, then, region]: readonly [(Heading & { rows: readonly Row[] }) | undefined, ...({ rows: readonly Row[] } | undefined)[]],
  count: (row: Row) => number,
): Values {
  const sumOf = (data: { rows: readonly Row[] } | undefined) => (data ? total(data.rows, count) : null);
  return { value: sumOf(now), past: sumOf(then), region: sumOf(region), heading: now };
}

type FigureProps = Values & {
  place: FigurePlace;
  slug: FigureSlug;
  label: string;
  isCompared: boolean;
  against: (count: number) => string;
  signal?: ReactNode;
};

function Figure({ place, slug, label, value, past, region, against, heading, isCompared, signal }: FigureProps) {
  const words = useWords(overviewWords);
  const difference = value !== null && past !== null && isCompared ? value - past : null;
  const number = (count: number) => numberText(count, words.language);
  return (
    <KeyFigure
      label={<Link to={figurePath(slug, place.search({}))}>{label}</Link>}
      value={value === null ? '…' : number(value)}
      change={
        difference === null
          ? undefined
          : { text: difference === 0 ? words('key.same') : signedText(difference, words.language), tone: 'neutral' }
      }
      note={
        <>
          {isCompared ? (past === null ? '\u00a0' : against(past)) : words('key.no-before')}
          {region !== null && value !== null ? (
            <>
              <br />
              {words('key.region', { count: number(region), share: region === 0 ? '–' : percentText(value / region, words.language) })}
            </>
          ) : null}
          {signal}
        </>
      }
      action={heading ? <DefinitionButton title={label} heading={heading} /> : null}
    />
  );
}

/** Whether the change under Art. 60 §7 is more than chance, in a few words. */
function SignalNote({ place }: { place: FigurePlace }) {
  const { words, verdict, interval, change } = useSignalText();
  const { data } = useSignal({ ...place.filter, workForm: place.filter.workForm ?? 'art60', to: place.span.to });
  if (!data) return null;
  return (
    <Link className={styles.signal} to={figurePath('signaal', place.search({ werkvorm: place.filter.workForm ?? 'art60' }))}>
      <strong>{verdict(data)}</strong>
      {data.verdict === 'too-short-history' ? null : (
        <span>
          {data.rateRatio === null ? words('from-none') : change(data.rateRatio)} ({interval(data)})
        </span>
      )}
    </Link>
  );
}

/** How many out of a hundred have begun a first placement after half a year. */
function WaitKeyFigure({ place }: { place: FigurePlace }) {
  const t = useWords(overviewWords);
  const { words, values } = useChanceText();
  const asked = { ...place.filter, ...place.cohort, target: 'placement' } as const;
  const { data, error } = useIncidence({ ...asked, by: null });
  const hasRegion = useHasRegion(place, null);
  const region = useIncidence({ ...asked, scope: 'region' }, hasRegion);
  const group = data?.groups[0];
  const at = group?.withheld === null ? tellingMonths(group.at, 6) : null;
  const ofRegion = region.data?.groups[0]?.at.find(({ months }) => months === at?.months)?.estimate;
  const label = t('key.wait', { months: at?.months ?? 6 });
  return (
    <KeyFigure
      label={<Link to={figurePath('wachttijd', place.search({}))}>{label}</Link>}
      value={data && at ? percentText(at.estimate ?? 0, t.language) : data || error ? '–' : '…'}
      note={
        <>
          {at
            ? t('key.wait-note', values(at))
            : data
              ? words(group && group.n > 0 && group.withheld === null ? 'too-early' : 'all-withheld')
              : '\u00a0'}
          {ofRegion === null || ofRegion === undefined ? null : (
            <>
              <br />
              {t('key.region-share', { share: percentText(ofRegion, t.language) })}
            </>
          )}
        </>
      }
      action={data ? <DefinitionButton title={label} heading={data} /> : null}
    />
  );
}
