import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { Reach } from '#server/trajectories/store.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import type { Known } from './person.ts';

export interface ExportedParticipant {
  readonly id: string;
  /** What the file calls the person. */
  readonly name: string;
}

export interface ExportedTrajectory {
  readonly participant: string;
  readonly label: string;
  readonly referralMunicipality: string;
  readonly person: Known;
  /** Those that stand, in the order of the history. */
  readonly steps: readonly { readonly step: Step; readonly note: string | null }[];
}

/**
 * Everybody with a trajectory in reach, by name in the file: the office's reference, or the code where there is none, where it is another
 * office's, or where two in the file would have the same: there one name is one person.
 */
export function exportedParticipants(tx: Transaction, reach: Reach): Promise<ExportedParticipant[]> {
  const isReferenceOurs = reach === 'all' ? Prisma.sql`true` : Prisma.sql`p.reference_municipality = any(${reach}::text[])`;
  return tx.$queryRaw<ExportedParticipant[]>(Prisma.sql`
    with exported as (
      select p.id, p.code, case when ${isReferenceOurs} then p.reference end as reference
      from participant p
      where exists (select from trajectory t where t.participant_id = p.id and ${within(reach)})
    ),
    named as (
      select e.id, case when e.reference is null or count(*) over (partition by e.reference) > 1 or exists (select from exported o where o.code = e.reference)
        then e.code else e.reference end as name
      from exported e
    )
    select id, name from named order by name collate "C"`);
}

/** The trajectories in reach of some participants, in the order given. Who they are of is left out where the person is with another office by now. */
export function exportedTrajectories(
  tx: Transaction,
  participants: readonly ExportedParticipant[],
  reach: Reach,
): Promise<ExportedTrajectory[]> {
  const isPersonOurs = reach === 'all' ? Prisma.sql`true` : Prisma.sql`p.municipality = any(${reach}::text[])`;
  return tx.$queryRaw<ExportedTrajectory[]>(Prisma.sql`
    select x.name as participant, t.label, t.referral_municipality as "referralMunicipality",
      case when ${isPersonOurs} then json_build_object('firstName', p.first_name, 'lastName', p.last_name, 'birthDate', p.birth_date, 'gender', p.gender,
        'education', p.education, 'language', p.language) else '{}' end as person,
      (select json_agg(json_build_object('step', json_build_object('type', s.type, 'occurredOn', s.occurred_on, 'details', s.details), 'note', s.note)
        order by s.occurred_on, coalesce(s.rank, s.sequence), s.sequence)
       from step s left join withdrawal w on w.step_id = s.id
       where s.trajectory_id = t.id and w.step_id is null) as steps
    from jsonb_to_recordset(${JSON.stringify(participants)}::jsonb) as x(id uuid, name text)
    join participant p on p.id = x.id
    join trajectory t on t.participant_id = p.id and ${within(reach)}
    order by x.name collate "C", t.label collate "C"`);
}

function within(reach: Reach): Prisma.Sql {
  return reach === 'all' ? Prisma.sql`true` : Prisma.sql`t.office = any(${reach}::text[])`;
}
