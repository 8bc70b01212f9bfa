import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deadline } from '#shared/contract/trajectories.ts';
import { addDays } from '#shared/plain-date.ts';
import { deadlinesOf } from '#shared/trajectory/deadlines.ts';
import { allowedSteps } from '#shared/trajectory/decide.ts';
import { RULES, ruleOn } from '#shared/trajectory/rules.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import { arbitraryHistory } from '../../setup/arbitrary-trajectories.ts';
import { a, ELSEWHERE, takenOf } from '../../setup/trajectories.ts';

type Id = Deadline['id'];

/** `on('2024-03-01', a.referral('2024-01-01'), …).has('waiting')` */
function on(today: string, ...steps: readonly Step[]) {
  return onAged(null, today, ...steps);
}

function onAged(birthDate: string | null, today: string, ...steps: readonly Step[]) {
  const { deadlines, warnings } = deadlinesOf({ taken: takenOf(...steps), today, birthDate });
  const of = (list: readonly Deadline[], id: Id) => list.find((one) => one.id === id);
  return {
    deadline: (id: Id) => of(deadlines, id),
    warning: (id: Id) => of(warnings, id),
    is: (id: Id, kind: 'deadline' | 'warning' | 'nothing', expected: Partial<Deadline> = {}) => {
      expect([of(deadlines, id) ? 'deadline' : '', of(warnings, id) ? 'warning' : ''].join('') || 'nothing', `${id} on ${today}`).toBe(
        kind,
      );
      if (kind !== 'nothing') expect(of([...deadlines, ...warnings], id)).toMatchObject(expected);
    },
  };
}

const other = a.referral('2024-01-01', { programme: 'other' });

describe('Advice that keeps us waiting', () => {
  const asked = [other, a.adviceRequest('2024-02-01')] as const;

  it('is a warning from the 42nd day after the request on, and announced two weeks before', () => {
    on('2024-02-28', ...asked).is('advice-pending', 'nothing');
    on('2024-02-29', ...asked).is('advice-pending', 'deadline', { dueOn: '2024-03-14', daysLeft: 14, step: 'advice.decided' });
    on('2024-03-13', ...asked).is('advice-pending', 'deadline', { daysLeft: 1 });
    on('2024-03-14', ...asked).is('advice-pending', 'warning', { dueOn: '2024-03-14', daysLeft: 0 });
    on('2024-04-01', ...asked).is('advice-pending', 'warning', {
      daysLeft: -18,
      source: 'Herwin: 3 weeks advice and 3 weeks decision',
      isVerified: true,
    });
  });

  it('counts in any state, and ends with the decision', () => {
    on('2024-04-01', ...asked, a.placement('2024-02-02')).is('advice-pending', 'warning');
    on('2024-04-01', ...asked, a.refusal('2024-03-20')).is('advice-pending', 'nothing');
  });
});

describe('Approved advice that runs out', () => {
  const approved = [other, a.adviceRequest('2024-02-01'), a.approval('2024-02-10', ['maatwerk'], '2024-08-31')] as const;

  it('is announced from 60 days before its last day on', () => {
    on('2024-07-01', ...approved).is('advice-expires', 'nothing');
    on('2024-07-02', ...approved).is('advice-expires', 'deadline', { dueOn: '2024-08-31', daysLeft: 60, step: 'placement.started' });
    on('2024-08-31', ...approved).is('advice-expires', 'warning', { daysLeft: 0, step: 'placement.started' });
  });

  it('asks for new advice once it has run out, until that is requested', () => {
    on('2024-09-01', ...approved).is('advice-expires', 'warning', { daysLeft: -1, step: 'advice.requested' });
    on('2024-09-10', ...approved, a.adviceRequest('2024-09-02')).is('advice-expires', 'nothing');
  });

  it('matters no more once something has started, but does for advice given during a placement', () => {
    on('2024-08-01', ...approved, a.placement('2024-07-15')).is('advice-expires', 'nothing');
    on('2024-08-01', ...approved, a.job('2024-07-15')).is('advice-expires', 'nothing');
    on('2024-08-01', other, a.placement('2024-01-15'), ...approved.slice(1)).is('advice-expires', 'deadline');
    on('2024-08-01', other, a.job('2024-01-15'), ...approved.slice(1)).is('advice-expires', 'nothing');
  });

  it('never comes of a refusal or of an approval without end', () => {
    on('2034-08-01', other, a.adviceRequest('2024-02-01'), a.approval('2024-02-10')).is('advice-expires', 'nothing');
    on('2034-08-01', other, a.adviceRequest('2024-02-01'), a.refusal('2024-02-10')).is('advice-expires', 'nothing');
  });
});

describe('Waiting for a place', () => {
  const approved = [other, a.adviceRequest('2024-02-01'), a.approval('2024-02-10')] as const;

  it('is a warning from the 60th day after the approval on', () => {
    on('2024-03-25', ...approved).is('waiting', 'nothing');
    on('2024-04-09', ...approved).is('waiting', 'deadline', { daysLeft: 1 });
    on('2024-04-10', ...approved).is('waiting', 'warning', {
      dueOn: '2024-04-10',
      daysLeft: 0,
      step: 'placement.started',
      isVerified: true,
    });
  });

  it('is not broken by a transfer or an interruption; while interrupted no step can settle it', () => {
    on('2024-04-10', ...approved, a.transfer('2024-03-01', ELSEWHERE)).is('waiting', 'warning', { dueOn: '2024-04-10' });
    on('2024-04-10', ...approved, a.interruption('2024-03-01')).is('waiting', 'warning', { dueOn: '2024-04-10', step: null });
  });

  it('ends with a placement', () => {
    on('2024-05-01', ...approved, a.placement('2024-04-20')).is('waiting', 'nothing');
  });
});

describe('A placement that is planned to end', () => {
  const placed = [other, a.placement('2024-02-01', { plannedEnd: '2024-12-31' })] as const;

  it('is announced from 30 days before on, and a warning from that day on', () => {
    on('2024-11-30', ...placed).is('placement-ends', 'nothing');
    on('2024-12-01', ...placed).is('placement-ends', 'deadline', { daysLeft: 30, dueOn: '2024-12-31', step: 'placement.ended' });
    on('2024-12-31', ...placed).is('placement-ends', 'warning', { daysLeft: 0 });
    on('2025-01-15', ...placed).is('placement-ends', 'warning', { daysLeft: -15 });
  });

  it('says nothing without a planned end, or once it has ended', () => {
    on('2024-12-31', other, a.placement('2024-02-01')).is('placement-ends', 'nothing');
    on('2024-12-31', ...placed, a.placementEnd('2024-12-20')).is('placement-ends', 'nothing');
    on('2024-12-31', ...placed, a.job('2024-12-20')).is('placement-ends', 'nothing');
  });
});

describe('A time between placements', () => {
  it('is a warning once it has taken more than 30 days', () => {
    for (const placement of [a.placement('2024-02-01'), a.followOn('2024-02-01')]) {
      const between = [other, placement, a.placementEnd('2024-03-01')] as const;
      on('2024-03-31', ...between).is('between', 'deadline', { daysLeft: 1 });
      on('2024-04-01', ...between).is('between', 'warning', { dueOn: '2024-04-01', step: 'placement.started' });
    }
  });

  it('is over with the next placement or a job', () => {
    const between = [other, a.placement('2024-02-01'), a.placementEnd('2024-03-01')] as const;
    on('2024-06-01', ...between, a.followOn('2024-05-01')).is('between', 'nothing');
    on('2024-06-01', ...between, a.job('2024-05-01')).is('between', 'nothing');
  });
});

describe('The 24 months of TWE', () => {
  it('are announced 90 days before they are reached, and a warning from then on', () => {
    const twe = a.referral('2024-02-29');
    on('2025-11-29', twe).is('twe-limit', 'nothing');
    on('2025-11-30', twe).is('twe-limit', 'deadline', { dueOn: '2026-02-28', daysLeft: 90, step: 'trajectory.ended' });
    on('2026-02-28', twe).is('twe-limit', 'warning', { daysLeft: 0, isVerified: true });
    on('2026-06-01', twe).is('twe-limit', 'warning');
  });

  it('hold for TWE only', () => {
    for (const programme of ['art60', 'other'] as const)
      on('2026-06-01', a.referral('2024-02-29', { programme })).is('twe-limit', 'nothing');
  });
});

describe('The estimate of days for unemployment benefit', () => {
  const start = '2024-01-01';
  const early = a.referral(start, { programme: 'art60' });
  const fullTime = [early, a.placement(start, { hoursPerWeek: 38 })] as const;
  const dueOnOf = (birthDate: string | null, today: string, ...steps: readonly Step[]) => {
    const result = onAged(birthDate, today, ...steps);
    return (result.deadline('entitlement') ?? result.warning('entitlement'))?.dueOn;
  };

  it('counts 78 days for a full-time quarter: 312 days are 52 weeks', () => {
    const young = '2000-01-01';
    onAged(young, '2024-10-30', ...fullTime).is('entitlement', 'nothing');
    onAged(young, '2024-10-31', ...fullTime).is('entitlement', 'deadline', {
      dueOn: addDays(start, 364),
      daysLeft: 60,
      step: 'placement.ended',
      isVerified: true,
    });
    onAged(young, '2024-12-30', ...fullTime).is('entitlement', 'warning', { dueOn: '2024-12-30', daysLeft: 0, source: 'RVA T31' });
    onAged(young, '2025-03-01', ...fullTime).is('entitlement', 'warning', { dueOn: '2024-12-30' });
  });

  it('counts half as much at half-time, no more than full-time beyond it, and full-time where no hours are known', () => {
    const dueWith = (hoursPerWeek?: number) =>
      dueOnOf('2000-01-01', '2025-12-29', early, a.placement(start, hoursPerWeek === undefined ? {} : { hoursPerWeek }));
    expect(dueWith(19)).toBe(addDays(start, 728));
    expect(dueWith(60)).toBe(addDays(start, 364));
    expect(dueWith()).toBe(addDays(start, 364));
  });

  it('asks for 468 days from 36 years on and 624 from 50 on, until the end of 2025', () => {
    expect(dueOnOf('1980-01-01', '2025-06-30', ...fullTime)).toBe(addDays(start, 546));
    expect(dueOnOf('1960-01-01', '2025-12-31', ...fullTime)).toBe(addDays(start, 728));
  });

  it('goes by the age on the day of the claim: who turns 36 just before needs more, just after does not', () => {
    expect(dueOnOf('1988-12-31', '2025-06-30', ...fullTime)).toBe('2024-12-30');
    expect(dueOnOf('1988-12-30', '2025-06-30', ...fullTime)).toBe(addDays(start, 546));
    expect(dueOnOf('1988-12-30', '2024-12-30', ...fullTime)).toBeUndefined();
  });

  it('asks of everybody 312 days from 2026 on, which is still to be verified', () => {
    const late = [a.referral('2025-01-06'), a.placement('2025-01-06', { hoursPerWeek: 38 })] as const;
    onAged('1960-01-01', '2026-01-05', ...late).is('entitlement', 'warning', {
      dueOn: '2026-01-05',
      isVerified: false,
      source: 'RVA, from 2026',
    });
    // 400 days and more on New Year's Day, and not the 624 that were asked at 65 until then.
    const longer = [a.referral('2024-06-01'), a.placement('2024-06-01', { hoursPerWeek: 38 })] as const;
    onAged('1960-01-01', '2025-12-01', ...longer).is('entitlement', 'deadline', { dueOn: '2026-01-01', isVerified: false });
  });

  it('does not guess an age that is not known', () => {
    expect(dueOnOf(null, '2025-06-30', ...fullTime)).toBeUndefined();
    expect(dueOnOf(null, '2025-12-30', ...fullTime)).toBe('2026-01-01');
  });

  it('adds placements up, leaves out the time between, other work forms and interruptions', () => {
    const young = '2000-01-01';
    const later = a.followOn('2024-08-01', { hoursPerWeek: 38 });
    const twoPlacements = [early, a.placement(start, { hoursPerWeek: 38 }), a.placementEnd('2024-07-01'), later] as const;
    expect(dueOnOf(young, '2025-02-01', ...twoPlacements)).toBe(addDays('2024-12-30', 31));
    const withTraining = [
      early,
      a.placement(start),
      a.placement('2024-07-01', { workForm: 'training' }),
      a.placement('2024-08-01'),
    ] as const;
    expect(dueOnOf(young, '2025-02-01', ...withTraining)).toBe(addDays('2024-12-30', 31));
    const ill = [...fullTime, a.interruption('2024-07-01'), a.resumption('2024-08-01')] as const;
    expect(dueOnOf(young, '2025-02-01', ...ill)).toBe(addDays('2024-12-30', 31));
  });

  it('is not pushed by marks on the way, nor by a transfer', () => {
    const marked = [...fullTime, a.evaluation('2024-05-01'), a.transfer('2024-06-01', ELSEWHERE), a.evaluation('2024-06-01')] as const;
    expect(dueOnOf('2000-01-01', '2025-02-01', ...marked)).toBe('2024-12-30');
  });

  it('waits while the placement is interrupted, but stays a warning where the days were reached before', () => {
    expect(dueOnOf('2000-01-01', '2024-12-30', ...fullTime, a.interruption('2024-12-01'))).toBeUndefined();
    expect(dueOnOf('2000-01-01', '2025-02-01', ...fullTime, a.interruption('2025-01-15'))).toBe('2024-12-30');
  });

  it('concerns a running Art. 60 §7 placement only', () => {
    expect(dueOnOf('2000-01-01', '2025-02-01', ...fullTime, a.placementEnd('2025-01-15'))).toBeUndefined();
    expect(dueOnOf('2000-01-01', '2025-02-01', ...fullTime, a.job('2025-01-15'))).toBeUndefined();
    expect(dueOnOf('2000-01-01', '2025-02-01', early, a.placement(start, { workForm: 'wijk-werken' }))).toBeUndefined();
  });

  it('does not run out of the calendar for a few minutes a week', () => {
    expect(dueOnOf('2000-01-01', '2025-02-01', early, a.placement(start, { hoursPerWeek: 1e-9 }))).toBeUndefined();
  });

  it('takes a birthday on 29 February on 1 March in other years', () => {
    // 468 days on 28 February 2022, the last at 49; a day later 624 would be asked.
    const steps = (first: string) => [a.referral(first), a.placement(first, { hoursPerWeek: 38 })] as const;
    const begun = addDays('2022-02-28', -546);
    expect(dueOnOf('1972-02-29', '2022-10-01', ...steps(begun))).toBe('2022-02-28');
    expect(dueOnOf('1972-02-29', '2022-10-01', ...steps(addDays(begun, 1)))).toBe(addDays(begun, 729));
  });

  it('makes no day more of broken hours', () => {
    // (364 × 38 − 183 × 15.1) ÷ 28.9 is 383 exactly, and a hair more in floating point.
    const broken = [early, a.placement(start, { hoursPerWeek: 15.1 }), a.placement(addDays(start, 183), { hoursPerWeek: 28.9 })] as const;
    expect(dueOnOf('2000-01-01', '2025-07-20', ...broken)).toBe(addDays(start, 183 + 383));
  });
});

describe('The GPMI and a silent file', () => {
  it('ask for an evaluation four months after the last step, and for anything at all 90 days after it', () => {
    const last = [other, a.evaluation('2024-02-29')] as const;
    on('2024-06-14', ...last).is('gpmi', 'nothing');
    on('2024-06-28', ...last).is('gpmi', 'deadline', { daysLeft: 1 });
    on('2024-06-29', ...last).is('gpmi', 'warning', { dueOn: '2024-06-29', step: 'evaluation.held' });
    on('2024-05-14', ...last).is('silent', 'nothing');
    on('2024-05-28', ...last).is('silent', 'deadline', { daysLeft: 1 });
    on('2024-05-29', ...last).is('silent', 'warning', { dueOn: '2024-05-29', step: null });
  });

  it('count from the last step of any kind', () => {
    on('2024-06-29', other, a.evaluation('2024-02-29'), a.placement('2024-06-01')).is('gpmi', 'nothing');
    on('2024-06-29', other, a.evaluation('2024-02-29'), a.placement('2024-06-01')).is('silent', 'nothing');
  });
});

describe('Aftercare', () => {
  const job = [other, a.job('2024-01-31')] as const;

  it('asks for a check at 3, 6 and 12 months after the job began, one after the other', () => {
    on('2024-04-15', ...job).is('aftercare', 'nothing');
    on('2024-04-29', ...job).is('aftercare', 'deadline', { dueOn: '2024-04-30', daysLeft: 1, step: 'job.confirmed' });
    on('2024-04-30', ...job).is('aftercare', 'warning', { dueOn: '2024-04-30' });
    const once = [...job, a.jobConfirmation('2024-04-30')] as const;
    on('2024-07-16', ...once).is('aftercare', 'nothing');
    on('2024-07-31', ...once).is('aftercare', 'warning', { dueOn: '2024-07-31' });
    const twice = [...once, a.jobConfirmation('2024-08-01')] as const;
    on('2024-08-02', ...twice).is('aftercare', 'nothing');
    on('2025-01-31', ...twice).is('aftercare', 'warning', { dueOn: '2025-01-31' });
    on('2026-01-31', ...twice, a.jobConfirmation('2025-02-01')).is('aftercare', 'nothing');
  });

  it('is not answered by a confirmation before its day, and one late confirmation answers all before it', () => {
    on('2024-05-01', ...job, a.jobConfirmation('2024-04-29')).is('aftercare', 'warning', { dueOn: '2024-04-30' });
    on('2024-09-01', ...job).is('aftercare', 'warning', { dueOn: '2024-04-30' });
    on('2024-09-01', ...job, a.jobConfirmation('2024-08-15')).is('aftercare', 'nothing');
  });

  it('starts again with a new job and ends with the job', () => {
    on('2024-08-01', ...job, a.job('2024-06-01')).is('aftercare', 'nothing');
    on('2024-09-01', ...job, a.job('2024-06-01')).is('aftercare', 'warning', { dueOn: '2024-09-01' });
    on('2024-09-01', ...job, a.jobEnd('2024-06-01')).is('aftercare', 'nothing');
  });
});

describe('The registration at the month end', () => {
  const twe = a.referral('2024-01-01');

  it('must cover the last day of the present month while TWE runs', () => {
    on('2024-02-01', twe).is('month-end', 'deadline', { dueOn: '2024-02-29', daysLeft: 28, step: 'registration.confirmed' });
    on('2024-02-29', twe).is('month-end', 'warning', { daysLeft: 0, source: 'VDAB draaiboek TWE-OCMW, financiering' });
    on('2024-02-15', twe, a.registration('2024-02-01', '2024-02-28')).is('month-end', 'deadline');
    on('2024-02-15', twe, a.registration('2024-02-01', '2024-02-29')).is('month-end', 'nothing');
    on('2024-03-01', twe, a.registration('2024-02-01', '2024-02-29')).is('month-end', 'deadline', { dueOn: '2024-03-31', daysLeft: 30 });
  });

  it('hangs on the registration confirmed last', () => {
    on('2024-02-15', twe, a.registration('2024-01-15', '2024-12-31'), a.registration('2024-02-01', '2024-02-10')).is(
      'month-end',
      'deadline',
    );
  });

  it('is asked of TWE only, also while interrupted', () => {
    on('2024-02-15', a.referral('2024-01-01', { programme: 'art60' })).is('month-end', 'nothing');
    on('2024-02-15', twe, a.interruption('2024-02-01')).is('month-end', 'deadline');
  });
});

describe('Deadlines and warnings', () => {
  it('are none for a trajectory that has ended, and come back with a reopening', () => {
    const ended = [a.referral('2024-01-01'), a.placement('2024-01-02', { plannedEnd: '2024-06-30' }), a.end('2024-03-01')] as const;
    expect(deadlinesOf({ taken: takenOf(...ended), today: '2026-06-01', birthDate: null })).toEqual({ deadlines: [], warnings: [] });
    on('2024-06-30', ...ended, a.reopening('2024-04-01')).is('placement-ends', 'warning');
  });

  it('come earliest first, each once, never due on the wrong side, and only with steps that the state takes', () => {
    fc.assert(
      fc.property(arbitraryHistory(), fc.nat(900), fc.option(fc.integer({ min: 18, max: 64 }), { nil: null }), (steps, after, age) => {
        const taken = takenOf(...steps);
        const last = taken.at(-1) ?? taken[0];
        const today = addDays(last.step.occurredOn, after);
        const birthDate = age === null ? null : `${2024 - age}-02-28`;
        const { deadlines, warnings } = deadlinesOf({ taken, today, birthDate });
        const all = [...warnings, ...deadlines];
        expect(warnings.every(({ dueOn, daysLeft }) => daysLeft <= 0 && dueOn <= today)).toBe(true);
        expect(deadlines.every(({ dueOn, daysLeft }) => daysLeft > 0 && dueOn > today)).toBe(true);
        expect(all.map(({ dueOn }) => dueOn)).toEqual(all.map(({ dueOn }) => dueOn).toSorted());
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        const allowed = allowedSteps(last.snapshot);
        expect(all.every(({ step, source }) => (step === null || allowed.includes(step)) && source !== '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  }, 180_000);
});

describe('The rules', () => {
  it('hold without a gap or an overlap from 2017 on, for every age', () => {
    for (const id of new Set(RULES.map((rule) => rule.id))) {
      for (const day of ['2017-01-01', '2025-12-31', '2026-01-01', '2100-01-01']) {
        for (const age of [16, 35, 36, 49, 50, 70]) {
          const holding = RULES.filter(
            (rule) =>
              rule.id === id &&
              (rule.from ?? day) <= day &&
              day <= (rule.until ?? day) &&
              (rule.ageFrom ?? 0) <= age &&
              age < (rule.ageUnder ?? 200),
          );
          expect(holding, `${id} on ${day} at ${age}`).toHaveLength(1);
        }
      }
    }
  });

  it('are asked for by day, and say so where none holds', () => {
    expect(ruleOn('twe.months', '2017-01-01').value).toBe(24);
    expect(() => ruleOn('twe.months', '2016-12-31')).toThrow(RangeError);
  });
});
