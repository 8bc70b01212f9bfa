import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { auditChain } from '#server/audit/append.ts';
import { sealKeys } from '#server/audit/seal.ts';
import { readHead } from '#server/audit/store.ts';
import { type Remembered, type Verification, verifyChain } from '#server/audit/verify.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Transaction } from '#server/db/client.ts';
import { aLine } from '../setup/audit.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';

const OLD = randomBytes(32).toString('hex');
const NEW = randomBytes(32).toString('hex');
const KEYS = sealKeys({ secret: NEW, previousSecrets: [OLD] });
const LINES = 40;
/** From this line on under the new secret. */
const ROTATED = 21;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  const [before, since] = [auditChain({ secret: OLD }), auditChain({ secret: NEW })];
  for (let line = 1; line <= LINES; line++) {
    const chain = line < ROTATED ? before : since;
    // Every third line says as little as a line can.
    const bare = {
      userId: null,
      role: null,
      participantId: null,
      subject: null,
      reason: null,
      details: null,
      address: null,
      requestId: null,
    };
    await asActor(database.prisma, 'system', (tx) => chain.append(tx, aLine(line % 3 === 0 ? bare : {})));
  }
});
afterAll(() => database.close());

class TakenBack extends Error {}

/** What verifying finds after somebody who may do everything in the database did this; it is taken back. */
async function foundAfter(
  statements: readonly string[],
  { remembered = [], keys = KEYS }: { remembered?: Remembered[]; keys?: typeof KEYS } = {},
) {
  let found: Verification | undefined;
  const tamper = async (tx: Transaction) => {
    await tx.$executeRaw`alter table audit disable trigger audit_append_only`;
    for (const statement of statements) await tx.$executeRaw(Prisma.raw(statement));
    found = await verifyChain((_actor, work) => work(tx), keys, remembered);
    throw new TakenBack();
  };
  await asActor(database.prisma, 'system', tamper).catch((error) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  if (!found) throw new Error('nothing was verified');
  const { badPlaces, badPlacesFound } = found;
  const more = badPlacesFound - badPlaces.length;
  return [...badPlaces.map(({ kind, from, to }) => `${kind} ${from}-${to}`), ...(more > 0 ? [`and ${more} more`] : [])];
}

const noted = async (): Promise<Remembered> => ({ ...(await database.reads('system', readHead)), by: 'anchor' });

describe('a log that nobody touched', () => {
  it('is whole, over a change of secret too', async () => {
    const { badPlaces, lines, head } = await verifyChain(database.reads, KEYS, [await noted()]);
    expect({ badPlaces, lines, last: head?.sequence }).toEqual({ badPlaces: [], lines: LINES, last: BigInt(LINES) });
  });

  it('cannot be verified where it was sealed with a secret that is no longer given', async () => {
    expect(await foundAfter([], { keys: sealKeys({ secret: NEW, previousSecrets: [] }) })).toEqual([`unknown-key 1-${ROTATED - 1}`]);
  });
});

describe('an edit is found', () => {
  const EDITS = {
    at: "at + interval '1 millisecond'",
    user_id: 'gen_random_uuid()',
    role: "'administrator'",
    action: "'getTrajectory'",
    kind: "'search'",
    outcome: "'resource.not-found'",
    participant_id: 'gen_random_uuid()',
    subject_type: "'participant'",
    subject_id: "'x'",
    reason: "'correction'",
    details: "'{}'",
    address: "'192.0.2.8'",
    request_id: "'x'",
  };

  it.each(Object.entries(EDITS))('of %s, where there was something and where there was nothing', async (column, value) => {
    for (const line of [10, 12]) {
      expect(await foundAfter([`update audit set ${column} = ${value} where sequence = ${line}`])).toEqual([`unfitting ${line}-${line}`]);
    }
  });

  it.each(Object.keys(EDITS).filter((column) => !['at', 'action', 'kind', 'outcome'].includes(column)))(
    'of %s that is emptied',
    async (column) => {
      expect(await foundAfter([`update audit set ${column} = null where sequence = 10`])).toEqual(['unfitting 10-10']);
    },
  );

  it('of the seal, or of the name of its key', async () => {
    expect(await foundAfter(["update audit set seal = '\\x00' where sequence = 10"])).toEqual(['unfitting 10-11']);
    expect(await foundAfter(["update audit set key_id = 'x' where sequence = 10"])).toEqual(['unknown-key 10-10']);
    expect(
      await foundAfter([`update audit set key_id = (select key_id from audit where sequence = ${LINES}) where sequence = 10`]),
    ).toEqual(['unfitting 10-10']);
  });

  it('in every table column: each is under the seal', async () => {
    const columns = await database.prisma.$queryRaw<{ name: string }[]>`
      select column_name as name from information_schema.columns where table_name = 'audit' and table_schema = 'public'`;
    const tried = [...Object.keys(EDITS), 'sequence', 'seal', 'key_id'];
    expect(columns.map(({ name }) => name).toSorted()).toEqual(tried.toSorted());
  });
});

describe('what else is found', () => {
  it('a deletion in the middle, of one line or several', async () => {
    expect(await foundAfter(['delete from audit where sequence = 7'])).toEqual(['missing 7-7']);
    expect(await foundAfter(['delete from audit where sequence between 7 and 9 or sequence = 30'])).toEqual([
      'missing 7-9',
      'missing 30-30',
    ]);
  });

  it('a deletion that the lines after it are moved up over', async () => {
    const places = await foundAfter([
      'delete from audit where sequence = 35',
      'update audit set sequence = -(sequence - 1) where sequence > 35',
      'update audit set sequence = -sequence where sequence < 0',
      'update audit_head set sequence = sequence - 1',
    ]);
    expect(places).toEqual(['unfitting 35-39']);
  });

  it('two lines that changed places', async () => {
    const places = await foundAfter([
      'update audit set sequence = -1 where sequence = 10',
      'update audit set sequence = 10 where sequence = 15',
      'update audit set sequence = 15 where sequence = -1',
    ]);
    expect(places).toEqual(['unfitting 10-11', 'unfitting 15-16']);
  });

  it('a line put in at the end, or beyond the head', async () => {
    const insert = `insert into audit (sequence, at, action, kind, outcome, key_id, seal)
      select ${LINES + 1}, now(), 'signIn', 'session', 'done', key_id, seal from audit where sequence = ${LINES}`;
    expect(await foundAfter([insert])).toEqual([`unfitting ${LINES + 1}-${LINES + 1}`, `beyond-head ${LINES + 1}-${LINES + 1}`]);
    expect(await foundAfter([insert, `update audit_head set sequence = ${LINES + 1}`])).toEqual([`unfitting ${LINES + 1}-${LINES + 1}`]);
  });

  it('a tail that was cut off, as the head says', async () => {
    expect(await foundAfter(['delete from audit where sequence > 37'])).toEqual(['missing 38-40']);
  });

  it('a head that was replaced, put back or taken away', async () => {
    expect(await foundAfter(["update audit_head set seal = '\\x00'"])).toEqual(['head-replaced 40-40']);
    expect(await foundAfter(['update audit_head set sequence = 37, seal = (select seal from audit where sequence = 37)'])).toEqual([
      'beyond-head 38-40',
    ]);
    expect(await foundAfter(['delete from audit_head'])).toEqual(['no-head 40-40']);
  });

  it('a tail that was cut off together with the head, by what is remembered outside only', async () => {
    const cut = [
      'delete from audit where sequence > 37',
      'update audit_head set sequence = 37, seal = (select seal from audit where sequence = 37)',
    ];
    expect(await foundAfter(cut)).toEqual([]);
    expect(await foundAfter(cut, { remembered: [await noted()] })).toEqual(['cut 38-40']);
  });

  it('everything taken away, by what is remembered outside', async () => {
    const emptied = ['delete from audit', "update audit_head set sequence = 0, seal = ''"];
    expect(await foundAfter(emptied, { remembered: [await noted()] })).toEqual(['cut 1-40']);
  });

  it('a chain written anew by who holds the secret too, by what is remembered outside', async () => {
    const remembered = await noted();
    const other = { ...remembered, seal: Uint8Array.from(remembered.seal, (byte) => byte ^ 1) };
    expect(await foundAfter([], { remembered: [other] })).toEqual(['rewritten 40-40']);
    expect(await foundAfter([], { remembered: [{ ...remembered, seal: remembered.seal.subarray(0, 8) }] })).toEqual([]);
  });
});

it('no more places are named than one can look at, and all are counted', async () => {
  const gaps = `insert into audit (sequence, at, action, kind, outcome, key_id, seal)
    select 1000 + 2 * n, now(), 'x', 'read', 'done', key_id, seal from audit, generate_series(1, 300) n where sequence = ${LINES}`;
  const places = await foundAfter([gaps]);
  expect(places.slice(0, 2)).toEqual(['missing 41-1001', 'missing 1003-1003']);
  expect(places.at(-1)).toBe('and 201 more');
});
