import { type Language, locales } from '#client/locales/language.ts';

/** `1.234,5` in Dutch. At most `decimals` decimals (0). */
export function numberText(value: number, language: Language, decimals = 0): string {
  return minus(format(language, 0, decimals).format(value));
}

/** `38,0`: always so many decimals, as numbers have that stand beside each other. */
export function fixedText(value: number, language: Language, decimals: number): string {
  return minus(format(language, decimals, decimals).format(value));
}

/** A share between 0 and 1 as `58 %`, or `58,0 %` with a decimal, with a space that does not break. */
export function percentText(share: number, language: Language, decimals = 0): string {
  return `${fixedText(share * 100, language, decimals)}\u00a0%`;
}

/** A difference with its sign: `+4`, `−26`, `0`. */
export function signedText(value: number, language: Language, decimals = 0): string {
  const text = numberText(value, language, decimals);
  return value > 0 && text !== '0' ? `+${text}` : text;
}

/** Reads `1234,5`, `1.234,5` and `1234.5`; `null` when it is no number. */
export function readTypedNumber(text: string): number | null {
  const typed = text.replace(/[\s\u00a0\u202f]/g, '');
  const plain = typed.includes(',') ? typed.replace(/\./g, '').replace(',', '.') : typed;
  if (!/^[-−]?\d+(\.\d+)?$/.test(plain)) return null;
  return Number(plain.replace('−', '-'));
}

/** A true minus sign is as wide as a plus, so columns of differences line up. */
function minus(text: string): string {
  return text.replace(/^-/, '−');
}

const formats = new Map<string, Intl.NumberFormat>();

/** Each is made once: making one takes a hundred times as long as using it, and a chart writes hundreds of numbers. */
function format(language: Language, least: number, most: number): Intl.NumberFormat {
  const key = `${language} ${least} ${most}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(locales[language], { minimumFractionDigits: least, maximumFractionDigits: most });
  formats.set(key, known);
  return known;
}
