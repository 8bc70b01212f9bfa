import type { ChartPeriod } from '#client/charts/chart-data.ts';
import { type Translate, useWords } from '#client/locales/words.ts';
import { dayText, monthText, shortMonthText } from '#client/ui/date-text.ts';
import { placeWords } from './place-locales.ts';
import { type Every, periodsIn, type Span } from './time-frame.ts';

type Words = Translate<keyof typeof placeWords.nl>;

/** The periods of a span with their words, and what is to be said of those that are not complete. */
export function usePeriods(span: Span, every: Every, isRunning: boolean): { periods: ChartPeriod[]; note: string | undefined } {
  const words = useWords(placeWords);
  const found = periodsIn(span, every);
  const periods = found.map(({ key, firstDay, isPartial }, place): ChartPeriod => {
    const isNewYear = every !== 'year' && (place === 0 || found[place - 1]?.key.slice(0, 4) !== key.slice(0, 4));
    return {
      key,
      tick: tickOf(firstDay, every, words),
      year: isNewYear ? key.slice(0, 4) : undefined,
      name: nameOf(firstDay, every, words),
      isPartial,
    };
  });
  const first = found[0];
  const last = found.at(-1);
  const notes = [
    ...(first && span.from > first.firstDay
      ? [words('cut-start', { period: capital(nameOf(first.firstDay, every, words)), day: dayText(span.from) })]
      : []),
    ...(last && span.to < last.lastDay
      ? [words(isRunning ? 'running' : 'cut-end', { period: capital(nameOf(last.firstDay, every, words)), day: dayText(span.to) })]
      : []),
  ];
  return { periods, note: notes.length > 0 ? notes.join(' ') : undefined };
}

function tickOf(day: string, every: Every, words: Words): string {
  if (every === 'year') return day.slice(0, 4);
  if (every === 'quarter') return words('quarter', { number: quarterOf(day) });
  return shortMonthText(day, words.language);
}

function nameOf(day: string, every: Every, words: Words): string {
  if (every === 'year') return day.slice(0, 4);
  return every === 'month' ? monthText(day, words.language) : words('quarter-of', { number: quarterOf(day), year: day.slice(0, 4) });
}

function quarterOf(day: string): number {
  return Math.ceil(Number(day.slice(5, 7)) / 3);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
