import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { Tally } from '#shared/figures/tallies.ts';
import type { Milestones, Profile } from '#shared/trajectory/milestones.ts';
import type { Known, PlacedStay } from '#shared/trajectory/projection.ts';
import { STAGES } from '#shared/trajectory/states.ts';
import {
  insertMilestones,
  insertStays,
  MILESTONES_JSON,
  milestoneColumns,
  milestoneRecords,
  STAY_JSON,
  stayRecords,
} from './projection-store.ts';
import type { currentColumns } from './trajectory-file.ts';

export type CurrentColumns = ReturnType<typeof currentColumns>;

/** Lets everybody read and nobody write until the transaction ends: what is compared must not move. */
export async function lockOutWriters(tx: Transaction): Promise<void> {
  await tx.$executeRaw(
    Prisma.sql`lock table participant, profile, trajectory, step, withdrawal, stay, milestones, tally, handover in share row exclusive mode`,
  );
}

/** Whether stays wait to be derived anew since a migration: the running ones tell, by an index. */
export async function hasUnfilledStays(tx: Transaction): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>(Prisma.sql`
    select from stay
    where stage in (${Prisma.join([...STAGES])}) and referred_on = '-infinity' and known_to is null and to_date is null
    limit 1`);
  return rows.length > 0;
}

/** Everything of one person: the truth, and what was derived from it. Instants as JSON of the database writes them. */
export interface StoredPerson {
  readonly id: string;
  readonly code: string;
  readonly municipality: string;
  readonly currentTrajectoryId: string | null;
  readonly stage: string | null;
  readonly profiles: readonly { readonly profile: Profile; readonly recordedAt: string }[];
  readonly trajectories: readonly StoredTrajectory[];
}

export interface StoredTrajectory {
  readonly id: string;
  readonly office: string;
  /** The office that keeps the file while it waits for another; null where it waits for none. */
  readonly waitsAt: string | null;
  readonly referralMunicipality: string;
  readonly columns: CurrentColumns;
  /** Not yet held against what a step is. */
  readonly steps: readonly {
    readonly id: string;
    readonly order: number;
    readonly step: unknown;
    readonly recordedAt: string;
    readonly withdrawnAt: string | null;
  }[];
  readonly stays: readonly StoredStay[];
  readonly milestones: readonly StoredMilestones[];
}

export type StoredStay = Known<PlacedStay> & { readonly rowId: string };
export type StoredMilestones = Known<Milestones> & { readonly rowId: string };

/** The next people in the order of their ids, each with everything. */
export async function nextPeople(tx: Transaction, after: string | undefined, limit: number): Promise<StoredPerson[]> {
  const rows = await tx.$queryRaw<{ person: StoredPerson }[]>(Prisma.sql`
    select json_build_object(
      'id', p.id, 'code', p.code, 'municipality', p.municipality, 'currentTrajectoryId', p.current_trajectory_id, 'stage', p.stage,
      'profiles', coalesce((
        select json_agg(json_build_object('recordedAt', f.recorded_at,
          'profile', json_build_object('birthDate', f.birth_date, 'gender', f.gender, 'education', f.education)) order by f.id)
        from profile f where f.participant_id = p.id), '[]'),
      'trajectories', coalesce((
        select json_agg(json_build_object(
          'id', t.id, 'office', t.office, 'referralMunicipality', t.referral_municipality,
          'waitsAt', (select h.from_office from handover h where h.trajectory_id = t.id and h.status = 'proposed'),
          'columns', json_build_object('programme', t.programme, 'municipality', t.municipality, 'state', t.state, 'stage', t.stage,
            'presence', t.presence, 'route', t.route, 'startedOn', t.started_on, 'endedOn', t.ended_on, 'stageSince', t.stage_since,
            'lastStepOn', t.last_step_on),
          'steps', coalesce((
            select json_agg(json_build_object('id', s.id, 'order', coalesce(s.rank, s.sequence), 'recordedAt', s.recorded_at, 'withdrawnAt', w.withdrawn_at,
              'step', json_build_object('type', s.type, 'occurredOn', s.occurred_on, 'details', s.details)) order by s.sequence)
            from step s left join withdrawal w on w.step_id = s.id where s.trajectory_id = t.id), '[]'),
          'stays', coalesce((
            select json_agg(json_build_object(
              'rowId', y.id::text, ${STAY_JSON}, 'knownFrom', y.known_from, 'knownTo', y.known_to) order by y.id)
            from stay y where y.trajectory_id = t.id), '[]'),
          'milestones', coalesce((
            select json_agg(json_build_object(
              'rowId', m.id::text, ${MILESTONES_JSON},
              'knownFrom', m.known_from, 'knownTo', m.known_to) order by m.id)
            from milestones m where m.trajectory_id = t.id), '[]')
        ) order by t.created_at, t.id)
        from trajectory t where t.participant_id = p.id), '[]')
    ) as person
    from participant p
    where ${after === undefined ? Prisma.sql`true` : Prisma.sql`p.id > ${after}::uuid`}
    order by p.id limit ${limit}`);
  return rows.map(({ person }) => person);
}

export async function deleteStays(tx: Transaction, rowIds: readonly string[]): Promise<void> {
  await tx.$executeRaw(Prisma.sql`delete from stay where id = any(${rowIds}::bigint[])`);
}

export async function deleteMilestones(tx: Transaction, rowIds: readonly string[]): Promise<void> {
  await tx.$executeRaw(Prisma.sql`delete from milestones where id = any(${rowIds}::bigint[])`);
}

/** Rows of the projections of one trajectory. */
export interface ProjectionRows {
  readonly trajectoryId: string;
  readonly stays: readonly Known<PlacedStay>[];
  readonly milestones: readonly Known<Milestones>[];
}

export async function insertProjections(tx: Transaction, projections: readonly ProjectionRows[]): Promise<void> {
  const stays = projections.flatMap(({ trajectoryId, stays }) => stays.map((stay) => ({ ...stay, trajectory: trajectoryId })));
  const milestones = projections.flatMap(({ trajectoryId, milestones }) =>
    milestones.map((each) => ({ ...milestoneColumns(each), trajectory: trajectoryId })),
  );
  await tx.$executeRaw(insertStays(stayRecords(JSON.stringify(stays))));
  await tx.$executeRaw(insertMilestones(milestoneRecords(JSON.stringify(milestones))));
}

export async function updateCurrentColumns(
  tx: Transaction,
  trajectories: readonly (CurrentColumns & { readonly id: string; readonly office: string })[],
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    update trajectory t
    set programme = x.programme, municipality = x.municipality, office = x.office, state = x.state, stage = x.stage, presence = x.presence, route = x.route,
      started_on = x."startedOn", ended_on = x."endedOn", stage_since = x."stageSince", last_step_on = x."lastStepOn"
    from jsonb_to_recordset(${JSON.stringify(trajectories)}::jsonb) as x(
      id uuid, programme text, municipality text, office text, state text, stage text, presence text, route text,
      "startedOn" date, "endedOn" date, "stageSince" date, "lastStepOn" date)
    where t.id = x.id`);
}

export interface CurrentTrajectory {
  readonly id: string;
  readonly currentTrajectoryId: string | null;
  readonly stage: string | null;
  readonly municipality: string;
}

export async function updateCurrentTrajectories(tx: Transaction, people: readonly CurrentTrajectory[]): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    update participant p set current_trajectory_id = x."currentTrajectoryId", stage = x.stage, municipality = x.municipality
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as x(id uuid, "currentTrajectoryId" uuid, stage text, municipality text)
    where p.id = x.id`);
}

export function loadTallies(tx: Transaction): Promise<Tally[]> {
  return tx.$queryRaw<Tally[]>(Prisma.sql`select figure, month::text, municipality, key, count from tally where count <> 0`);
}

/** Emptied, for all of them to be written anew. */
export async function deleteTallies(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`delete from tally`);
}
