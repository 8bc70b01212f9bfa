import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import { type Reach, stepsJson, withInstants } from '#server/trajectories/store.ts';
import type { ViewedFile } from '#server/trajectories/view.ts';
import type { FileHandover } from '#shared/contract/handovers.ts';
import { FILE_HANDOVER_JSON } from './store.ts';

/** A trajectory as the office knew it that gave it away: the steps recorded until then. */
export interface PastFile {
  readonly file: ViewedFile;
  /** ISO 8601: where that knowledge ends. */
  readonly until: string;
}

/** A trajectory that an office in reach gave away, the latest time; undefined where none did. */
export async function loadPastFile(tx: Transaction, trajectoryId: string, reach: Reach): Promise<PastFile | undefined> {
  const [row] = await tx.$queryRaw<{ file: ViewedFile }[]>(Prisma.sql`
    select json_build_object(
      'id', h.trajectory_id, 'participantId', h.participant_id, 'code', h.code, 'version', 0, 'isErased', false, 'referralMunicipality', h.referral_municipality,
      'profile', json_build_object('birthDate', h.person -> 'birthDate', 'gender', h.person -> 'gender', 'education', h.person -> 'education'),
      'steps', ${stepsJson(Prisma.sql`h.trajectory_id`, Prisma.sql`h.decided_at`)},
      'handover', json_build_object(${FILE_HANDOVER_JSON})) as file
    from handover h left join "user" b on b.id = h.proposed_by
    where h.trajectory_id = ${trajectoryId}::uuid and ${givenAway(reach)}
    order by h.decided_at desc limit 1`);
  const until = row?.file.handover?.decidedAt;
  return row && until ? { file: withInstants(row.file), until } : undefined;
}

/** A person as the office knew them that gave the file away. */
export interface PastPerson {
  readonly id: string;
  readonly code: string;
  readonly handover: FileHandover;
  readonly person: Readonly<Record<string, unknown>>;
}

/** Of each trajectory of a participant that an office in reach gave away, the latest time. Latest first. */
export function loadPastPerson(tx: Transaction, participantId: string, reach: Reach): Promise<PastPerson[]> {
  return tx.$queryRaw<PastPerson[]>(Prisma.sql`
    select id, code, handover, person from (
      select distinct on (h.trajectory_id) h.participant_id as id, h.code, h.decided_at, h.person, json_build_object(${FILE_HANDOVER_JSON}) as handover
      from handover h left join "user" b on b.id = h.proposed_by
      where h.participant_id = ${participantId}::uuid and ${givenAway(reach)}
      order by h.trajectory_id, h.decided_at desc
    ) latest order by decided_at desc`);
}

function givenAway(reach: Reach): Prisma.Sql {
  const office = reach === 'all' ? Prisma.sql`true` : Prisma.sql`h.from_office = any(${reach}::text[])`;
  return Prisma.sql`h.status = 'accepted' and h.person is not null and ${office}`;
}
