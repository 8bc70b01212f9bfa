import { escapeLiteral, type Pool, type PoolClient, types as pgTypes } from 'pg';
import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from './client.ts';
import { type Actor, contextOf } from './context.ts';
import { keptName } from './kept.ts';

/** One transaction on behalf of an actor, of raw statements only. */
export type Direct = <T>(actor: Actor, work: (tx: Transaction) => Promise<T>) => Promise<T>;

/** Straight from the driver: on the hottest routes half of the time went into Prisma's own passing on of rows. */
export function directFrom(pool: Pool): Direct {
  return async (actor, work) => {
    const client = await pool.connect();
    // A database that stands still does not end a statement by itself, nor does a network that swallows everything: then we cut the line.
    let isCut = false;
    const deadline = setTimeout(() => {
      isCut = true;
      client.release(new Error('the database did not answer in time'));
    }, PATIENCE);
    try {
      // Both in one trip to the server; the values are quoted, because such a statement takes no parameters.
      await client.query(`begin; select ${contextOf(actor).map(settingText).join(', ')}`);
      const result = await work(transactionOn(client));
      // PostgreSQL answers the commit of a transaction in which a statement failed with a rollback, and no error.
      const { command } = await client.query('commit');
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back: an error of one of its statements was passed over');
      client.release();
      return result;
    } catch (error) {
      if (isCut) throw error;
      // A connection that cannot roll back is not given to the next.
      client.query('rollback').then(
        () => client.release(),
        (broken: Error) => client.release(broken),
      );
      throw error;
    } finally {
      clearTimeout(deadline);
    }
  };
}

/** Milliseconds: longer than a statement of a request may take (client.ts). */
const PATIENCE = 12_000;

function settingText([name, value]: readonly [string, string]): string {
  return `set_config(${escapeLiteral(name)}, ${escapeLiteral(value)}, true)`;
}

function transactionOn(client: PoolClient): Transaction {
  const run = (query: TemplateStringsArray | Prisma.Sql, rest: readonly unknown[]) => {
    const { text, values } = 'text' in query ? query : Prisma.sql(query, ...rest);
    return client.query({ name: keptName(text), text, values, types: { getTypeParser } });
  };
  const methods = new Map<PropertyKey, unknown>([
    ['$queryRaw', async (query: TemplateStringsArray | Prisma.Sql, ...rest: unknown[]) => (await run(query, rest)).rows],
    ['$executeRaw', async (query: TemplateStringsArray | Prisma.Sql, ...rest: unknown[]) => (await run(query, rest)).rowCount ?? 0],
    // Asked of anything that is awaited.
    ['then', undefined],
  ]);
  return new Proxy<Transaction>(Object.create(null), {
    get: (_, name) => {
      if (!methods.has(name)) throw new Error(`Straight from the driver there are raw statements, not ${String(name)}`);
      return methods.get(name);
    },
  });
}

const getTypeParser = (oid: number) => PARSERS[oid] ?? pgTypes.getTypeParser(oid);

const TEXTS: number = 1009;
const anyTexts: (text: string) => unknown = pgTypes.getTypeParser(TEXTS);

/** Figures answer with thousands of small lists. One without quotes, nulls and lists of its own is what stands between its commas. */
function texts(text: string): unknown {
  if (text === '{}') return [];
  const isPlain = !text.includes('"') && !text.includes('NULL') && !text.includes('{', 1);
  return isPlain ? text.slice(1, -1).split(',') : anyTexts(text);
}

/** As Prisma reads them: a date is midnight in UTC, a bigint keeps all its digits. */
const PARSERS: Record<number, (text: string) => unknown> = { 20: BigInt, [TEXTS]: texts, 1082: (day) => new Date(`${day}T00:00:00Z`) };
