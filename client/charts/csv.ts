import { defused } from '#shared/spreadsheet.ts';
import type { ChartTable } from './chart-data.ts';
import { type Bounds, flatTable } from './flat-table.ts';

type FileCell = string | number | null;

/** Spreadsheets of this country want a semicolon and a decimal comma, and read UTF-8 only after a byte-order mark. */
export function csvText(head: readonly (readonly FileCell[])[], table: ChartTable, bounds: Bounds): string {
  const { columns, kinds, rows } = flatTable(table, bounds);
  const heads = columns.map((column, place) => (kinds[place] === 'share' ? `${column} (%)` : column));
  const body = rows.map((cells) => cells.map((value, place) => (kinds[place] === 'share' ? perCent(value) : value)));
  const lines = [...head, [], heads, ...body];
  return `\uFEFF${lines.map((line) => line.map(cell).join(';')).join('\r\n')}\r\n`;
}

/** Four decimals: more than any of them is sure of, and no noise of binary fractions. */
function perCent(value: FileCell): FileCell {
  return typeof value === 'number' ? Math.round(value * 1e6) / 1e4 : value;
}

function cell(value: FileCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  return quoted(defused(value));
}

function quoted(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function saveFile(content: string | Blob, name: string): void {
  const blob = typeof content === 'string' ? new Blob([content], { type: 'text/csv;charset=utf-8' }) : content;
  const address = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

/** `Instroom per gemeente` → `instroom-per-gemeente` */
export function fileNameOf(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
