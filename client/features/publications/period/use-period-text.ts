import { useWords } from '#client/locales/words.ts';
import { dayText } from '#client/ui/date-text.ts';
import type { PublicationPeriod } from '#shared/contract/publications.ts';
import { periodParts } from '#shared/publications/period-calendar.ts';
import { periodWords } from './locales.ts';

/** The names of periods in the language of the screen. */
export function usePeriodText() {
  const words = useWords(periodWords);
  const parts = (period: PublicationPeriod) => {
    const { year, quarter } = periodParts(period);
    // As text, or thousands would be told apart in it.
    return { year: String(year), quarter: quarter === null ? 'none' : String(quarter) };
  };
  return {
    /** `derde kwartaal 2026`, `jaar 2026` */
    name: (period: PublicationPeriod) => words('name', parts(period)),
    /** `het derde kwartaal van 2026`, `2026` */
    than: (period: PublicationPeriod) => words('than', parts(period)),
    /** `in het derde kwartaal van 2026`, `in 2026` */
    in: (period: PublicationPeriod) => words('in', parts(period)),
    /** `K3 2026`, `2026` */
    short: (period: PublicationPeriod) => words('short', parts(period)),
    days: (from: string, to: string) => words('days', { from: dayText(from), to: dayText(to) }),
  };
}

/** With a capital, where it begins a sentence. */
export function atStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
