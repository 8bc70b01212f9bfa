import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { FileExport } from '#shared/contract/file-export.ts';

/** What is kept beside the participant's own row: the names that ids stand for, what was decided on keeping, and the profile through time. */
export interface AboutFile extends Pick<FileExport, 'profiles'> {
  readonly officeName: string;
  readonly worker: string | null;
  readonly keepUntil: string | null;
  readonly keepReason: string | null;
}

export async function loadAboutFile(tx: Transaction, id: string): Promise<AboutFile | undefined> {
  const [row] = await tx.$queryRaw<{ about: AboutFile }[]>(Prisma.sql`
    select json_build_object(
      'officeName', m.name, 'worker', u.name, 'keepUntil', p.keep_until, 'keepReason', p.keep_reason,
      'profiles', (select coalesce(json_agg(json_build_object(
          'recordedAt', to_char(f.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'birthDate', f.birth_date, 'gender', f.gender, 'education', f.education) order by f.id), '[]')
        from profile f where f.participant_id = p.id)) as about
    from participant p join municipality m on m.code = p.municipality left join "user" u on u.id = p.worker_id
    where p.id = ${id}::uuid`);
  return row?.about;
}

/** As far as this office took part in them: of what lies before or after, it knows nothing. */
export async function loadHandovers(tx: Transaction, id: string): Promise<FileExport['handovers']> {
  const rows = await tx.$queryRaw<{ handover: FileExport['handovers'][number] }[]>(Prisma.sql`
    select json_build_object(
      'trajectoryId', h.trajectory_id, 'from', h.from_office, 'fromName', f.name, 'to', h.to_office, 'toName', t.name,
      'proposedAt', to_char(h.proposed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'proposedBy', b.name, 'status', h.status,
      'decidedAt', to_char(h.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'decidedBy', d.name,
      'reason', h.reason, 'remark', h.remark) as handover
    from handover h join municipality f on f.code = h.from_office join municipality t on t.code = h.to_office
      left join "user" b on b.id = h.proposed_by left join "user" d on d.id = h.decided_by
    where h.participant_id = ${id}::uuid order by h.proposed_at, h.id`);
  return rows.map(({ handover }) => handover);
}

/** Who did what with a file, by day, latest first. Who signs in by another office's account by now has no name here. */
export function loadLooks(tx: Transaction, id: string): Promise<FileExport['looks']> {
  return tx.$queryRaw<FileExport['looks']>(Prisma.sql`
    select (a.at at time zone 'Europe/Brussels')::date::text as day, u.name as "user",
      (count(*) filter (where a.kind in ('read', 'search')))::int as reads, (count(*) filter (where a.kind = 'change'))::int as changes,
      (count(*) filter (where a.kind = 'export'))::int as exports
    from audit a left join "user" u on u.id = a.user_id
    where a.participant_id = ${id}::uuid and a.outcome = 'done'
    group by 1, a.user_id, u.name order by 1 desc, 2`);
}
