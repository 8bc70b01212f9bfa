import { describe, expect, it } from 'vitest';
import { NAME_GROUPS } from '#prisma/seed/names.ts';
import { OFFICES } from '#prisma/seed/region.ts';
import { simulateRegion } from '#prisma/seed/simulate-region.ts';
import type { TrajectoryChange } from '#server/trajectories/trajectory-file.ts';
import type { talliesOf } from '#shared/figures/tallies.ts';
import { addDays, addMonths, dayInBrussels, daysBetween } from '#shared/plain-date.ts';
import { project, type RecordedStep } from '#shared/trajectory/projection.ts';
import { STATES } from '#shared/trajectory/states.ts';
import { STEP_TYPES, Step, type StepType } from '#shared/trajectory/steps.ts';

const TODAY = '2026-11-23';
const people = simulateRegion({ seed: 'doorstroom', today: TODAY });
const trajectories = people.flatMap((person) => person.trajectories);
const steps = trajectories.flatMap((trajectory) => trajectory.steps);
const withdrawals = trajectories.flatMap((trajectory) => trajectory.withdrawals);

describe('the demo region', { timeout: 30_000 }, () => {
  it('is the same again for the same seed and day, to the last id', () => {
    const again = () => simulateRegion({ seed: 'doorstroom', today: '2018-03-01' });
    expect(again()).toEqual(again());
  });

  it('lets the same people live on when the day is later', () => {
    const earlier = simulateRegion({ seed: 'doorstroom', today: '2018-03-01' }).map(({ id }) => id);
    const known = new Set(people.map(({ id }) => id));
    expect(earlier.filter((id) => !known.has(id))).toEqual([]);
  });

  it('has some 1,500 people in five municipalities of different size and 12,000 to 16,000 steps', () => {
    expect(people.length).toBeGreaterThan(1_350);
    expect(people.length).toBeLessThan(1_650);
    expect(steps.length).toBeGreaterThan(12_000);
    expect(steps.length).toBeLessThan(16_000);
    const sizes = OFFICES.map(({ code }) => people.filter(({ municipality }) => municipality === code).length);
    expect(Math.min(...sizes)).toBeGreaterThan(90);
    expect(Math.max(...sizes)).toBeGreaterThan(3 * Math.min(...sizes));
  });

  it('gives every row its own id, code and reference', () => {
    const ids = [...people.map(({ id }) => id), ...trajectories.map(({ trajectory }) => trajectory.id), ...steps.map(({ id }) => id)];
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(people.map(({ code }) => code)).size).toBe(people.length);
    expect(new Set(people.map(({ municipality, reference }) => `${municipality} ${reference}`)).size).toBe(people.length);
  });

  it('uses invented names only', () => {
    const first = new Set(NAME_GROUPS.flatMap(({ women, men }) => [...women, ...men]));
    const last = new Set(NAME_GROUPS.flatMap((group) => group.last));
    expect(people.filter(({ firstName }) => firstName !== null && !first.has(firstName))).toEqual([]);
    expect(people.filter(({ lastName }) => lastName !== null && !last.has(lastName))).toEqual([]);
    expect(first.size).toBeGreaterThan(140);
    expect(last.size).toBeGreaterThan(180);
  });
});

describe('what is recorded in it', { timeout: 30_000 }, () => {
  it('is a legal history at every moment of knowledge, and its projections are those that a rebuild makes', () => {
    // Some, for time: projecting replays the whole record at each of its moments.
    for (const person of people.filter((_, index) => index % 20 === 0)) {
      for (const change of person.trajectories) {
        const { stays, milestones } = project(change.trajectory.referralMunicipality, recordOf(change), person.profiles);
        expect(change.staysAdded).toEqual(stays);
        expect(change.milestonesAdded).toEqual(milestones);
      }
    }
  });

  it('passes the checks of every door', () => {
    expect(steps.filter(({ step }) => !Step.safeParse(step).success)).toEqual([]);
  });

  it('has happened and was recorded before today, and not before it happened', () => {
    const yesterday = addDays(TODAY, -1);
    const days = steps.map(({ step, recordedAt }) => ({ occurredOn: step.occurredOn, recordedOn: dayInBrussels(new Date(recordedAt)) }));
    expect(days.filter(({ occurredOn, recordedOn }) => recordedOn > yesterday || occurredOn > recordedOn)).toEqual([]);
    expect(withdrawals.every(({ at }) => dayInBrussels(new Date(at)) <= yesterday)).toBe(true);
  });

  it('shows every state today and every type of step', () => {
    expect(new Set(trajectories.map(({ trajectory }) => trajectory.state))).toEqual(new Set(STATES));
    expect(new Set<StepType>(steps.map(({ step }) => step.type))).toEqual(new Set(STEP_TYPES));
  });

  it('has people who come back, one trajectory running at a time', () => {
    const back = people.filter((person) => person.trajectories.length > 1);
    expect(back.length).toBeGreaterThan(60);
    for (const person of people) {
      const [...earlier] = person.trajectories.slice(0, -1);
      expect(earlier.every(({ trajectory }) => trajectory.stage === 'ended')).toBe(true);
    }
  });

  it('has steps that came late, steps that came after later ones, and corrections with and without a replacement', () => {
    const delays = steps.map(({ step, recordedAt }) => daysBetween(step.occurredOn, recordedAt.slice(0, 10)));
    expect(delays.filter((days) => days > 30).length / steps.length).toBeGreaterThan(0.05);
    const outOfOrder = trajectories.filter((trajectory) => {
      const days = trajectory.steps.map(({ step }) => step.occurredOn);
      return days.some((day, index) => day < (days[index - 1] ?? ''));
    });
    expect(outOfOrder.length).toBeGreaterThan(50);
    expect(withdrawals.filter(({ replacedBy }) => replacedBy !== null).length).toBeGreaterThan(40);
    expect(withdrawals.filter(({ replacedBy }) => replacedBy === null).length).toBeGreaterThan(3);
    expect(withdrawals.every(({ reason }) => reason.length > 5)).toBe(true);
  });
});

describe('what the region would see in it', () => {
  it('sends ever fewer people to Art. 60 §7 in the social economy, while referrals stay level', () => {
    const first = { from: '2017-01-01', until: '2018-12-31' };
    const last = { from: addMonths(TODAY, -24), until: TODAY };
    expect(counted('social-economy', last, 'art60') / counted('social-economy', first, 'art60')).toBeLessThan(0.7);
    const level = counted('referrals', last) / counted('referrals', { from: '2018-01-01', until: '2019-12-31' });
    expect(level).toBeGreaterThan(0.88);
    expect(level).toBeLessThan(1.12);
  });

  it('has some 120 to 300 trajectories running, some of them interrupted', () => {
    const running = trajectories.filter(({ trajectory }) => trajectory.stage !== 'ended');
    expect(running.length).toBeGreaterThan(120);
    expect(running.length).toBeLessThan(300);
    expect(running.some(({ trajectory }) => trajectory.presence === 'interrupted')).toBe(true);
  });

  it('has all routes, follow-on placements after the social economy, and transfers between municipalities', () => {
    expect(new Set(trajectories.map(({ trajectory }) => trajectory.route))).toEqual(
      new Set(['se-first', 'direct', 'no-placement', 'none']),
    );
    expect(counted('flows', { from: '2017-01-01', until: TODAY }, 'socialEconomy', 'followOn')).toBeGreaterThan(80);
    expect(steps.filter(({ step }) => step.type === 'trajectory.transferred').length).toBeGreaterThan(10);
  });
});

function recordOf({ steps: written, withdrawals: taken }: TrajectoryChange): RecordedStep[] {
  const withdrawnAt = new Map(taken.map(({ stepId, at }) => [stepId, at]));
  return written.map(({ id, step, recordedAt }, order) => ({
    step: { ...step, id, order },
    recordedAt,
    withdrawnAt: withdrawnAt.get(id) ?? null,
  }));
}

/** The sum of a tallied figure over whole months, for the keys that begin so. */
function counted(
  figure: ReturnType<typeof talliesOf>[number]['figure'],
  { from, until }: { from: string; until: string },
  ...key: string[]
): number {
  return trajectories
    .flatMap(({ tallies }) => tallies)
    .filter(
      (tally) =>
        tally.figure === figure && tally.month >= from && tally.month <= until && key.every((part, index) => tally.key[index] === part),
    )
    .reduce((sum, { count }) => sum + count, 0);
}
