import { defused } from '#shared/spreadsheet.ts';
import type { ChartTable, TableValue } from './chart-data.ts';

/** Spreadsheets of this country want a semicolon and a decimal comma, and read UTF-8 only after a byte-order mark. */
export function csvText(head: readonly (readonly TableValue[])[], { columns, rows }: ChartTable): string {
  const lines = [...head, [], columns, ...rows.map(({ cells }) => cells)];
  return `\uFEFF${lines.map((line) => line.map(cell).join(';')).join('\r\n')}\r\n`;
}

function cell(value: TableValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  return quoted(defused(value));
}

function quoted(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function saveFile(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

/** `Instroom per gemeente` → `instroom-per-gemeente` */
export function fileNameOf(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
