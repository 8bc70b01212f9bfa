import { stringify } from 'csv-stringify/sync';
import { type CellValue, defused } from '#shared/spreadsheet.ts';

/** Rows as CSV with commas. The only way for a cell into a file of the server: none of them can run in a spreadsheet. */
export function csvOf(rows: readonly (readonly CellValue[])[]): string {
  return stringify(rows.map((row) => row.map((cell) => defused(cell))));
}
