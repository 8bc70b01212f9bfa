import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { Reach } from '#server/trajectories/store.ts';
import type { Handover, HandoverStatus, RejectionReason } from '#shared/contract/handovers.ts';
import type { PlainDate } from '#shared/plain-date.ts';

/** The members of hand-over `h` of `handover`, proposed by `b` of `user`, as `FileHandover` names them, for a json_build_object. */
export const FILE_HANDOVER_JSON = Prisma.sql`
  'id', h.id, 'version', h.version, 'status', h.status, 'from', h.from_office, 'to', h.to_office, 'proposedAt', ${instant(Prisma.sql`h.proposed_at`)},
  'by', b.name, 'decidedAt', ${instant(Prisma.sql`h.decided_at`)}, 'reason', h.reason, 'remark', h.remark`;

/** As everywhere outside the database: in UTC with milliseconds. */
function instant(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

export interface ProposedHandover {
  readonly id: string;
  readonly trajectoryId: string;
  readonly participantId: string;
  /** The transfer; null where a correction moves a file between offices of the same user. */
  readonly stepId: string | null;
  readonly from: string;
  readonly to: string;
  readonly programme: string;
  readonly stage: string;
  readonly stageSince: PlainDate;
  readonly referralMunicipality: string;
  readonly at: string;
  readonly by: string;
}

/** Files begin to wait. The participants take a new version, so that nobody changes one whom they saw before. */
export async function insertProposals(tx: Transaction, proposals: readonly ProposedHandover[]): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    update participant set version = version + 1 where id = any(${proposals.map(({ participantId }) => participantId)}::uuid[])`);
  await tx.$executeRaw(Prisma.sql`
    insert into handover (id, trajectory_id, participant_id, step_id, from_office, to_office, status, version, code, programme, stage, stage_since,
      referral_municipality, proposed_at, proposed_by)
    select x.id, "trajectoryId", "participantId", "stepId", x.from, x.to, 'proposed', 1, p.code, x.programme, x.stage, "stageSince",
      "referralMunicipality", x.at, x.by
    from jsonb_to_recordset(${JSON.stringify(proposals)}::jsonb) as x(
      id uuid, "trajectoryId" uuid, "participantId" uuid, "stepId" uuid, "from" text, "to" text, programme text, stage text, "stageSince" date,
      "referralMunicipality" text, at timestamptz, by uuid)
    join participant p on p.id = x."participantId"`);
}

export interface Decision {
  readonly id: string;
  /** The version that the decision was taken on. */
  readonly version: number;
  readonly status: Exclude<HandoverStatus, 'proposed'>;
  readonly at: string;
  readonly workerId?: string | undefined;
  readonly reason?: RejectionReason | undefined;
  readonly remark?: string | undefined;
}

/** @returns false where another decision came first, or it is not the caller's to decide; then nothing was written */
export async function decideHandover(
  tx: Transaction,
  { id, version, status, at, workerId = undefined, reason, remark }: Decision,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isDecided: boolean }[]>(Prisma.sql`
    select decide_handover(${id}::uuid, ${version}::int, ${status}, ${at}::timestamptz, ${workerId ?? null}::uuid, ${reason ?? null},
      ${remark ?? null}) as "isDecided"`);
  return row?.isDecided ?? false;
}

/** A hand-over with what a decision on it needs to know; undefined where neither office is in reach. */
export interface WaitingHandover {
  readonly id: string;
  readonly version: number;
  readonly status: HandoverStatus;
  readonly from: string;
  readonly to: string;
  readonly participantId: string;
  readonly trajectoryId: string;
  readonly stepId: string | null;
  readonly decidedBy: string | null;
}

export async function loadWaiting(tx: Transaction, id: string, reach: Reach): Promise<WaitingHandover | undefined> {
  const [row] = await tx.$queryRaw<WaitingHandover[]>(Prisma.sql`
    select h.id, h.version, h.status, h.from_office as "from", h.to_office as "to", h.participant_id as "participantId",
      h.trajectory_id as "trajectoryId", h.step_id as "stepId", h.decided_by as "decidedBy"
    from handover h where h.id = ${id}::uuid and (${within(reach, Prisma.sql`h.from_office`)} or ${within(reach, Prisma.sql`h.to_office`)})`);
  return row;
}

export async function loadHandover(tx: Transaction, id: string, reach: Reach): Promise<Handover | undefined> {
  const [row] = await tx.$queryRaw<{ item: Handover }[]>(Prisma.sql`
    ${selectItems(reach)} where h.id = ${id}::uuid and (${within(reach, Prisma.sql`h.from_office`)} or ${within(reach, Prisma.sql`h.to_office`)})`);
  return row?.item;
}

export interface HandoverFilter {
  readonly direction: 'in' | 'out';
  readonly status?: HandoverStatus | undefined;
  /** Beginnings of words. */
  readonly words: readonly string[];
}

/** Latest proposal first; ids settle equal moments. */
export async function listPage(
  tx: Transaction,
  reach: Reach,
  { direction, status, words }: HandoverFilter,
  after: { proposedAt: string; id: string } | undefined,
  rows: number,
): Promise<Handover[]> {
  const conditions = [
    within(reach, direction === 'in' ? Prisma.sql`h.to_office` : Prisma.sql`h.from_office`),
    ...(status === undefined ? [] : [Prisma.sql`h.status = ${status}`]),
    ...(words.length === 0
      ? []
      : [Prisma.sql`array_to_tsvector(string_to_array(${SEARCHED}, ' ')) @@ ${words.map((word) => `'${word}':*`).join(' & ')}::tsquery`]),
    ...(after ? [Prisma.sql`(h.proposed_at, h.id) < (${after.proposedAt}::timestamptz, ${after.id}::uuid)`] : []),
  ];
  const found = await tx.$queryRaw<{ item: Handover }[]>(Prisma.sql`
    ${selectItems(reach)} where ${Prisma.join(conditions, ' and ')}
    order by h.proposed_at desc, h.id desc limit ${rows}`);
  return found.map(({ item }) => item);
}

/** How many files wait for these offices. */
export async function countWaiting(tx: Transaction, reach: Reach): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>(Prisma.sql`
    select count(*)::int as count from handover h where h.status = 'proposed' and ${within(reach, Prisma.sql`h.to_office`)}`);
  return row?.count ?? 0;
}

/** Only what an office knows by itself: a code where the person is not, or was not, its own. */
const SEARCHED = Prisma.sql`coalesce(p.search_text, case when is_giver then h.person ->> 'searchText' end, lower(replace(h.code, '-', ' ')))`;

function selectItems(reach: Reach): Prisma.Sql {
  return Prisma.sql`
    select json_build_object(
      ${FILE_HANDOVER_JSON},
      'participantId', case when knows_person then h.participant_id end, 'trajectoryId', case when knows_person then h.trajectory_id end,
      'person', case when p.id is not null then json_build_object('firstName', p.first_name, 'lastName', p.last_name, 'reference', p.reference)
        when is_giver and h.person is not null then json_build_object('firstName', h.person -> 'firstName', 'lastName', h.person -> 'lastName',
          'reference', h.person -> 'reference') end,
      'code', h.code, 'programme', h.programme, 'stage', h.stage, 'stageSince', h.stage_since, 'message', s.note, 'decidedBy', d.name) as item
    from handover h
    cross join lateral (select ${within(reach, Prisma.sql`h.from_office`)} as is_giver,
      ${within(reach, Prisma.sql`h.from_office`)} or h.status = 'accepted' as knows_person) known
    left join participant p on p.id = h.participant_id and ${within(reach, Prisma.sql`p.municipality`)}
    left join step s on s.id = h.step_id and (is_giver or h.status in ('proposed', 'accepted'))
    left join "user" b on b.id = h.proposed_by
    left join "user" d on d.id = h.decided_by`;
}

function within(reach: Reach, column: Prisma.Sql): Prisma.Sql {
  return reach === 'all' ? Prisma.sql`true` : Prisma.sql`${column} = any(${reach}::text[])`;
}
