import type { Source } from './client.ts';

/** One connection of the driver, for statements about tables whose names are data: backup and restore. Prisma knows its models only. */
export type Connection = {
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** A name of the catalogue as SQL takes it. */
  quote(name: string): string;
};

export async function onConnection<T>(source: Source, work: (connection: Connection) => Promise<T>): Promise<T> {
  const { default: pg } = await import('pg');
  const quote = pg.escapeIdentifier;
  if (source.kind === 'embedded') {
    return work({
      rows: async <Row extends object>(sql: string, values = []) => (await source.pglite.query<Row>(sql, [...values])).rows,
      quote,
    });
  }
  const client = new pg.Client({
    connectionString: source.url,
    application_name: 'doorstroom recovery',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // A connection that breaks is told by the statement that was under way; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work({
      rows: async <Row extends object>(sql: string, values = []) => (await client.query<Row>(sql, [...values])).rows,
      quote,
    });
  } finally {
    await client.end();
  }
}
