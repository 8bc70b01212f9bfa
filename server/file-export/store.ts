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
