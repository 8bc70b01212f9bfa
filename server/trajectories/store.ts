import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import { KEPT } from '#server/db/kept.ts';
import { FILE_HANDOVER_JSON } from '#server/handovers/store.ts';
import type { TrajectoryListItem } from '#shared/contract/trajectories.ts';
import type { Tally } from '#shared/figures/tallies.ts';
import type { Profile } from '#shared/trajectory/milestones.ts';
import {
  insertMilestones,
  insertStays,
  MILESTONES_JSON,
  milestoneColumns,
  milestoneRecords,
  STAY_JSON,
  stayRecords,
} from './projection-store.ts';
import { isElsewhere, type StepRecord, type TrajectoryChange, type TrajectoryFile } from './trajectory-file.ts';

/** Which municipalities a caller reaches. */
export type Reach = 'all' | readonly string[];

/**
 * A trajectory with its whole record, or undefined where there is none in reach. One statement, so that version, steps and stays
 * are of one moment; a writer that comes in between is found out by the version.
 */
export async function loadFile(tx: Transaction, id: string, reach: Reach): Promise<TrajectoryFile | undefined> {
  const [file] = await loadFiles(tx, loadStatement(id, reach));
  return file;
}

export function loadStatement(id: string, reach: Reach): Prisma.Sql {
  return filesWhere(Prisma.sql`t.id = ${id}::uuid and ${within(reach, Prisma.sql`t.office`)}`);
}

/** The trajectories of a participant, in the order of opening. */
export function loadFilesOfParticipant(tx: Transaction, participantId: string): Promise<TrajectoryFile[]> {
  return loadFiles(tx, filesWhere(Prisma.sql`t.participant_id = ${participantId}::uuid`));
}

/** The same of several participants at once. */
export function loadFilesOfParticipants(tx: Transaction, participantIds: readonly string[]): Promise<TrajectoryFile[]> {
  return loadFiles(tx, filesWhere(Prisma.sql`t.participant_id = any(${participantIds}::uuid[])`));
}

/**
 * What opening a trajectory asks of a participant; undefined where there is none in reach. The participant is locked before it is read,
 * so that of two offices, or two clicks, that open at once the second sees what the first did.
 */
export async function lockParticipant(tx: Transaction, id: string, reach: Reach): Promise<OpeningParticipant | undefined> {
  await tx.$queryRaw(Prisma.sql`select 1 from participant where id = ${id}::uuid for update`);
  const [row] = await tx.$queryRaw<{ participant: OpeningParticipant }[]>(Prisma.sql`
    select json_build_object(
      'code', t.code, 'municipality', t.municipality,
      'profile', json_build_object('birthDate', t.birth_date, 'gender', t.gender, 'education', t.education),
      'trajectories', (select count(*) from trajectory c where c.participant_id = t.id),
      'isRunning', coalesce(t.stage <> 'ended', false), 'isErased', t.erased_at is not null,
      'isWaiting', exists (select from handover h where h.participant_id = t.id and h.status = 'proposed')) as participant
    from participant t where t.id = ${id}::uuid and ${within(reach, Prisma.sql`t.municipality`)}`);
  return row?.participant;
}

interface OpeningParticipant {
  readonly code: string;
  readonly municipality: string;
  readonly profile: Profile;
  /** How many there are already. */
  readonly trajectories: number;
  readonly isRunning: boolean;
  readonly isErased: boolean;
  /** For another office to accept the file. */
  readonly isWaiting: boolean;
}

export async function isMunicipality(tx: Transaction, code: string): Promise<boolean> {
  return (await tx.$queryRaw<unknown[]>(Prisma.sql`select from municipality where code = ${code}`)).length > 0;
}

function within(reach: Reach, column: Prisma.Sql): Prisma.Sql {
  return reach === 'all' ? Prisma.sql`true` : Prisma.sql`${column} = any(${reach}::text[])`;
}

async function loadFiles(tx: Transaction, statement: Prisma.Sql): Promise<TrajectoryFile[]> {
  const rows = await tx.$queryRaw<{ file: TrajectoryFile }[]>(statement);
  return rows.map(({ file }) => readFile(file));
}

function filesWhere(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${KEPT}
    select json_build_object(
      'id', t.id, 'participantId', t.participant_id, 'code', t.code, 'label', t.label, 'referralMunicipality', t.referral_municipality,
      'municipality', t.municipality, 'office', t.office, 'version', t.version, 'createdAt', t.created_at, 'recordedAt', t.recorded_at,
      'isErased', t.erased_at is not null,
      'profile', json_build_object('birthDate', p.birth_date, 'gender', p.gender, 'education', p.education),
      'personOffice', p.municipality,
      'handover', (
        select json_build_object(${FILE_HANDOVER_JSON}) from handover h left join "user" b on b.id = h.proposed_by
        where h.participant_id = t.participant_id and (h.status = 'proposed'
          or h.status = 'rejected' and h.trajectory_id = t.id and h.decided_at = t.recorded_at)
        order by h.proposed_at desc limit 1),
      'steps', ${stepsJson(Prisma.sql`t.id`)},
      'stays', (
        select json_agg(json_build_object('rowId', y.id::text, 'knownTo', null, ${STAY_JSON}) order by y.position)
        from stay y where y.trajectory_id = t.id and y.known_to is null),
      'milestones', (
        select json_build_object(
          'rowId', m.id::text, 'knownTo', null, ${MILESTONES_JSON})
        from milestones m where m.trajectory_id = t.id and m.known_to is null)
    ) as file
    from trajectory t
    left join participant p on p.id = t.participant_id
    where ${condition}
    order by t.created_at, t.id`;
}

/** The steps of a trajectory with their withdrawals, in the order of the history, as JSON. @param until what was recorded and withdrawn by then */
export function stepsJson(trajectoryId: Prisma.Sql, until?: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    select json_agg(json_build_object(
      'id', s.id, 'order', coalesce(s.rank, s.sequence),
      'step', json_build_object('type', s.type, 'occurredOn', s.occurred_on, 'details', s.details),
      'note', s.note, 'recordedAt', s.recorded_at, 'recordedBy', json_build_object('id', u.id, 'name', u.name),
      'withdrawal', case when w.step_id is null then null else json_build_object(
        'at', w.withdrawn_at, 'by', json_build_object('id', v.id, 'name', v.name), 'reason', w.reason, 'replacedBy', w.replaced_by) end
    ) order by s.occurred_on, coalesce(s.rank, s.sequence), s.sequence)
    from step s
    left join "user" u on u.id = s.recorded_by
    left join withdrawal w on w.step_id = s.id ${until ? Prisma.sql`and w.withdrawn_at <= ${until}` : Prisma.empty}
    left join "user" v on v.id = w.withdrawn_by
    where s.trajectory_id = ${trajectoryId} ${until ? Prisma.sql`and s.recorded_at <= ${until}` : Prisma.empty})`;
}

function readFile(file: TrajectoryFile): TrajectoryFile {
  return { ...withInstants(file), createdAt: instant(file.createdAt), recordedAt: instant(file.recordedAt) };
}

/** JSON from the database writes instants with an offset; everywhere else they end in Z, so that they compare as text. */
export function withInstants<File extends { readonly steps: readonly StepRecord[] }>(file: File): File {
  return {
    ...file,
    steps: file.steps.map(({ recordedAt, withdrawal, ...rest }) => ({
      ...rest,
      recordedAt: instant(recordedAt),
      withdrawal: withdrawal && { ...withdrawal, at: instant(withdrawal.at) },
    })),
  };
}

function instant(value: string): string {
  return new Date(value).toISOString();
}

export interface ListFilter {
  readonly stage?: string | undefined;
  readonly state?: string | undefined;
  readonly municipality?: string | undefined;
  readonly programme?: string | undefined;
  readonly route?: string | undefined;
}

/** Latest referral first; ids settle equal days. */
export async function listPage(
  tx: Transaction,
  reach: Reach,
  filter: ListFilter,
  after: { startedOn: string; id: string } | undefined,
  rows: number,
): Promise<TrajectoryListItem[]> {
  const conditions = [
    within(reach, Prisma.sql`t.office`),
    ...equal(Prisma.sql`t.stage`, filter.stage),
    ...equal(Prisma.sql`t.state`, filter.state),
    ...equal(Prisma.sql`t.municipality`, filter.municipality),
    ...equal(Prisma.sql`t.programme`, filter.programme),
    ...equal(Prisma.sql`t.route`, filter.route),
    ...(after ? [Prisma.sql`(t.started_on, t.id) < (${after.startedOn}::date, ${after.id}::uuid)`] : []),
  ];
  const found = await tx.$queryRaw<{ item: TrajectoryListItem }[]>(Prisma.sql`
    select json_build_object(
      'id', t.id, 'code', t.code, 'version', t.version, 'municipality', t.municipality, 'programme', t.programme, 'route', t.route,
      'state', t.state, 'stage', t.stage, 'presence', t.presence, 'startedOn', t.started_on, 'endedOn', t.ended_on,
      'stageSince', t.stage_since, 'lastStepOn', t.last_step_on) as item
    from trajectory t
    where ${Prisma.join(conditions, ' and ')}
    order by t.started_on desc, t.id desc
    limit ${rows}`);
  return found.map(({ item }) => item);
}

/** How many trajectories in reach are in each state now, by presence. */
export async function countByState(tx: Transaction, reach: Reach): Promise<{ state: string; presence: string; count: number }[]> {
  return tx.$queryRaw(Prisma.sql`
    select key[1] as state, key[2] as presence, sum(count)::int as count
    from tally t where figure = 'occupancy' and ${within(reach, Prisma.sql`t.municipality`)} group by 1, 2`);
}

function equal(column: Prisma.Sql, value: string | undefined): Prisma.Sql[] {
  return value === undefined ? [] : [Prisma.sql`${column} = ${value}`];
}

/**
 * Writes changes of trajectories, each decided on the version it names, with steps, stays, milestones and list columns, in one statement;
 * new ones are opened before it, because row-level security lets steps in with a trajectory that it sees. Files stay with their office,
 * also where the trajectory is elsewhere by now (`settleOffices`, server/handovers/move-files.ts).
 * @returns how many trajectories were written: fewer than given means that somebody else changed one in the meantime, and then
 * nothing of that one was written. Tallies are written apart (`writeTallies`), last, because every writer of a month meets there.
 */
export async function writeChanges(tx: Transaction, changes: readonly TrajectoryChange[]): Promise<number> {
  const opened = changes.filter(({ trajectory }) => trajectory.versionBefore === 0);
  if (opened.length > 0) await tx.$executeRaw(openStatement(opened));
  const [row] = await tx.$queryRaw<{ written: number }[]>(writeStatement(changes));
  return row?.written ?? 0;
}

/** Moves the files whose trajectory is elsewhere by now to the office there, at once: for loaders, the shell and an administrator's import. */
export async function settleOffices(tx: Transaction, changes: readonly TrajectoryChange[]): Promise<void> {
  const moved = changes.filter(isElsewhere).map(({ trajectory }) => trajectory.id);
  if (moved.length > 0) await tx.$executeRaw(Prisma.sql`select settle_offices(${moved}::uuid[])`);
}

function openStatement(changes: readonly TrajectoryChange[]): Prisma.Sql {
  return Prisma.sql`
    insert into trajectory (id, participant_id, code, office, label, referral_municipality, version, created_at, recorded_at, programme, municipality,
      state, stage, presence, route, started_on, ended_on, stage_since, last_step_on)
    select x.id, "participantId", p.code, office, label, "referralMunicipality", x.version, x."createdAt", "recordedAt", programme, x.municipality,
      state, x.stage, presence, route, "startedOn", "endedOn", "stageSince", "lastStepOn"
    from ${trajectoryRecords(changes)} join participant p on p.id = x."participantId"`;
}

function trajectoryRecords(changes: readonly TrajectoryChange[]): Prisma.Sql {
  return Prisma.sql`jsonb_to_recordset(${json(changes.map(({ trajectory }) => trajectory))}::jsonb) as x(
    id uuid, "participantId" uuid, office text, label text, "referralMunicipality" text, "createdAt" timestamptz, "recordedAt" timestamptz,
    "versionBefore" int, version int, programme text, municipality text, state text, stage text, presence text, route text,
    "startedOn" date, "endedOn" date, "stageSince" date, "lastStepOn" date)`;
}

export function writeStatement(changes: readonly TrajectoryChange[]): Prisma.Sql {
  return Prisma.sql`${KEPT}
    with input as (select * from ${trajectoryRecords(changes)}),
    changed as (
      update trajectory t
      set version = x.version, recorded_at = x."recordedAt", programme = x.programme, municipality = x.municipality, state = x.state,
        stage = x.stage, presence = x.presence, route = x.route, started_on = x."startedOn", ended_on = x."endedOn",
        stage_since = x."stageSince", last_step_on = x."lastStepOn"
      from input x where t.id = x.id and t.version = x."versionBefore"
        -- The ids themselves too: the planner takes JSON for a hundred rows, and would read the whole table.
        and t.id = any(${changes.map(({ trajectory }) => trajectory.id)}::uuid[])
      returning t.id
    ),
    written as (select id from input where "versionBefore" = 0 union all select id from changed),
    shown as (
      -- A participant's current trajectory is the one that runs, else the latest.
      update participant p
      set current_trajectory_id = x.id, stage = x.stage, municipality = x.office
      from (
        select distinct on ("participantId") input.* from input join written using (id)
        order by "participantId", (stage = 'ended'), "startedOn" desc
      ) x
      left join trajectory other on other.participant_id = x."participantId" and other.id <> x.id and other.stage <> 'ended'
      where p.id = x."participantId"
        and (x.stage <> 'ended' or p.current_trajectory_id is null or p.current_trajectory_id = x.id
          or (other.id is null and x."startedOn" >= (select started_on from trajectory where id = p.current_trajectory_id)))
    ),
    recorded as (
      insert into step (id, rank, trajectory_id, type, occurred_on, details, note, recorded_at, recorded_by)
      select x.id, x.rank, x.trajectory, x.step ->> 'type', (x.step ->> 'occurredOn')::date, x.step -> 'details', x.note, x."recordedAt", x."recordedBy"
      from rows from (jsonb_to_recordset(${json(flat(changes, 'steps'))}::jsonb) as (
        id uuid, rank bigint, trajectory uuid, step jsonb, note text, "recordedAt" timestamptz, "recordedBy" uuid))
        with ordinality as x(id, rank, trajectory, step, note, "recordedAt", "recordedBy", place)
      join written on written.id = x.trajectory
      order by x.place
    ),
    -- What was typed of a step is done with when the step is recorded (server/drafts).
    drafted as (
      delete from draft d
      using jsonb_to_recordset(${json(flat(changes, 'steps'))}::jsonb) as x(id uuid, trajectory uuid)
      join written on written.id = x.trajectory
      where d.trajectory_id = x.trajectory and d.step_id = x.id
    ),
    withdrawn as (
      insert into withdrawal (step_id, withdrawn_at, withdrawn_by, reason, replaced_by)
      select x."stepId", x.at, x.by, x.reason, x."replacedBy"
      from jsonb_to_recordset(${json(flat(changes, 'withdrawals'))}::jsonb) as x(
        trajectory uuid, "stepId" uuid, at timestamptz, by uuid, reason text, "replacedBy" uuid)
      join written on written.id = x.trajectory
    ),
    stays_closed as (
      update stay y set known_to = x.at
      from jsonb_to_recordset(${json(closing(changes, 'staysClosed'))}::jsonb) as x(trajectory uuid, "rowId" bigint, at timestamptz)
      join written on written.id = x.trajectory
      where y.id = x."rowId"
      returning y.id
    ),
    milestones_closed as (
      update milestones m set known_to = x.at
      from jsonb_to_recordset(${json(closing(changes, 'milestonesClosed'))}::jsonb) as x(trajectory uuid, "rowId" bigint, at timestamptz)
      join written on written.id = x.trajectory
      where m.id = x."rowId"
      returning m.id
    ),
    -- Counting what was closed makes the database close before it adds: one known stay at each place.
    stays_added as (
      ${insertStays(Prisma.sql`(select count(*) from stays_closed) closed cross join ${stayRecords(json(flat(changes, 'staysAdded')))}
        join written on written.id = x.trajectory`)}
    ),
    milestones_added as (
      ${insertMilestones(Prisma.sql`(select count(*) from milestones_closed) closed
        cross join ${milestoneRecords(json(changes.flatMap(milestoneRows)))} join written on written.id = x.trajectory`)}
    )
    select count(*)::int as written from written`;
}

/** Adds to the tallies; they must be summed and ordered (`summed`), so that all writers take the rows in one order. */
export async function writeTallies(tx: Transaction, tallies: readonly Tally[]): Promise<void> {
  if (tallies.length > 0) await tx.$executeRaw(tallyStatement(tallies));
}

export function tallyStatement(tallies: readonly Tally[]): Prisma.Sql {
  return Prisma.sql`${KEPT}
    insert into tally (figure, month, municipality, key, count)
    select x.figure, x.month, x.municipality, x.key, x.count
    from jsonb_to_recordset(${json(tallies)}::jsonb) as x(figure text, month date, municipality text, key text[], count int)
    on conflict (figure, month, municipality, key) do update set count = tally.count + excluded.count`;
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

function flat<Part extends 'steps' | 'withdrawals' | 'staysAdded'>(changes: readonly TrajectoryChange[], part: Part) {
  return changes.flatMap((change) => change[part].map((row) => ({ ...row, trajectory: change.trajectory.id })));
}

function closing(changes: readonly TrajectoryChange[], part: 'staysClosed' | 'milestonesClosed') {
  return changes.flatMap(({ trajectory, [part]: rowIds }) =>
    rowIds.map((rowId) => ({ rowId, trajectory: trajectory.id, at: trajectory.recordedAt })),
  );
}

function milestoneRows({ trajectory, milestonesAdded }: TrajectoryChange) {
  return milestonesAdded.map((milestones) => ({ trajectory: trajectory.id, ...milestoneColumns(milestones) }));
}
