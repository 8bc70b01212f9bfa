import type { Language } from '#client/locales/language.ts';
import { fixedText, numberText, percentText } from '#client/ui/number-text.ts';
import type { ColumnKind, Interval, TableValue } from './chart-data.ts';

/** A cell as the screen shows it: `1.234`, `42,3 %`, `38,1–46,7 %`; `–` where there is nothing. */
export function valueText(value: TableValue | undefined, kind: ColumnKind, language: Language): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return intervalText(value, kind, language) ?? '–';
  return kind === 'share' ? shareText(value, language) : numberText(value, language, 2);
}

/**
 * A share from 0 to 1 with one decimal, also where that is a zero: `42,3 %`, `38,0 %`. So is every estimate and each bound of its interval;
 * axes and shares of counts are whole.
 */
export function shareText(share: number, language: Language): string {
  return percentText(share, language, 1);
}

/** `38,1–46,7 %`; null where a bound is not known. A share that was rounded has as many `decimals` as were left. */
export function intervalText({ lower, upper }: Interval, kind: ColumnKind, language: Language, decimals = 1): string | null {
  if (lower === null || upper === null) return null;
  const text = (bound: number) => (kind === 'share' ? fixedText(bound * 100, language, decimals) : numberText(bound, language, 1));
  return `${text(lower)}–${text(upper)}${kind === 'share' ? '\u00a0%' : ''}`;
}

export function isInterval(value: TableValue | undefined): value is Interval {
  return typeof value === 'object' && value !== null;
}
