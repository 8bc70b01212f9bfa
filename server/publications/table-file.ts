import writeExcelFile, { type Cell, type Row } from 'write-excel-file/node';
import { localCsvOf } from '#server/exchange/write-csv.ts';
import type { Download } from '#server/http/answer.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { PublicationContent, PublishedCell, PublishedTable } from '#shared/contract/publications.ts';
import { DIMENSION_TITLES, valueTitle } from '#shared/publications/titles.ts';
import { type CellValue, defused } from '#shared/spreadsheet.ts';
import { openContent } from './content.ts';

interface Published {
  readonly content: string;
  readonly sha256: string;
}

/**
 * One table of what is published, as a file that says itself what it is: in Dutch, as the publication.
 * @param file `inflow.csv` or `inflow.xlsx`
 * @throws Problem resource.not-found where the publication has no such table
 */
export async function tableFile({ content: text, sha256 }: Published, file: string): Promise<Download> {
  const content = openContent(text);
  const ending = file.endsWith('.csv') ? '.csv' : '.xlsx';
  const table = content.tables.find(({ id }) => `${id}${ending}` === file);
  if (!table) throw new Problem('resource.not-found');
  const filename = `doorstroom-${content.period}-${file}`;
  const about = aboutLines(content, table, sha256);
  const lines = linesOf(content, table);
  if (ending === '.csv') return { filename, content: once(localCsvOf([...about, [], lines.head, ...lines.body])) };
  return { filename, type: XLSX, content: once(await xlsxOf(about, lines)) };
}

export function contentFile({ content }: Published): Download {
  return { filename: `doorstroom-${openContent(content).period}.json`, content: once(content) };
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function* once<Piece>(piece: Piece): AsyncGenerator<Piece> {
  yield piece;
}

interface Lines {
  readonly head: readonly string[];
  readonly body: readonly (readonly CellValue[])[];
}

function linesOf(content: PublicationContent, { id, dimensions, cells }: PublishedTable): Lines {
  const names = new Map(content.municipalities.map(({ code, name }) => [code, name]));
  const unit = id === 'chance' ? ' (%)' : '';
  const head = [
    ...dimensions.map((dimension) => DIMENSION_TITLES[dimension]),
    `Gepubliceerd${unit}`,
    `Minstens${unit}`,
    `Hoogstens${unit}`,
  ];
  const body = cells.map((cell) => {
    const keys = dimensions.map((dimension) => {
      const value = cell.key[dimension];
      if (value === undefined) return 'Totaal';
      return dimension === 'municipality' ? (names.get(value) ?? value) : valueTitle(dimension, value);
    });
    return [...keys, ...numbersOf(cell, id === 'chance')];
  });
  return { head, body };
}

/** Nobody is as telling as somebody: a rounded 0 is written as what it stands for. */
function numbersOf({ value, low, high }: PublishedCell, isShare: boolean): CellValue[] {
  if (isShare) return [value, low, high].map((share) => (share === null ? null : Math.round(share * 100)));
  return [value === 0 && high !== null && high > 0 ? `${low}–${high}` : (value ?? 'verborgen'), low, high];
}

function aboutLines(content: PublicationContent, table: PublishedTable, sha256: string): (readonly [string, string])[] {
  const { title, period, from, to, knownAt, softwareVersion, definitions } = content;
  const definition = definitions.find((each) => each.table === table.id);
  return [
    ['Publicatie', title],
    ['Tabel', table.title],
    ['Periode', `${period} (${from} tot en met ${to})`],
    ['Bekend op', knownAt],
    ['Definitie', definition ? `${definition.text.nl} (${definition.id}, versie ${definition.version})` : ''],
    ['Software', `Doorstroom ${softwareVersion}`],
    ['SHA-256 van de publicatie', sha256],
  ];
}

function xlsxOf(about: readonly (readonly [string, string])[], { head, body }: Lines): Promise<Buffer> {
  const keys = head.length - 3;
  const heads: Row = head.map((name) => ({ value: defused(name), fontWeight: 'bold', wrap: true }));
  const sheets = [
    {
      sheet: 'Cijfers',
      data: [heads, ...body.map((cells): Row => cells.map(cellOf))],
      columns: head.map((_, place) => ({ width: place < keys ? 32 : 14 })),
      stickyRowsCount: 1,
    },
    {
      sheet: 'Toelichting',
      data: about.map(([name, value]): Row => [cellOf(name), { ...textCell(value), wrap: true }]),
      columns: [{ width: 28 }, { width: 100 }],
    },
  ];
  return writeExcelFile(sheets).toBuffer();
}

function cellOf(value: CellValue): Cell {
  if (value === null) return null;
  return typeof value === 'number' ? { value, type: Number } : textCell(value);
}

function textCell(value: string) {
  return { value: defused(value), type: String } as const;
}
