import type { Language } from '#client/locales/language.ts';
import { numberText, percentText } from '#client/ui/number-text.ts';
import type { ColumnKind, Interval, TableValue } from './chart-data.ts';

/** A cell as the screen shows it: `1.234`, `42,3 %`, `38,1–46,7 %`; `–` where there is nothing. */
export function valueText(value: TableValue | undefined, kind: ColumnKind, language: Language): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return intervalText(value, kind, language) ?? '–';
  return kind === 'share' ? shareText(value, language) : numberText(value, language, 2);
}

/** A share from 0 to 1 with one decimal: `42,3 %`. */
export function shareText(share: number, language: Language): string {
  return percentText(share, language, 1);
}

/** `38,1–46,7 %`; null where a bound is not known. */
export function intervalText({ lower, upper }: Interval, kind: ColumnKind, language: Language): string | null {
  if (lower === null || upper === null) return null;
  const times = kind === 'share' ? 100 : 1;
  const text = (bound: number) => numberText(bound * times, language, kind === 'share' ? 1 : 2);
  return `${text(lower)}–${text(upper)}${kind === 'share' ? '\u00a0%' : ''}`;
}

export function isInterval(value: TableValue | undefined): value is Interval {
  return typeof value === 'object' && value !== null;
}
