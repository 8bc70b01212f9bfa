/** What a cell holds. A number is written as a number, whatever its sign. */
export type CellValue = string | number | null;

/**
 * Text as a cell that no spreadsheet runs (CSV injection, OWASP): an apostrophe stands before everything that begins like a
 * formula, also behind quotes, blanks and invisible characters, and in full-width and other forms that spreadsheets take for the same.
 * Also after a comma, semicolon, tab or line break within the text: a Belgian spreadsheet begins a cell at every semicolon of a file with
 * commas, quotes or not. For CSV and XLSX alike; `restored` takes exactly this back.
 */
export function defused<Value extends CellValue>(value: Value): Value | string {
  return typeof value === 'string' ? value.replace(TO_DEFUSE, "'") : value;
}

/** The text of a cell as it was before `defused`. */
export function restored(cell: string): string {
  return cell.replace(TO_RESTORE, '');
}

// Apostrophes count as lead, so that text which looks defused is defused once more, and comes back as it was.
const LEAD = String.raw`[\s'"\p{Cf}]*`;
const FORMULA = '=+\\-@＝＋－＠﹦﹢﹣﹫−';
const AT_START = `${LEAD}[${FORMULA}\\t\\r\\n]`;
const WITHIN = `${LEAD}[${FORMULA}]`;
const SEPARATOR = String.raw`(?<=[,;\t\r\n])`;

const TO_DEFUSE = new RegExp(`^(?=${AT_START})|${SEPARATOR}(?=${WITHIN})`, 'gu');
const TO_RESTORE = new RegExp(`^'(?=${AT_START})|${SEPARATOR}'(?=${WITHIN})`, 'gu');
