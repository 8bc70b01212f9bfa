import { randomUUID } from 'node:crypto';
import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import { onConnection } from '#server/db/connection.ts';
import { searchColumns } from '#server/participants/search-text.ts';
import { writeChanges, writeTallies } from '#server/trajectories/store.ts';
import { asHistoryStep, type NewStep, wholeChange } from '#server/trajectories/trajectory-file.ts';
import { summed } from '#shared/figures/tallies.ts';
import { project } from '#shared/trajectory/projection.ts';
import type { BenchDatabase } from './database.ts';
import { chance, stepsOfLife } from './lives.ts';

export const OFFICES = ['24001', '24008', '24020', '24134', '24135'] as const;
export const WORKER = '00000000-0000-4000-8000-000000000001';

/** So many lives are written as any other, and then copied within the database. */
const ORIGINALS = 20_000;
const UNTIL = '2026-10-31';

/** The columns of a copied row that are not the original's: `t` stands for it, `g` for the copy's number. */
const COPIED: Record<string, Record<string, string>> = {
  participant: {
    id: copied('t.id'),
    code: 't.code || g',
    reference: "t.reference || '-' || g",
    last_name: 't.last_name || g',
    sort_name: 't.sort_name || g',
    search_text: 't.search_text || g',
    current_trajectory_id: copied('t.current_trajectory_id'),
  },
  profile: { id: "nextval('profile_id_seq')", participant_id: copied('t.participant_id') },
  trajectory: { id: copied('t.id'), participant_id: copied('t.participant_id'), code: 't.code || g' },
  step: { id: copied('t.id'), trajectory_id: copied('t.trajectory_id'), sequence: "nextval('step_sequence_seq')" },
  stay: { id: "nextval('stay_id_seq')", trajectory_id: copied('t.trajectory_id') },
  milestones: { id: "nextval('milestones_id_seq')", trajectory_id: copied('t.trajectory_id') },
};

/** The id of a copy, made from the original's: of the shape that the API takes for a uuid. */
function copied(column: string): string {
  return `overlay(overlay(md5(${column}::text || g) placing '4' from 13) placing '8' from 17)::uuid`;
}

/**
 * A region of so many trajectories of some six steps each: up to 20,000 different lives written as any other, and copied within the
 * database under ids, codes and names of their own, with the tallies multiplied: what a rebuild would make of them.
 */
export async function fillRegion({ prisma: db, source }: BenchDatabase, trajectories: number): Promise<void> {
  const originals = Math.min(ORIGINALS, trajectories);
  const copies = Math.ceil(trajectories / originals) - 1;
  await db.user.create({
    data: { id: WORKER, email: 'bench@example.org', name: 'Bench', role: 'case-worker', createdAt: new Date() },
  });
  await db.municipality.createMany({ data: OFFICES.map((code) => ({ code, name: `Gemeente ${code}` })) });
  await db.userMunicipality.createMany({ data: OFFICES.map((municipalityCode) => ({ userId: WORKER, municipalityCode })) });
  for (let first = 0; first < originals; first += 200) {
    await db.$transaction((tx) => writeOriginals(tx, first, Math.min(originals, first + 200)), { timeout: 60_000 });
  }
  if (copies > 0) await db.$transaction((tx) => copyRegion(tx, copies), { timeout: 3_600_000 });
  // On a connection of its own: a request's statement would be cut off.
  await onConnection(source, ({ rows }) => rows('vacuum analyze'));
}

/** Indexes that answer no constraint are made again afterwards, at once: a tenth of the time at a million. */
async function copyRegion(tx: Transaction, copies: number): Promise<void> {
  await tx.$executeRaw`set local statement_timeout = 0`;
  // Rows that were right are right as copies: no trigger need look at each.
  await tx.$executeRaw`set local session_replication_role = replica`;
  const tables = Object.keys(COPIED);
  const indexes = await tx.$queryRaw<{ name: string; definition: string }[]>`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid::regclass::text = any(${tables}::text[])
      and not exists (select from pg_constraint where conindid = i.indexrelid)`;
  for (const { name } of indexes) await tx.$executeRaw(Prisma.raw(`drop index "${name}"`));
  for (const [table, own] of Object.entries(COPIED)) {
    const columns = await tx.$queryRaw<{ name: string }[]>`
      select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`;
    const values = columns.map(({ name }) => own[name] ?? `t."${name}"`);
    await tx.$executeRaw(
      Prisma.raw(`insert into "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')}) overriding system value
        select ${values.join(', ')} from "${table}" t cross join generate_series(1, ${copies}) g`),
    );
  }
  for (const { definition } of indexes) await tx.$executeRaw(Prisma.raw(definition));
  await tx.$executeRaw`update tally set count = count * (${copies}::int + 1)`;
}

async function writeOriginals(tx: Transaction, first: number, end: number): Promise<void> {
  const at = '2026-11-01T00:00:00.000Z';
  const lives = Array.from({ length: end - first }, (_, place) => lifeOf(first + place, at));
  await tx.participant.createMany({ data: lives.map(({ participant }) => participant) });
  await tx.profile.createMany({
    data: lives.map(({ participant: { id, gender, education, birthDate } }) => ({
      participantId: id,
      recordedAt: new Date(at),
      gender,
      education,
      birthDate,
    })),
  });
  await writeChanges(
    tx,
    lives.map(({ change }) => change),
  );
  await writeTallies(tx, summed(lives.flatMap(({ change }) => change.tallies)));
}

function lifeOf(index: number, at: string) {
  const office = OFFICES[index % OFFICES.length] ?? OFFICES[0];
  const steps: NewStep[] = stepsOfLife(index, UNTIL).map((step) => ({
    id: randomUUID(),
    step,
    rank: null,
    note: null,
    recordedAt: at,
    recordedBy: WORKER,
  }));
  const profile = {
    birthDate: `${1960 + Math.floor(chance(index, 20) * 45)}-05-05`,
    gender: chance(index, 21) < 0.5 ? 'f' : 'm',
    education: chance(index, 22) < 0.6 ? 'low' : 'middle',
  };
  const participantId = randomUUID();
  const names = { firstName: `Voornaam${index}`, lastName: `Naam${index}`, reference: `R${index}`, code: `GEM-${index}-` };
  const projection = project(
    office,
    steps.map(({ id, step }, order) => ({ step: asHistoryStep({ id, step, order }), recordedAt: at, withdrawnAt: null })),
    [{ profile, recordedAt: at }],
  );
  return {
    participant: {
      id: participantId,
      ...names,
      ...searchColumns(names),
      municipalityCode: office,
      referenceMunicipality: office,
      ...profile,
      birthDate: new Date(profile.birthDate),
      version: 1,
      createdAt: new Date(at),
    },
    change: wholeChange({ id: randomUUID(), participantId, label: '1', referralMunicipality: office }, projection, {
      steps,
      withdrawals: [],
    }),
  };
}
