import { randomUUID } from 'node:crypto';
import { Prisma } from '#prisma/generated/client.ts';
import type { Database } from '#server/db/client.ts';
import { searchColumns } from '#server/participants/search-text.ts';
import { writeChanges, writeTallies } from '#server/trajectories/store.ts';
import { asHistoryStep, type NewStep, wholeChange } from '#server/trajectories/trajectory-file.ts';
import { summed } from '#shared/figures/tallies.ts';
import { addDays } from '#shared/plain-date.ts';
import { project } from '#shared/trajectory/projection.ts';
import type { Step } from '#shared/trajectory/steps.ts';

export const OFFICES = ['24001', '24008', '24020', '24134', '24135'] as const;
export const WORKER = '00000000-0000-4000-8000-000000000001';

const ORIGINALS = 500;

/** The id of a copy, made from the original's: of the shape that the API takes for a uuid. */
const copied = (column: string) =>
  Prisma.sql`overlay(overlay(md5(${Prisma.raw(column)}::text || g) placing '4' from 13) placing '8' from 17)::uuid`;

/**
 * A region of so many trajectories of six steps each: 500 lives written as any other, and copied within the database under ids,
 * codes and names of their own, with the tallies multiplied: what a rebuild would make of them.
 */
export async function fillRegion(db: Database, trajectories: number): Promise<void> {
  const copies = Math.ceil(trajectories / ORIGINALS) - 1;
  await db.user.create({
    data: { id: WORKER, email: 'bench@example.org', name: 'Bench', role: 'case-worker', createdAt: new Date() },
  });
  await db.municipality.createMany({ data: OFFICES.map((code) => ({ code, name: `Gemeente ${code}` })) });
  await db.userMunicipality.createMany({ data: OFFICES.map((municipalityCode) => ({ userId: WORKER, municipalityCode })) });
  await db.$transaction((tx) => writeOriginals(tx), { timeout: 60_000 });
  await db.$transaction(
    async (tx) => {
      await tx.$executeRaw`set local statement_timeout = 0`;
      await tx.$executeRaw`
        insert into participant (id, code, municipality, reference, reference_municipality, first_name, last_name, sort_name, search_text,
          birth_date, gender, education, version, created_at, current_trajectory_id, stage)
        select ${copied('p.id')}, p.code || g, p.municipality, p.reference || '-' || g, p.reference_municipality, p.first_name, p.last_name || g,
          p.sort_name || g, p.search_text || g, p.birth_date, p.gender, p.education, 1, p.created_at, ${copied('p.current_trajectory_id')}, p.stage
        from participant p cross join generate_series(1, ${copies}::int) g`;
      await tx.$executeRaw`
        insert into profile (participant_id, recorded_at, birth_date, gender, education)
        select ${copied('p.participant_id')}, p.recorded_at, p.birth_date, p.gender, p.education
        from profile p cross join generate_series(1, ${copies}::int) g`;
      await tx.$executeRaw`
        insert into trajectory (id, participant_id, code, office, label, referral_municipality, version, created_at, recorded_at, programme, municipality,
          state, stage, presence, route, started_on, ended_on, stage_since, last_step_on)
        select ${copied('t.id')}, ${copied('t.participant_id')}, t.code || g, office, label, referral_municipality, version, created_at, recorded_at, programme,
          municipality, state, stage, presence, route, started_on, ended_on, stage_since, last_step_on
        from trajectory t cross join generate_series(1, ${copies}::int) g`;
      await tx.$executeRaw`
        insert into step (id, trajectory_id, type, occurred_on, details, recorded_at, recorded_by)
        select ${copied('s.id')}, ${copied('s.trajectory_id')}, s.type, s.occurred_on, s.details, s.recorded_at, s.recorded_by
        from step s cross join generate_series(1, ${copies}::int) g order by g, s.sequence`;
      await tx.$executeRaw`
        insert into stay (trajectory_id, position, municipality, state, stage, presence, work_form, setting, organisation, from_date, to_date,
          entered_from, reason, flow_work_form, flow_setting, known_from, known_to)
        select ${copied('y.trajectory_id')}, position, municipality, state, stage, presence, work_form, setting, organisation, from_date, to_date,
          entered_from, reason, flow_work_form, flow_setting, known_from, known_to
        from stay y cross join generate_series(1, ${copies}::int) g`;
      await tx.$executeRaw`
        insert into milestones (trajectory_id, programme, referred_on, municipality, age_class, gender, education,
          first_placement_on, first_placement_municipality, first_placement_work_form, first_placement_setting,
          first_social_economy_on, first_social_economy_municipality, first_social_economy_work_form,
          first_job_on, first_job_municipality, first_job_contract, first_job_support, first_job_after_placement, known_from, known_to)
        select ${copied('m.trajectory_id')}, programme, referred_on, municipality, age_class, gender, education,
          first_placement_on, first_placement_municipality, first_placement_work_form, first_placement_setting,
          first_social_economy_on, first_social_economy_municipality, first_social_economy_work_form,
          first_job_on, first_job_municipality, first_job_contract, first_job_support, first_job_after_placement, known_from, known_to
        from milestones m cross join generate_series(1, ${copies}::int) g`;
      await tx.$executeRaw`update tally set count = count * (${copies}::int + 1)`;
    },
    { timeout: 600_000 },
  );
  await db.$executeRaw`vacuum analyze`;
}

async function writeOriginals(tx: Parameters<typeof writeChanges>[0]): Promise<void> {
  const at = '2026-01-01T00:00:00.000Z';
  const lives = Array.from({ length: ORIGINALS }, (_, index) => lifeOf(index, at));
  await tx.participant.createMany({ data: lives.map(({ participant }) => participant) });
  await tx.profile.createMany({
    data: lives.map(({ participant: { id, gender, education, birthDate } }) => ({
      participantId: id,
      recordedAt: new Date(at),
      gender,
      education,
      birthDate,
    })),
  });
  await writeChanges(
    tx,
    lives.map(({ change }) => change),
  );
  await writeTallies(tx, summed(lives.flatMap(({ change }) => change.tallies)));
}

function lifeOf(index: number, at: string) {
  const office = OFFICES[index % OFFICES.length] ?? OFFICES[0];
  const referredOn = addDays('2017-01-02', (index * 37) % 3200);
  const steps: NewStep[] = stepsOf(index, (days) => addDays(referredOn, days)).map((step) => ({
    id: randomUUID(),
    step,
    rank: null,
    note: null,
    recordedAt: at,
    recordedBy: WORKER,
  }));
  const profile = { birthDate: `19${60 + (index % 40)}-05-05`, gender: index % 2 ? 'f' : 'm', education: 'low' };
  const participantId = randomUUID();
  const names = { firstName: `Voornaam${index}`, lastName: `Naam${index}`, reference: `R${index}`, code: `GEM-${index}-` };
  const projection = project(
    office,
    steps.map(({ id, step }, order) => ({ step: asHistoryStep({ id, step, order }), recordedAt: at, withdrawnAt: null })),
    [{ profile, recordedAt: at }],
  );
  return {
    participant: {
      id: participantId,
      ...names,
      ...searchColumns(names),
      municipalityCode: office,
      referenceMunicipality: office,
      ...profile,
      birthDate: new Date(profile.birthDate),
      version: 1,
      createdAt: new Date(at),
    },
    change: wholeChange({ id: randomUUID(), participantId, label: '1', referralMunicipality: office }, projection, {
      steps,
      withdrawals: [],
    }),
  };
}

function stepsOf(index: number, day: (days: number) => string): Step[] {
  const ways: Step[] = [
    { type: 'trajectory.ended', occurredOn: day(300), details: { reason: 'withdrew' } },
    { type: 'job.started', occurredOn: day(300), details: { contract: 'permanent' } },
    { type: 'placement.ended', occurredOn: day(300), details: { reason: 'completed' } },
  ];
  return [
    { type: 'referral.received', occurredOn: day(0), details: { programme: 'twe' } },
    { type: 'intake.held', occurredOn: day(10), details: {} },
    { type: 'advice.requested', occurredOn: day(20), details: { body: 'vdab' } },
    { type: 'advice.decided', occurredOn: day(50), details: { outcome: 'approved', workForms: ['maatwerk'] } },
    {
      type: 'placement.started',
      occurredOn: day(80),
      details: { workForm: index % 2 ? 'art60' : 'maatwerk', setting: 'social-economy', organisation: 'De Winning' },
    },
    ...ways.slice(index % 3, (index % 3) + 1),
  ];
}
