import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { AuditEntry, FileReader } from '#shared/contract/audit.ts';
import type { PlainDate } from '#shared/plain-date.ts';

export interface EntryFilter {
  readonly participantId?: string | undefined;
  readonly user?: string | undefined;
  readonly action?: string | undefined;
  readonly kind?: string | undefined;
  readonly outcome?: 'done' | 'refused' | undefined;
  /** Days in Belgium, both inclusive. */
  readonly from?: PlainDate | undefined;
  readonly to?: PlainDate | undefined;
}

export interface EntryRange {
  /** Newest first down from here, or oldest first up from here; not inclusive. */
  readonly before?: bigint | undefined;
  readonly after?: bigint | undefined;
  readonly rows: number;
}

type Entry = Omit<AuditEntry, 'details' | 'participant'> & { readonly details: string | null; readonly participantId: string | null };

/** Lines of the log; without `after`, newest first. */
export async function listEntries(tx: Transaction, filter: EntryFilter, { before, after, rows }: EntryRange): Promise<Entry[]> {
  const { participantId, user, action, kind, outcome, from, to } = filter;
  const conditions = [
    Prisma.sql`true`,
    ...(participantId === undefined ? [] : [Prisma.sql`a.participant_id = ${participantId}::uuid`]),
    ...(user === undefined ? [] : [Prisma.sql`a.user_id = ${user}::uuid`]),
    ...(action === undefined ? [] : [Prisma.sql`a.action = ${action}`]),
    ...(kind === undefined ? [] : [Prisma.sql`a.kind = ${kind}`]),
    ...(outcome === undefined ? [] : [outcome === 'done' ? Prisma.sql`a.outcome = 'done'` : Prisma.sql`a.outcome <> 'done'`]),
    ...(from === undefined ? [] : [Prisma.sql`a.at >= ${from}::date::timestamp at time zone 'Europe/Brussels'`]),
    ...(to === undefined ? [] : [Prisma.sql`a.at < (${to}::date + 1)::timestamp at time zone 'Europe/Brussels'`]),
    ...(before === undefined ? [] : [Prisma.sql`a.sequence < ${before}`]),
    ...(after === undefined ? [] : [Prisma.sql`a.sequence > ${after}`]),
  ];
  const found = await tx.$queryRaw<{ entry: Entry }[]>(Prisma.sql`
    select json_build_object(
      'sequence', a.sequence, 'at', to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'user', case when a.user_id is null then null else json_build_object('id', a.user_id, 'name', u.name) end,
      'role', a.role, 'action', a.action, 'kind', a.kind, 'outcome', a.outcome, 'participantId', a.participant_id,
      'subject', case when a.subject_type is null then null else json_build_object('type', a.subject_type, 'id', a.subject_id) end,
      'reason', a.reason, 'details', a.details, 'address', a.address, 'requestId', a.request_id) as entry
    from audit a left join "user" u on u.id = a.user_id
    where ${Prisma.join(conditions, ' and ')}
    order by a.sequence ${after === undefined ? Prisma.sql`desc` : Prisma.sql`asc`}
    limit ${rows}`);
  return found.map(({ entry }) => entry);
}

/** Codes by id, of participants whose code the caller may see. */
export async function codesOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ id: string; code: string }[]>(Prisma.sql`
    select id, code from participant where id = any(${ids}::uuid[])
    union select id, code from audit_participants(${ids}::uuid[], '{}')`);
  return new Map(rows.map(({ id, code }) => [id, code]));
}

/** The participant of an id or a code: for an office one of its own. */
export async function findParticipantId(tx: Transaction, named: { id: string } | { code: string }): Promise<string | undefined> {
  const ids = 'id' in named ? [named.id] : [];
  const codes = 'code' in named ? [named.code] : [];
  const [row] = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    select id from participant where id = any(${ids}::uuid[]) or code = any(${codes}::text[])
    union select id from audit_participants(${ids}::uuid[], ${codes}::text[])`);
  return row?.id;
}

/** Whether somebody read the log not long ago, on the same participant, so that going on with it is no news. */
export async function hasReadSince(tx: Transaction, userId: string, participantId: string | undefined, since: Date): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ hasRead: boolean }[]>(Prisma.sql`
    select exists (select from audit where user_id = ${userId}::uuid and action = 'listAudit' and outcome = 'done' and at > ${since}
      and participant_id is not distinct from ${participantId ?? null}::uuid) as "hasRead"`);
  return row?.hasRead ?? false;
}

export async function isOfOwnOffice(tx: Transaction, participantId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>(Prisma.sql`select 1 from participant where id = ${participantId}::uuid`);
  return rows.length > 0;
}

/** Who had to do with a file, by person and day, latest first. A list of them is not itself a look at the file. */
export async function listReaders(
  tx: Transaction,
  participantId: string,
  before: { last: string; userId: string } | undefined,
  rows: number,
): Promise<FileReader[]> {
  const found = await tx.$queryRaw<{ reader: FileReader }[]>(Prisma.sql`
    with line as (
      select user_id, role, at, (at at time zone 'Europe/Brussels')::date as day,
        case when outcome <> 'done' then 'refused' when action = 'revealInsz' then 'revealed' when kind in ('read', 'search') then 'looked'
          when kind = 'export' then 'exported' else 'changed' end as deed
      from audit
      where participant_id = ${participantId}::uuid and user_id is not null and action not in ('listFileReaders', 'listAudit')
    ), told as (
      select *, at - lag(at) over (partition by user_id, day, deed order by at) as pause from line
    ), reader as (
      select user_id, day, (array_agg(role order by at desc))[1] as role, min(at) as first, max(at) as last,
        count(*) filter (where deed = 'looked' and (pause is null or pause > interval '10 minutes')) as looked,
        count(*) filter (where deed = 'changed') as changed, count(*) filter (where deed = 'exported') as exported,
        count(*) filter (where deed = 'revealed') as revealed, count(*) filter (where deed = 'refused') as refused
      from told group by user_id, day
    )
    select json_build_object(
      'day', r.day, 'user', json_build_object('id', r.user_id, 'name', u.name), 'role', r.role,
      'first', to_char(r.first at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'last', to_char(r.last at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'looked', r.looked, 'changed', r.changed, 'exported', r.exported, 'inszRevealed', r.revealed, 'refused', r.refused) as reader
    from reader r left join "user" u on u.id = r.user_id
    where ${before ? Prisma.sql`(r.last, r.user_id) < (${before.last}::timestamptz, ${before.userId}::uuid)` : Prisma.sql`true`}
    order by r.last desc, r.user_id desc
    limit ${rows}`);
  return found.map(({ reader }) => reader);
}
