import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import { nameColumns } from '#server/organisations/name-columns.ts';
import { insertOrganisation } from '#server/organisations/store.ts';
import type { PlainDate } from '#shared/plain-date.ts';
import type { DemoUser } from './demo-users.ts';
import type { DemoOrganisation } from './organisations.ts';
import type { Office } from './region.ts';
import type { DemoParticipant } from './simulate-region.ts';

/** What a database holds already, as far as it matters to the demo data. */
export interface Holdings {
  readonly realUsers: boolean;
  readonly demoUsers: boolean;
  readonly people: boolean;
}

export async function holdings(db: Pick<Transaction, '$queryRaw'>): Promise<Holdings> {
  const [found] = await db.$queryRaw<Holdings[]>(Prisma.sql`
    select exists(select from "user" where not is_demo) as "realUsers", exists(select from "user" where is_demo) as "demoUsers",
      exists(select from participant) as people`);
  return found ?? { realUsers: false, demoUsers: false, people: false };
}

/** Two starts at once on one PostgreSQL: the second waits here and then finds the data. */
export async function takeTurn(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock(${TURN})`);
}

/** Any number that nothing else in Doorstroom takes. */
const TURN = 24_008_201;

export async function insertMunicipalities(tx: Transaction, offices: readonly Office[]): Promise<void> {
  await tx.municipality.createMany({ data: offices.map(({ code, name }) => ({ code, name })), skipDuplicates: true });
}

export async function insertUsers(tx: Transaction, users: readonly (DemoUser & { passwordHash: string | undefined })[]): Promise<void> {
  await tx.user.createMany({
    data: users.map(({ id, email, name, role, passwordHash, from, until }) => ({
      id,
      email,
      name,
      role,
      isDemo: true,
      createdAt: startOf(from),
      setUpAt: passwordHash === undefined ? null : startOf(from),
      disabledAt: until === null ? null : new Date(`${until}T16:00:00Z`),
    })),
  });
  await tx.credential.createMany({
    data: users.flatMap(({ id, passwordHash, from }) =>
      passwordHash === undefined ? [] : { userId: id, passwordHash, recoveryCodes: [], changedAt: startOf(from) },
    ),
  });
  await tx.userMunicipality.createMany({
    data: users.flatMap(({ id, municipalities }) => municipalities.map((municipalityCode) => ({ userId: id, municipalityCode }))),
  });
}

export async function insertOrganisations(tx: Transaction, organisations: readonly DemoOrganisation[]): Promise<void> {
  for (const { proposedBy, createdAt, ...organisation } of organisations) {
    const unknown = { kbo: null, contact: null, version: 1 };
    const columns = { ...organisation, ...unknown, ...nameColumns({ name: organisation.name, kbo: null }) };
    await insertOrganisation(tx, columns, { proposedBy, createdAt: new Date(createdAt) });
  }
}

function startOf(day: PlainDate): Date {
  return new Date(`${day}T08:00:00Z`);
}

/** People and what was known of them from when on; their trajectories are written after them. */
export async function insertParticipants(tx: Transaction, participants: readonly DemoParticipant[]): Promise<void> {
  const rows = participants.map(({ profiles: _profiles, trajectories: _trajectories, ...columns }) => columns);
  const profiles = participants.flatMap(({ id, profiles: known }) =>
    known.map(({ profile, recordedAt }) => ({ participant: id, recordedAt, ...profile })),
  );
  await tx.$executeRaw(Prisma.sql`
    insert into participant (id, code, municipality, reference, reference_municipality, first_name, last_name, sort_name, search_text,
      birth_date, gender, education, language, worker_id, version, created_at)
    select id, code, municipality, reference, municipality, "firstName", "lastName", "sortName", "searchText",
      "birthDate", gender, education, language, "workerId", version, "createdAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(
      id uuid, code text, municipality text, reference text, "firstName" text, "lastName" text, "sortName" text, "searchText" text,
      "birthDate" date, gender text, education text, language text, "workerId" uuid, version int, "createdAt" timestamptz)`);
  await tx.$executeRaw(Prisma.sql`
    insert into profile (participant_id, recorded_at, birth_date, gender, education)
    select participant, "recordedAt", "birthDate", gender, education
    from jsonb_to_recordset(${JSON.stringify(profiles)}::jsonb) as x(
      participant uuid, "recordedAt" timestamptz, "birthDate" date, gender text, education text)
    order by "recordedAt"`);
}

/** A running trajectory of an office on which nothing happened for a month before a day; undefined where there is none. */
export async function findQuietFile(
  tx: Pick<Transaction, '$queryRaw'>,
  office: string,
  day: string,
): Promise<{ id: string; version: number } | undefined> {
  const [file] = await tx.$queryRaw<{ id: string; version: number }[]>(Prisma.sql`
    select t.id, t.version from trajectory t
    where t.office = ${office} and t.municipality = ${office} and t.stage in ('screening', 'socialEconomy') and t.presence = 'active'
      and t.last_step_on < ${day}::date - 30 and t.recorded_at < ${day}::date
      and not exists (select from handover h where h.trajectory_id = t.id)
    order by t.last_step_on desc, t.id limit 1`);
  return file;
}

/** The day of the latest recording; undefined without any. */
export async function lastRecording(tx: Pick<Transaction, '$queryRaw'>): Promise<PlainDate | undefined> {
  const [found] = await tx.$queryRaw<{ day: PlainDate | null }[]>(Prisma.sql`
    select to_char(max(recorded_at) at time zone 'Europe/Brussels', 'YYYY-MM-DD') as day from step`);
  return found?.day ?? undefined;
}
