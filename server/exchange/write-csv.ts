import { stringify } from 'csv-stringify/sync';
import { type CellValue, defused } from '#shared/spreadsheet.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** For spreadsheets of this country: semicolons, decimal commas, and a byte-order mark, without which they do not read UTF-8. */
export function localCsvOf(rows: readonly (readonly CellValue[])[]): string {
  const cast = { number: (value: number) => String(value).replace('.', ',') };
  const defusedRows = rows.map((row) => row.map((cell) => defused(cell)));
  return BYTE_ORDER_MARK + stringify(defusedRows, { delimiter: ';', record_delimiter: 'windows', cast });
}

/** Rows as CSV with commas. The only way for a cell into a file of the server: none of them can run in a spreadsheet. */
export function csvOf(rows: readonly (readonly CellValue[])[]): string {
  return stringify(rows.map((row) => row.map((cell) => defused(cell))));
}
