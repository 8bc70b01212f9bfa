import writeExcelFile, { type Cell, type Row } from 'write-excel-file/browser';
import { defused } from '#shared/spreadsheet.ts';
import type { ChartTable } from '../chart-data.ts';
import { type Bounds, flatTable } from '../flat-table.ts';
import type { ChartExport, Line } from './chart-export.ts';

type Names = Bounds & { readonly figures: string; readonly detail: string; readonly about: string };

/** A figure as an Excel file: its numbers as numbers on the first sheet, and on the last what they are. */
export function xlsxOf({ title, sentence, note, table, detail }: ChartExport, lines: readonly Line[], names: Names): Promise<Blob> {
  const about: Line[] = [[title, ''], [sentence, ''], ...(note ? [[note, ''] as const] : []), ...lines];
  const sheets = [
    { sheet: names.figures, ...sheetOf(table, names) },
    ...(detail ? [{ sheet: names.detail, ...sheetOf(detail, names) }] : []),
    { sheet: names.about, columns: [{ width: 28 }, { width: 90 }], data: about.map(aboutRow) },
  ];
  return writeExcelFile(sheets).toBlob();
}

function sheetOf(table: ChartTable, bounds: Bounds) {
  const { columns, kinds, rows } = flatTable(table, bounds);
  const head: Row = columns.map((column) => ({ value: defused(column), fontWeight: 'bold', wrap: true }));
  const body = rows.map((cells) => cells.map((value, place) => cellOf(value, kinds[place] === 'share')));
  return { data: [head, ...body], columns: columns.map((_, place) => ({ width: place === 0 ? 28 : 16 })), stickyRowsCount: 1 };
}

function cellOf(value: string | number | null, isShare: boolean): Cell {
  if (value === null) return null;
  if (typeof value === 'number') return { value, type: Number, ...(isShare && { format: '0.0%' }) };
  return { value: defused(value), type: String };
}

function aboutRow([name, value]: Line, place: number): Row {
  const cell = { value: defused(name), type: String, wrap: value !== '' } as const;
  return place === 0 || value !== ''
    ? [
        { ...cell, fontWeight: 'bold', alignVertical: 'top' },
        { value: defused(value), type: String, wrap: true },
      ]
    : [cell];
}
