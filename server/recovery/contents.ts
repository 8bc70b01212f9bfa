import { createHash, type Hash } from 'node:crypto';
import { z } from 'zod';
import { OperatorError } from '#server/operator-error.ts';

// What a backup holds, a line each, within what is sealed (sealed-stream.ts): for each table a line that names it and its columns, then its rows, each a
// JSON text; at the end the manifest. A row is what PostgreSQL writes for it and takes back as the table's own type.

const Column = z.object({ name: z.string(), type: z.string() });
const TableLine = z.object({ table: z.string(), columns: z.array(Column) });
export type TableLine = z.infer<typeof TableLine>;

const Counted = z.object({ name: z.string(), rows: z.int(), sha256: z.string() });
/** How many rows a table has, and the SHA-256 of all of them in their one order. */
export type Counted = z.infer<typeof Counted>;

export const Manifest = z.object({
  tables: z.array(Counted),
  sequences: z.array(z.object({ name: z.string(), next: z.string().regex(/^\d{1,19}$/) })),
  /** Tells whether what is sealed within rows (INSZ) opens with the secret of where it is restored. */
  secretId: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;

/** Counts a table's rows and adds them up into one hash. */
export class Counting {
  readonly name: string;
  readonly #hash: Hash = createHash('sha256');
  #rows = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** @param line a row as JSON text: without line breaks of its own, so that two rows are never taken for one */
  add(line: string): void {
    this.#hash.update(line).update('\n');
    this.#rows++;
  }

  end(): Counted {
    return { name: this.name, rows: this.#rows, sha256: this.#hash.digest('hex') };
  }
}

export async function* writeTable(
  { table, columns }: TableLine,
  rows: AsyncIterable<readonly string[]>,
  counted: (table: Counted) => void,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ table, columns })}\n`;
  const counting = new Counting(table);
  for await (const some of rows) {
    const lines = some.map((row) => JSON.stringify(row));
    for (const line of lines) counting.add(line);
    yield `${lines.join('\n')}\n`;
  }
  counted(counting.end());
}

export function writeManifest(manifest: Manifest): string {
  return `${JSON.stringify({ manifest })}\n`;
}

/** Who takes what a backup holds, table by table. */
export interface Reader {
  table?(line: TableLine): Promise<void>;
  /** Rows of the table named last, as JSON texts. */
  rows?(lines: readonly string[]): Promise<void>;
}

const ROWS_AT_ONCE = 500;

/**
 * Reads a backup's lines to their end and holds each table against the manifest.
 * @throws OperatorError where they do not agree, or it is not the content of a backup
 */
export async function readContents(lines: AsyncIterable<string>, reader: Reader = {}): Promise<Manifest> {
  const tables: Counted[] = [];
  let counting: Counting | undefined;
  let held: string[] = [];
  let manifest: Manifest | undefined;
  const handOver = async () => {
    if (held.length > 0) await reader.rows?.(held);
    held = [];
  };
  for await (const line of lines) {
    if (manifest) throw new OperatorError('The backup goes on after its end.');
    if (line.startsWith('"')) {
      if (!counting) throw new OperatorError('The backup holds rows of no table.');
      counting.add(line);
      held.push(line);
      if (held.length === ROWS_AT_ONCE) await handOver();
      continue;
    }
    await handOver();
    if (counting) tables.push(counting.end());
    counting = undefined;
    const said: unknown = JSON.parse(line);
    const table = TableLine.safeParse(said);
    if (table.success) {
      counting = new Counting(table.data.table);
      await reader.table?.(table.data);
    } else manifest = z.object({ manifest: Manifest }).parse(said).manifest;
  }
  if (!manifest) throw new OperatorError('The backup has no manifest.');
  refuseDifferences(manifest.tables, tables, 'The backup does not hold what its manifest says');
  return manifest;
}

/** @throws OperatorError that names the tables at fault */
export function refuseDifferences(said: readonly Counted[], found: readonly Counted[], words: string): void {
  const names = new Set([...said, ...found].map(({ name }) => name));
  const wrong = [...names].filter((name) => {
    const [one, other] = [said, found].map((tables) => tables.find((table) => table.name === name));
    return !one || !other || one.rows !== other.rows || one.sha256 !== other.sha256;
  });
  if (wrong.length > 0) throw new OperatorError(`${words}: ${wrong.join(', ')}.`);
}
