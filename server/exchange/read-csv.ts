import type { Readable } from 'node:stream';
import { Readable as ReadableStream } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CsvError, parse } from 'csv-parse';
import { Problem } from '#shared/contract/problem.ts';
import { COLUMNS, type Column, REQUIRED_COLUMNS } from './columns.ts';

/** The cells of a row that hold something, by column, and the line on which the row begins (the header is line 1). */
export interface CsvRow {
  readonly line: number;
  readonly cells: ReadonlyMap<Column, string>;
  /** Cells in the row, where that is not the number of columns: a quote or a delimiter is out of place. */
  readonly width: number | null;
}

/** Longer rows than any file of ours; stops a quote that is never closed from swallowing the file into memory. */
const LONGEST_ROW = 100_000;
const LONGEST_HEADER = 10_000;
const MOST_ROWS = 500_000;

/**
 * Reads a CSV while its bytes arrive, and waits for whoever reads the rows. Comma or semicolon, as the header has it.
 * @throws Problem import.unreadable, with what to do about it
 */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow> {
  const text = decoded(bytes);
  const beginning = await readHeaderLine(text);
  const parser = parse({
    delimiter: delimiterOf(beginning),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  const feeding = pipeline(ReadableStream.from(joined(beginning, text), { objectMode: false }), parser);
  // What goes wrong there reaches us through the parser; without this it would count as unhandled in between.
  feeding.catch(() => {});
  try {
    yield* rowsOf(parser);
    await feeding;
  } catch (error) {
    throw isCsvError(error) ? unreadable(`Line ${error.lines ?? '?'}: ${error.message}.`) : error;
  }
}

async function* rowsOf(parser: AsyncIterable<{ record: string[]; info: { lines: number } }>): AsyncGenerator<CsvRow> {
  let columns: readonly Column[] | undefined;
  let rows = 0;
  // csv-parse counts CR LF within quotes as two lines.
  let overcounted = 0;
  for await (const { record, info } of parser) {
    const breaks = record.reduce((sum, cell) => sum + lineBreaks(cell), 0);
    overcounted += record.reduce((sum, cell) => sum + (cell.includes('\r\n') ? cell.split('\r\n').length - 1 : 0), 0);
    if (!columns) {
      columns = columnsOf(record);
      continue;
    }
    if (record.every((cell) => cell.trim() === '')) continue;
    if (++rows > MOST_ROWS) throw unreadable(`More than ${MOST_ROWS} rows; split the file, each participant in one part.`);
    yield { line: info.lines - overcounted - breaks, ...cellsOf(record, columns) };
  }
  if (!columns) throw unreadable(`The file is empty; its first line names the columns: ${REQUIRED_COLUMNS.join(', ')} and others.`);
}

function cellsOf(record: readonly string[], columns: readonly Column[]): Omit<CsvRow, 'line'> {
  const cells = new Map<Column, string>();
  columns.forEach((column, index) => {
    const cell = record[index];
    if (cell !== undefined && cell.trim() !== '') cells.set(column, cell);
  });
  // Spreadsheets add empty cells at the end of rows.
  const isSurplusEmpty = record.slice(columns.length).every((cell) => cell.trim() === '');
  return { cells, width: record.length < columns.length || !isSurplusEmpty ? record.length : null };
}

function columnsOf(header: readonly string[]): Column[] {
  const names = header.map((name) => name.trim().toLowerCase());
  while (names.at(-1) === '') names.pop();
  const columns = names.filter(isColumn);
  const unknown = header.slice(0, names.length).filter((_, index) => !isColumn(names[index] ?? ''));
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.includes(column));
  const twice = columns.filter((column, index) => columns.indexOf(column) !== index);
  const faults = [
    ...(unknown.length > 0 ? [`it does not know: ${unknown.slice(0, 10).map(quoted).join(', ')}`] : []),
    ...(missing.length > 0 ? [`that are missing: ${missing.join(', ')}`] : []),
    ...(twice.length > 0 ? [`that are there twice: ${[...new Set(twice)].join(', ')}`] : []),
  ];
  if (faults.length > 0)
    throw unreadable(`The header has columns ${faults.join('; and columns ')}. The columns are: ${COLUMNS.join(', ')}.`);
  return columns;
}

function isColumn(name: string): name is Column {
  return COLUMNS.some((column) => column === name);
}

function quoted(name: string): string {
  return `"${name.slice(0, 40)}"`;
}

/** Bytes as text, without a byte order mark. Anything but UTF-8 would put names that nobody wrote into the database. */
async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw unreadable('The file is not UTF-8; save it as "CSV UTF-8".');
    }
  };
  const chunks = bytes[Symbol.asyncIterator]();
  for (let chunk = await nextOf(chunks); !chunk.done; chunk = await nextOf(chunks)) yield decode(chunk.value);
  yield decode();
}

async function nextOf(chunks: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
  try {
    return await chunks.next();
  } catch (error) {
    throw new Problem('import.unreadable', {
      detail: `The file broke off while it was read (${error instanceof Error ? error.message : String(error)}).`,
    });
  }
}

async function readHeaderLine(text: AsyncIterator<string>): Promise<string> {
  let beginning = '';
  while (!/[\r\n]./su.test(beginning) && beginning.length < LONGEST_HEADER) {
    const { done, value } = await text.next();
    if (done) break;
    beginning += value;
  }
  return beginning;
}

function delimiterOf(beginning: string): string {
  const header = beginning.split(/[\r\n]/u, 1)[0] ?? '';
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

async function* joined(beginning: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  if (beginning !== '') yield beginning;
  for await (const text of rest) if (text !== '') yield text;
}

function lineBreaks(cell: string): number {
  return /[\r\n]/u.test(cell) ? cell.split(/\r\n|\r|\n/u).length - 1 : 0;
}

function isCsvError(error: unknown): error is CsvError & { lines?: number } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('CSV_');
}

function unreadable(detail: string): Problem {
  return new Problem('import.unreadable', { detail });
}

/** The bytes of a request, which must live on for its answer when its reader gives up. */
export function bytesOf(body: Readable): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => body.iterator({ destroyOnReturn: false }) };
}
