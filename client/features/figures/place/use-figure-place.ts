import { useSearchParams } from 'react-router';
import { useWords } from '#client/locales/words.ts';
import { endOfDayInBrussels, pastDay } from '#client/trajectory/known-on.ts';
import { dayText, today } from '#client/ui/date-text.ts';
import type { Dimension } from '#shared/contract/figures.ts';
import { DIMENSIONS, dimensions, isDimension, knownValue, useDimensions } from './dimensions.ts';
import { placeWords } from './place-locales.ts';
import { type Every, everyFor, type PeriodChoice, type Span, spanBefore, spanOf } from './time-frame.ts';

const CHOICES: Readonly<Record<string, PeriodChoice>> = { '12m': '12m', '3j': '3y', '2017': '2017', eigen: 'own' };
const EVERIES: Readonly<Record<string, Every>> = { maand: 'month', kwartaal: 'quarter', jaar: 'year' };

/** Whom a figure is about: a value per dimension or null, what was observed, and from which knowledge. */
export type FigureFilter = Readonly<Record<Dimension, string | null>> & {
  readonly knownAt: string | null;
  readonly observedUntil: string | null;
};

/** What the figures are asked for, in the URL, so that a colleague opens the same. */
export function useFigurePlace() {
  const [params, setParams] = useSearchParams();
  const todayIs = today();
  const knownOn = pastDay(params.get('bekend'), todayIs);
  const observedOn = pastDay(params.get('waargenomen'), todayIs);
  const end = [knownOn, observedOn].reduce<string>((first, day) => (day && day < first ? day : first), todayIs);
  const chosen = CHOICES[params.get('periode') ?? ''] ?? null;
  const choice = chosen ?? '12m';
  const own = { from: dayIn(params.get('van'), todayIs), to: dayIn(params.get('tot'), todayIs) };
  const span = spanOf(choice, end, own);
  const chosenEvery = EVERIES[params.get('per') ?? ''] ?? null;
  const value = (dimension: Dimension) => knownValue(dimension, params.get(DIMENSIONS[dimension]));
  const filter: FigureFilter = {
    municipality: value('municipality'),
    workForm: value('workForm'),
    setting: value('setting'),
    programme: value('programme'),
    ageClass: value('ageClass'),
    gender: value('gender'),
    education: value('education'),
    route: value('route'),
    knownAt: knownOn ? endOfDayInBrussels(knownOn) : null,
    observedUntil: end === todayIs ? null : end,
  };
  const by = dimensions.find((dimension) => DIMENSIONS[dimension] === params.get('naar')) ?? null;
  /** The address of the same place with some of it changed; null and '' take away. */
  const search = (changes: Readonly<Record<string, string | null>>): string => {
    const next = changed(params, changes).toString();
    return next === '' ? '' : `?${next}`;
  };
  return {
    choice,
    own,
    span,
    end,
    isRunning: span.to === end,
    before: spanBefore(span),
    /** Who is followed in the figures about people: by the day of referral; everybody while no period was chosen. */
    cohort: chosen === null ? { from: null, to: end } : span,
    every: chosenEvery ?? everyFor(span),
    knownOn,
    observedOn,
    filter,
    by: isDimension(by) ? by : null,
    param: (name: string) => params.get(name),
    search,
    set: (changes: Readonly<Record<string, string | null>>) => setParams((earlier) => changed(earlier, changes), { replace: true }),
  };
}

export type FigurePlace = ReturnType<typeof useFigurePlace>;

function changed(params: URLSearchParams, changes: Readonly<Record<string, string | null>>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

type Selection = Pick<FigurePlace, 'filter' | 'knownOn' | 'observedOn'> & { span: Span };

/** The filters in words, for the head of the screen and of every file. */
export function useSelectionText({ span, ...place }: Selection): string {
  const words = useWords(placeWords);
  const rest = useFilterTexts(place);
  return [words('span', { from: dayText(span.from), to: dayText(span.to) }), ...rest].join(' · ');
}

/** The same for the figures that follow people: who was referred when. */
export function useCohortText({ cohort, ...place }: Omit<Selection, 'span'> & Pick<FigurePlace, 'cohort'>): string {
  const words = useWords(placeWords);
  const rest = useFilterTexts(place);
  const days = { from: dayText(cohort.from ?? ''), to: dayText(cohort.to) };
  return [words(cohort.from === null ? 'cohort.all' : 'cohort', days), ...rest].join(' · ');
}

/** Every filter but the time, in words. */
export function useFilterTexts({ filter, knownOn, observedOn }: Omit<Selection, 'span'>): string[] {
  const words = useWords(placeWords);
  const { textOf } = useDimensions();
  return [
    ...dimensions.flatMap((dimension) => (filter[dimension] === null ? [] : [textOf(dimension, filter[dimension])])),
    ...(observedOn ? [words('observed-until', { day: dayText(observedOn) })] : []),
    ...(knownOn ? [words('known-on', { day: dayText(knownOn) })] : []),
  ];
}

function dayIn(text: string | null, todayIs: string): string | null {
  return text === todayIs ? text : pastDay(text, todayIs);
}
