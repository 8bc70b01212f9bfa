import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Milestones, milestonesOf, type Profile } from '#shared/trajectory/milestones.ts';
import {
  IllegalHistory,
  type Known,
  type PlacedStay,
  project,
  type RecordedProfile,
  type RecordedStep,
  reviseMilestones,
  reviseStays,
} from '#shared/trajectory/projection.ts';
import { type Stay, staysOf } from '#shared/trajectory/stays.ts';
import { arbitraryRequests, type Desk, deskAfter, instant } from '../../setup/arbitrary-trajectories.ts';
import { a, HOME, recorded, takenOf } from '../../setup/trajectories.ts';

const PROFILE: Profile = { birthDate: '1990-05-18', gender: 'f', education: 'low' };
const PROFILES: readonly RecordedProfile[] = [{ profile: PROFILE, recordedAt: instant(0) }];

describe('What is known of a trajectory', () => {
  it('from a moment on is what stood at that moment; rebuilding never differs from revising; the past never changes', () => {
    fc.assert(
      fc.property(arbitraryRequests(), fc.nat(40), (requests, cut) => {
        const desk = deskAfter(requests);
        const whole = project(HOME, desk.record, PROFILES);

        for (const { at, taken } of desk.deeds) {
          expect(whole.stays.filter(known(at)).toSorted(byPosition).map(plainStay)).toEqual(staysOf(taken));
        }
        expect(byPlace(whole.stays)).toEqual(byPlace(revisedStepByStep(desk).stays));
        expect(whole.milestones).toEqual(revisedStepByStep(desk).milestones);

        const moment = instant(cut);
        const then = project(HOME, recordAsOf(desk.record, moment), PROFILES);
        for (const { at } of desk.deeds.filter((deed) => deed.at <= moment)) {
          expect(whole.stays.filter(known(at)).map(forgetEnd)).toEqual(then.stays.filter(known(at)).map(forgetEnd));
          expect(whole.milestones.filter(known(at)).map(forgetEnd)).toEqual(then.milestones.filter(known(at)).map(forgetEnd));
        }
      }),
      { numRuns: 1000 },
    );
  }, 180_000);

  it('is current knowledge once, without end, and of one milestones row at every moment', () => {
    fc.assert(
      fc.property(arbitraryRequests(), (requests) => {
        const desk = deskAfter(requests);
        const { stays, milestones } = project(HOME, desk.record, PROFILES);
        for (const { at } of desk.deeds) {
          const positions = stays.filter(known(at)).map(({ position }) => position);
          expect(positions.toSorted((one, other) => one - other)).toEqual(positions.map((_, index) => index));
          expect(milestones.filter(known(at))).toHaveLength(1);
        }
        for (const row of [...stays, ...milestones]) expect(row.knownTo === null || row.knownFrom < row.knownTo).toBe(true);
      }),
      { numRuns: 200 },
    );
  }, 180_000);

  it('keeps a stay that a late step leaves as it was', () => {
    const { stays } = project(
      HOME,
      [record(a.referral('2024-01-01'), 1), record(a.placement('2024-03-01'), 2), record(a.evaluation('2024-02-01'), 3)],
      PROFILES,
    );
    expect(stays).toMatchObject([
      { state: 'referred', toDate: null, knownFrom: instant(1), knownTo: instant(2) },
      { state: 'referred', toDate: '2024-03-01', knownFrom: instant(2), knownTo: null },
      { state: 'socialEconomy.working', knownFrom: instant(2), knownTo: null },
    ]);
  });

  it('closes what a correction changed at the moment of the correction', () => {
    const { stays } = project(
      HOME,
      [
        record(a.referral('2024-01-01'), 1),
        { ...record(a.placement('2024-03-01'), 2), withdrawnAt: instant(5) },
        { ...record(a.placement('2024-03-11'), 3), recordedAt: instant(5) },
      ],
      PROFILES,
    );
    expect(stays.filter(known(instant(4)))).toMatchObject([{ toDate: '2024-03-01' }, { fromDate: '2024-03-01' }]);
    expect(stays.filter(known(instant(5)))).toMatchObject([{ toDate: '2024-03-11' }, { fromDate: '2024-03-11' }]);
  });

  it('changes for a stay of which only the placement it came from was corrected', () => {
    const { stays } = project(
      HOME,
      [
        record(a.referral('2024-01-01'), 1),
        { ...record(a.placement('2024-03-01', { workForm: 'art60' }), 2), withdrawnAt: instant(5) },
        record(a.placementEnd('2024-04-01'), 3),
        { ...record(a.placement('2024-03-01', { workForm: 'training' }), 4), recordedAt: instant(5) },
      ],
      PROFILES,
    );
    const between = stays.filter(({ state }) => state === 'socialEconomy.between');
    expect(between.map(({ flowWorkForm, knownFrom, knownTo }) => [flowWorkForm, knownFrom, knownTo])).toEqual([
      ['art60', instant(3), instant(5)],
      ['training', instant(5), null],
    ]);
  });

  it('changes for a stay of which only the state it came from was corrected', () => {
    const { stays } = project(
      HOME,
      [
        record(a.referral('2024-01-01'), 1),
        { ...record(a.intake('2024-02-01'), 2), withdrawnAt: instant(5) },
        record(a.placement('2024-03-01'), 3),
        { ...record(a.adviceRequest('2024-02-01'), 4), recordedAt: instant(5) },
      ],
      PROFILES,
    );
    const working = stays.filter(({ state }) => state === 'socialEconomy.working');
    expect(working.map(({ enteredFrom, knownFrom, knownTo }) => [enteredFrom, knownFrom, knownTo])).toEqual([
      ['screening.intake', instant(3), instant(5)],
      ['screening.requested', instant(5), null],
    ]);
  });

  it('of what was recorded and withdrawn at one moment is nothing', () => {
    const { stays } = project(
      HOME,
      [record(a.referral('2024-01-01'), 1), { ...record(a.placement('2024-03-01'), 2), withdrawnAt: instant(2) }],
      PROFILES,
    );
    expect(stays).toMatchObject([{ state: 'referred', toDate: null, knownTo: null }]);
    expect(stays).toHaveLength(1);
  });

  it('cannot come from a history that was illegal at any moment', () => {
    const steps = [record(a.referral('2024-01-01'), 1), record(a.placementEnd('2024-03-01'), 2), record(a.placement('2024-02-01'), 3)];
    expect(() => project(HOME, steps, PROFILES)).toThrow(IllegalHistory);
    expect(() => project(HOME, [], PROFILES)).toThrow(IllegalHistory);
  });
});

describe('The profile in the milestones', () => {
  const referral = record(a.referral('2024-05-17'), 1);

  it('is the one known at the moment, and changes from the moment on at which it is recorded', () => {
    const { milestones } = project(HOME, [referral], [...PROFILES, { profile: { ...PROFILE, gender: 'x' }, recordedAt: instant(9) }]);
    expect(milestones).toMatchObject([
      { gender: 'f', ageClass: '25-34', knownFrom: instant(1), knownTo: instant(9) },
      { gender: 'x', knownFrom: instant(9), knownTo: null },
    ]);
  });

  it('is unknown as long as none was recorded: a later one does not reach back', () => {
    const { milestones } = project(HOME, [referral], [{ profile: PROFILE, recordedAt: instant(9) }]);
    expect(milestones).toMatchObject([
      { gender: 'unknown', ageClass: 'unknown', knownFrom: instant(1), knownTo: instant(9) },
      { gender: 'f', knownFrom: instant(9), knownTo: null },
    ]);
  });

  it('is the latest recorded, in whatever order they are given', () => {
    const { milestones } = project(HOME, [referral], [{ profile: { ...PROFILE, gender: 'x' }, recordedAt: instant(9) }, ...PROFILES]);
    expect(milestones.map(({ gender }) => gender)).toEqual(['f', 'x']);
  });

  it('gives the age class on the day of the referral', () => {
    const classOf = (birthDate: string | null) => milestonesOf(takenOf(a.referral('2024-05-17')), { ...PROFILE, birthDate }).ageClass;
    expect(['1999-05-18', '1999-05-17', '1989-05-18', '1989-05-17', '1979-05-17', '1969-05-18', '1969-05-17', null].map(classOf)).toEqual([
      '<25',
      '25-34',
      '25-34',
      '35-44',
      '45-54',
      '45-54',
      '55+',
      'unknown',
    ]);
  });
});

function record(step: Parameters<typeof recorded>[0], order: number): RecordedStep {
  return { step: recorded(step, order), recordedAt: instant(order), withdrawnAt: null };
}

/** What the record was at a moment: later steps not there yet, later withdrawals not yet made. */
function recordAsOf(steps: readonly RecordedStep[], moment: string): RecordedStep[] {
  return steps
    .filter(({ recordedAt }) => recordedAt <= moment)
    .map((one) => ({ ...one, withdrawnAt: one.withdrawnAt !== null && one.withdrawnAt <= moment ? one.withdrawnAt : null }));
}

/** As the server does it: each change revises what was current before. */
function revisedStepByStep({ deeds }: Desk): { stays: Known<PlacedStay>[]; milestones: Known<Milestones>[] } {
  let stays: Known<PlacedStay>[] = [];
  let milestones: Known<Milestones>[] = [];
  for (const { at, taken } of deeds) {
    const newStays = reviseStays(stays, staysOf(taken));
    stays = [
      ...stays.map((stay) => (newStays.closed.includes(stay) ? { ...stay, knownTo: at } : stay)),
      ...newStays.added.map((stay) => ({ ...stay, knownFrom: at, knownTo: null })),
    ];
    const newMilestones = reviseMilestones(milestones, milestonesOf(taken, PROFILE));
    milestones = [
      ...milestones.map((row) => (newMilestones.closed.includes(row) ? { ...row, knownTo: at } : row)),
      ...newMilestones.added.map((row) => ({ ...row, knownFrom: at, knownTo: null })),
    ];
  }
  return { stays, milestones };
}

function known(at: string) {
  return ({ knownFrom, knownTo }: { knownFrom: string; knownTo: string | null }) => knownFrom <= at && (knownTo === null || knownTo > at);
}

function byPosition(one: { position: number }, other: { position: number }): number {
  return one.position - other.position;
}

function byPlace(stays: readonly Known<PlacedStay>[]): Known<PlacedStay>[] {
  return stays.toSorted((one, other) => one.position - other.position || (one.knownFrom < other.knownFrom ? -1 : 1));
}

function plainStay({ position: _position, knownFrom: _from, knownTo: _to, ...stay }: Known<PlacedStay>): Stay {
  return stay;
}

/** A row as it was while known: that it was closed later is news of later. */
function forgetEnd<Row extends { knownTo: string | null }>({ knownTo: _knownTo, ...row }: Row): Omit<Row, 'knownTo'> {
  return row;
}
