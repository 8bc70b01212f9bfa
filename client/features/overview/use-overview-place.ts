import { useSearchParams } from 'react-router';
import { useMunicipalityName } from '#client/api/about.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { endOfDayInBrussels, pastDay } from '#client/trajectory/known-on.ts';
import { dayText, today } from '#client/ui/date-text.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { FigureFilter } from './api/figures.ts';
import { overviewWords } from './locales.ts';
import { type Every, everyFor, type PeriodChoice, type Span, spanBefore, spanOf } from './time-frame.ts';

const CHOICES: Readonly<Record<string, PeriodChoice>> = { '3j': '3y', '2017': '2017', eigen: 'own' };
const EVERIES: Readonly<Record<string, Every>> = { maand: 'month', kwartaal: 'quarter', jaar: 'year' };
const PROGRAMMES = ['twe', 'art60', 'other'] as const;

/** What the overview is asked for, in the URL, so that a colleague opens the same. */
export function useOverviewPlace() {
  const [params, setParams] = useSearchParams();
  const todayIs = today();
  const knownOn = pastDay(params.get('bekend'), todayIs);
  const end = knownOn ?? todayIs;
  const choice = CHOICES[params.get('periode') ?? ''] ?? '12m';
  const own = { from: dayIn(params.get('van'), todayIs), to: dayIn(params.get('tot'), todayIs) };
  const span = spanOf(choice, end, own);
  const chosenEvery = EVERIES[params.get('per') ?? ''] ?? null;
  const filter: FigureFilter = {
    municipality: params.get('gemeente'),
    programme: PROGRAMMES.find((known) => known === params.get('programma')) ?? null,
    knownAt: knownOn ? endOfDayInBrussels(knownOn) : null,
    observedUntil: knownOn,
  };
  return {
    choice,
    own,
    span,
    end,
    isRunning: span.to === end,
    before: spanBefore(span),
    every: chosenEvery ?? everyFor(span),
    knownOn,
    filter,
    set: (changes: Readonly<Record<string, string | null>>) =>
      setParams(
        (earlier) => {
          const next = new URLSearchParams(earlier);
          for (const [name, value] of Object.entries(changes)) {
            if (value === null || value === '') next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
  };
}

export type OverviewPlace = ReturnType<typeof useOverviewPlace>;

/** The filters in words, for the head of the screen and of every file. */
export function useSelectionText({ span, filter, knownOn }: Pick<OverviewPlace, 'filter' | 'knownOn'> & { span: Span }): string {
  const words = useWords(overviewWords);
  const label = useLabel();
  const name = useMunicipalityName();
  const programme = PROGRAMMES.find((known) => known === filter.programme);
  return [
    words('span', { from: dayText(span.from), to: dayText(span.to) }),
    ...(filter.municipality ? [name(filter.municipality)] : []),
    ...(programme ? [label(LABELS.programme[programme])] : []),
    ...(knownOn ? [words('known-on', { day: dayText(knownOn) })] : []),
  ].join(' · ');
}

function dayIn(text: string | null, todayIs: string): string | null {
  return text === todayIs ? text : pastDay(text, todayIs);
}
