import { setImmediate as turn } from 'node:timers/promises';
import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { StagedRow } from './check-row.ts';

// ——— staging

export async function insertRows(tx: Transaction, importId: string, rows: readonly StagedRow[]): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into import_row (import_id, line, participant, trajectory, cells)
    select ${importId}::uuid, x.line, x.participant, x.trajectory, coalesce(x.good, 'null')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(line int, participant text, trajectory text, good jsonb)`);
}

/** The next rows in the order of participant, trajectory and line. */
export function nextRows(tx: Transaction, importId: string, after: StagedRow | undefined, limit: number): Promise<StagedRow[]> {
  const beyond = after
    ? Prisma.sql`and (participant, trajectory, line) > (${after.participant}, ${after.trajectory}, ${after.line}::int)`
    : Prisma.empty;
  return tx.$queryRaw<StagedRow[]>(Prisma.sql`
    select line, participant, trajectory, cells as good from import_row
    where import_id = ${importId}::uuid ${beyond}
    order by participant, trajectory, line limit ${limit}`);
}

/** Removes some of the staged rows. @returns how many: fewer than asked when no more are there */
export function deleteRows(tx: Transaction, importId: string, limit: number): Promise<number> {
  return tx.$executeRaw(Prisma.sql`
    delete from import_row where import_id = ${importId}::uuid
      and line in (select line from import_row where import_id = ${importId}::uuid order by line limit ${limit})`);
}

/** Whatever rows an import left behind that did not come to its end. */
export function deleteAllRows(tx: Transaction): Promise<number> {
  return tx.$executeRaw(Prisma.sql`delete from import_row`);
}

// ——— one at a time

// Any number, as long as it is ours: the letters d-o-o-i.
const IMPORT_LOCK = 0x646f6f69;

/** @returns false when another import of this database is being taken over; else none begins until this transaction ends */
export async function lockImports(tx: Transaction): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isMine: boolean }[]>(Prisma.sql`select pg_try_advisory_xact_lock(${IMPORT_LOCK}) as "isMine"`);
  return row?.isMine ?? false;
}

export async function isImportLocked(tx: Transaction): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isLocked: boolean }[]>(Prisma.sql`
    select exists (
      select from pg_locks where locktype = 'advisory' and granted and classid = 0 and objid = ${IMPORT_LOCK}::bigint::oid
        and database = (select oid from pg_database where datname = current_database())) as "isLocked"`);
  return row?.isLocked ?? false;
}

// ——— whom the rows are about

export interface KnownPerson {
  readonly id: string;
  readonly code: string;
  readonly reference: string | null;
  readonly municipality: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly birthDate: string | null;
  readonly gender: string | null;
  readonly education: string | null;
  readonly language: string | null;
  readonly isErased: boolean;
}

export interface Candidate {
  /** As the file names the person. */
  readonly named: string;
  /** The office whose reference it is; null where the name is the person's code. */
  readonly referenceMunicipality: string | null;
  readonly person: KnownPerson;
}

/** Who may be meant: by the reference of one of the municipalities that the rows name, or by the code. */
export function findCandidates(
  tx: Transaction,
  named: readonly { participant: string; municipalities: readonly string[] }[],
): Promise<Candidate[]> {
  const person = Prisma.sql`json_build_object(
    'id', p.id, 'code', p.code, 'reference', p.reference, 'municipality', p.municipality, 'firstName', p.first_name, 'lastName', p.last_name,
    'birthDate', p.birth_date, 'gender', p.gender, 'education', p.education, 'language', p.language, 'isErased', p.erased_at is not null) as person`;
  return tx.$queryRaw<Candidate[]>(Prisma.sql`
    with named as (select * from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as x(participant text, municipalities text[]))
    select n.participant as named, p.reference_municipality as "referenceMunicipality", ${person}
    from named n cross join lateral unnest(n.municipalities) as m(code)
    join participant p on p.reference_municipality = m.code and p.reference = n.participant
    union all
    select n.participant, null, ${person} from named n join participant p on p.code = n.participant`);
}

/** Of these names, the references that somebody of our own offices has, also where that person is with another office by now. */
export function takenReferences(tx: Transaction, names: readonly string[]): Promise<{ reference: string; municipality: string }[]> {
  return tx.$queryRaw(Prisma.sql`select reference, municipality from taken_references(${names}::text[])`);
}

/**
 * Keeps these participants and their trajectories as they are until the end of the transaction. In this order, because whoever
 * records a step takes the trajectory first and then the participant.
 */
export async function lockParticipants(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw(Prisma.sql`select id from trajectory where participant_id = any(${ids}::uuid[]) order by id for update`);
  await tx.$queryRaw(Prisma.sql`select id from participant where id = any(${ids}::uuid[]) order by id for update`);
}

/** The codes among these that somebody has. */
export async function takenCodes(tx: Transaction, codes: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ code: string }[]>(Prisma.sql`select code from taken_codes(${codes}::text[]) code`);
  return rows.map(({ code }) => code);
}

export interface PersonColumns extends Omit<KnownPerson, 'municipality' | 'isErased'> {
  readonly sortName: string;
  readonly searchText: string;
}

export type NewPerson = PersonColumns & { readonly municipality: string; readonly createdAt: string };

/**
 * Each with the first row of what is known of the profile: figures "as known at" begin there. Two statements, because row-level security
 * lets a profile in with a participant that it sees.
 */
export async function insertParticipants(tx: Transaction, people: readonly NewPerson[]): Promise<void> {
  const json = JSON.stringify(people);
  await tx.$executeRaw(Prisma.sql`
    insert into participant (id, code, municipality, reference, reference_municipality, first_name, last_name, sort_name, search_text,
      birth_date, gender, education, language, version, created_at)
    select id, code, municipality, reference, municipality, "firstName", "lastName", "sortName", "searchText",
      "birthDate", gender, education, language, 1, "createdAt"
    from jsonb_to_recordset(${json}::jsonb) as x(
      id uuid, code text, municipality text, reference text, "firstName" text, "lastName" text, "sortName" text, "searchText" text,
      "birthDate" date, gender text, education text, language text, "createdAt" timestamptz)`);
  await tx.$executeRaw(Prisma.sql`
    insert into profile (participant_id, recorded_at, birth_date, gender, education)
    select id, "createdAt", "birthDate", gender, education
    from jsonb_to_recordset(${json}::jsonb) as x(id uuid, "birthDate" date, gender text, education text, "createdAt" timestamptz)`);
}

/** `profileAt` where what figures break down by has changed: when. */
export type ChangedPerson = PersonColumns & { readonly profileAt: string | null };

export async function updateParticipants(tx: Transaction, people: readonly ChangedPerson[]): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    with input as (
      select * from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as x(
        id uuid, "firstName" text, "lastName" text, "sortName" text, "searchText" text,
        "birthDate" date, gender text, education text, language text, "profileAt" timestamptz)
    ),
    profiles as (
      insert into profile (participant_id, recorded_at, birth_date, gender, education)
      select id, "profileAt", "birthDate", gender, education from input where "profileAt" is not null
    )
    update participant p
    set first_name = x."firstName", last_name = x."lastName", sort_name = x."sortName", search_text = x."searchText",
      birth_date = x."birthDate", gender = x.gender, education = x.education, language = x.language, version = p.version + 1
    from input x where p.id = x.id`);
}

// ——— municipalities

export function loadMunicipalities(tx: Transaction): Promise<{ code: string; name: string }[]> {
  return tx.municipality.findMany({ select: { code: true, name: true } });
}

/** Text that becomes code and name of a municipality. @returns the codes it made */
export async function insertMunicipalities(tx: Transaction, texts: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ code: string }[]>(Prisma.sql`
    insert into municipality (code, name) select x, x from unnest(${texts}::text[]) x on conflict do nothing returning code`);
  return rows.map(({ code }) => code);
}

// ——— afterwards

/** Lets the database know what it holds after many rows came at once; the embedded one never finds out by itself. */
export async function refreshStatistics(tx: Transaction): Promise<void> {
  for (const statement of ANALYZE) {
    await tx.$executeRaw(statement);
    await turn();
  }
}

const ANALYZE = [
  Prisma.sql`analyze participant, profile, trajectory`,
  Prisma.sql`analyze step`,
  Prisma.sql`analyze stay`,
  Prisma.sql`analyze milestones, tally`,
];

// ——— who records what the shell imports

/** An account that cannot sign in, made when it is not there yet. @returns its id */
export async function ensureUser(
  tx: Transaction,
  { id, email, name, role, isDemo, now }: { id: string; email: string; name: string; role: string; isDemo: boolean; now: Date },
): Promise<string> {
  const data = { id, email, name, role, isDemo, createdAt: now, disabledAt: now };
  const user = await tx.user.upsert({ where: { email }, create: data, update: {}, select: { id: true } });
  return user.id;
}
