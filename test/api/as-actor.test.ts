import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor } from '#server/db/as-actor.ts';
import type { Transaction } from '#server/db/client.ts';
import { isWriteConflict } from '#server/db/conflicts.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.prisma
    .$executeRaw`create table counter (id int primary key, value int not null, foreign key (value) references counter (id) deferrable initially deferred)`;
  await database.prisma.$executeRaw`insert into counter values (1, 1), (2, 2)`;
});
afterAll(() => database.close());

/** PostgreSQL says so where two transactions meet; here a function says it, so that it also happens on one connection. */
async function conflict(tx: Transaction, code: '40001' | '40P01'): Promise<void> {
  await tx.$executeRawUnsafe(`do $$ begin raise exception 'conflict' using errcode = '${code}'; end $$`);
}

async function names(): Promise<string[]> {
  return (await database.prisma.municipality.findMany({ orderBy: { code: 'asc' } })).map(({ name }) => name);
}

describe('a transaction', () => {
  it('is done again after a conflict, and leaves nothing of the attempts before', async () => {
    let attempts = 0;
    const code = await asActor(database.prisma, 'system', async (tx) => {
      attempts += 1;
      const { code } = await tx.municipality.create({ data: { code: `A${attempts}`, name: `Attempt ${attempts}` } });
      if (attempts === 1) await conflict(tx, '40001');
      if (attempts === 2) await conflict(tx, '40P01');
      return code;
    });
    expect(code).toBe('A3');
    expect(await names()).toEqual(['Attempt 3']);
  });

  it('reads lists of texts as they are', async () => {
    const lists = [
      [],
      ['a'],
      ['se-first', '<25'],
      [''],
      ['NULL', null],
      [null, 'a'],
      ['a,b', 'c d'],
      ['"', '\\', '{}'],
      ['{a}'],
      ['é', '€ 5'],
    ];
    const read = (list: (string | null)[]) =>
      database.reads('system', (tx) => tx.$queryRaw<{ list: unknown }[]>`select ${list}::text[] as list`);
    for (const list of lists) expect(await read(list)).toEqual([{ list }]);
  });

  it('lets others have a turn between its long statements', async () => {
    let turns = 0;
    const others = setInterval(() => (turns += 1), 1);
    const before = await database.reads('system', async (tx) => {
      const turnsBefore: number[] = [];
      for (let statement = 0; statement < 4; statement++) {
        await tx.$queryRaw`select count(*) from generate_series(1, 400000)`;
        turnsBefore.push(turns);
      }
      return turnsBefore;
    });
    clearInterval(others);
    expect(new Set(before).size).toBe(4);
  });

  it('is given up after three more attempts', async () => {
    let attempts = 0;
    const work = asActor(database.prisma, 'system', async (tx) => {
      attempts += 1;
      await conflict(tx, '40001');
    });
    await expect(work).rejects.toSatisfy(isWriteConflict);
    expect(attempts).toBe(4);
  });

  it('is not done again for any other error, and leaves nothing', async () => {
    let attempts = 0;
    const work = asActor(database.prisma, 'system', async (tx) => {
      attempts += 1;
      await tx.municipality.create({ data: { code: 'X', name: 'Nowhere' } });
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(attempts).toBe(1);
    expect(await names()).not.toContain('Nowhere');
  });

  it('fails when its commit fails', async () => {
    const work = asActor(database.prisma, 'system', async (tx) => {
      await tx.$executeRaw`update counter set value = 99 where id = 1`;
    });
    await expect(work).rejects.toThrow();
    expect(await database.prisma.$queryRaw`select value from counter where id = 1`).toEqual([{ value: 1 }]);
  });

  it('that ran out of time leaves nothing, and the database to the next', async () => {
    const slow = asActor(
      database.prisma,
      'system',
      async (tx) => {
        await tx.municipality.create({ data: { code: 'S', name: 'Slow' } });
        await wait(150);
        await tx.municipality.count();
      },
      { timeout: 100 },
    );
    await expect(slow).rejects.toMatchObject({ code: 'P2028' });
    expect(await names()).not.toContain('Slow');
  });

  it('that waited too long for its turn is turned away, and the database goes on', async () => {
    const holders = 10;
    let release = () => {};
    const isFree = new Promise<void>((resolve) => {
      release = resolve;
    });
    // As many as the pool of PostgreSQL; the embedded database has one place, so that the others queue here already.
    const holding = Array.from({ length: holders }, () => asActor(database.prisma, 'system', () => isFree));
    await expect(asActor(database.prisma, 'system', (tx) => tx.municipality.count(), { maxWait: 200 })).rejects.toThrow();
    release();
    await Promise.all(holding);
    expect(await asActor(database.prisma, 'system', (tx) => tx.municipality.count())).toBe(1);
  });
});

describe('a transaction straight from the driver', () => {
  it('is done again after a conflict, and leaves nothing of the attempt before', async () => {
    let attempts = 0;
    await database.writes('system', async (tx) => {
      attempts += 1;
      await tx.$executeRaw`insert into municipality (code, name) values (${`D${attempts}`}, ${`Direct ${attempts}`})`;
      if (attempts === 1) await tx.$executeRaw`do $$ begin raise exception 'conflict' using errcode = '40001'; end $$`;
    });
    expect(await names()).toContain('Direct 2');
    expect(await names()).not.toContain('Direct 1');
  });

  it('is not taken for stored when one of its statements failed and nobody minded', async () => {
    const work = database.writes('system', async (tx) => {
      await tx.$executeRaw`insert into municipality (code, name) values ('L', 'Lost')`;
      await tx.$executeRaw`select 1 / 0`.catch(() => undefined);
    });
    await expect(work).rejects.toThrow();
    expect(await names()).not.toContain('Lost');
  });
});
