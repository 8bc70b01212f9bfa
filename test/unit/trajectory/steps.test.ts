import { describe, expect, it } from 'vitest';
import { activityOf, STAGES, STATES, stageOf } from '#shared/trajectory/states.ts';
import { STEP_TYPES, Step, StepDetails } from '#shared/trajectory/steps.ts';
import { a } from '../../setup/trajectories.ts';

describe('A step', () => {
  it('of each type is taken as the builders make it', () => {
    const steps = [
      a.referral('2024-01-01', { referredBy: 'CAW' }),
      a.intake('2024-01-01'),
      a.adviceRequest('2024-01-01'),
      a.approval('2024-01-01', ['lde'], '2024-12-31'),
      a.refusal('2024-01-01'),
      a.placement('2024-01-01', { organisation: 'De Kringwinkel', hoursPerWeek: 38, plannedEnd: '2024-12-31' }),
      a.placementEnd('2024-01-01'),
      a.job('2024-01-01', { employer: 'Bakkerij', support: 'none' }),
      a.jobConfirmation('2024-01-01'),
      a.jobEnd('2024-01-01'),
      a.evaluation('2024-01-01'),
      a.registration('2024-01-01', '2024-12-31'),
      a.interruption('2024-01-01'),
      a.resumption('2024-01-01'),
      a.transfer('2024-01-01', 'Aarschot'),
      a.end('2024-01-01'),
      a.reopening('2024-01-01'),
    ];
    for (const step of steps) expect(Step.parse(step)).toEqual(step);
    expect(new Set(steps.map(({ type }) => type))).toEqual(new Set(STEP_TYPES));
  });

  it('has the details of its type and no others', () => {
    expect(Step.safeParse({ type: 'intake.held', occurredOn: '2024-01-01', details: { body: 'vdab' } }).success).toBe(false);
    expect(Step.safeParse({ type: 'intake.held', occurredOn: '2024-01-01', details: {}, note: 'x' }).success).toBe(false);
    expect(Step.safeParse({ type: 'intake.cancelled', occurredOn: '2024-01-01', details: {} }).success).toBe(false);
  });

  it('cannot do without the details that trajectory.md requires', () => {
    const required = {
      'referral.received': { programme: 'twe' },
      'advice.requested': { body: 'vdab' },
      'advice.decided': { outcome: 'refused' },
      'placement.started': { workForm: 'art60', setting: 'public' },
      'placement.ended': { reason: 'completed' },
      'job.started': { contract: 'permanent' },
      'job.ended': { reason: 'completed' },
      'evaluation.held': { kind: 'gpmi' },
      'registration.confirmed': { validUntil: '2024-12-31' },
      'interruption.started': { reason: 'illness' },
      'trajectory.transferred': { toMunicipality: 'Aarschot' },
      'trajectory.ended': { reason: 'death' },
      'trajectory.reopened': { reason: 'mistake' },
    };
    for (const type of STEP_TYPES) {
      const details: Record<string, string> = Object.entries(required).find(([name]) => name === type)?.[1] ?? {};
      expect(StepDetails[type].safeParse(details).success, type).toBe(true);
      for (const key of Object.keys(details)) {
        const without = Object.fromEntries(Object.entries(details).filter(([name]) => name !== key));
        expect(StepDetails[type].safeParse(without).success, `${type} without ${key}`).toBe(false);
        expect(StepDetails[type].safeParse({ ...details, [key]: '' }).success, `${type} with ${key} empty`).toBe(false);
      }
    }
  });

  it('that approves names its work forms, each once; one that refuses need not', () => {
    const decided = (details: object) => StepDetails['advice.decided'].safeParse(details);
    expect(decided({ outcome: 'approved' }).error?.issues[0]).toMatchObject({ path: ['workForms'], params: { code: 'required' } });
    expect(decided({ outcome: 'approved', workForms: [] }).success).toBe(false);
    expect(decided({ outcome: 'approved', workForms: ['lde', 'lde'] }).error?.issues[0]).toMatchObject({ params: { code: 'duplicate' } });
    expect(decided({ outcome: 'approved', workForms: ['lde', 'maatwerk'] }).success).toBe(true);
    expect(decided({ outcome: 'refused' }).success).toBe(true);
  });

  it('has hours per week above 0 and at most 60', () => {
    const started = (hoursPerWeek: number) =>
      StepDetails['placement.started'].safeParse({ workForm: 'art60', setting: 'public', hoursPerWeek }).success;
    expect([0, -1, 0.5, 38, 60, 60.5, Number.NaN].map(started)).toEqual([false, false, true, true, true, false, false]);
  });
});

describe('A state', () => {
  it('is written as its path: the stage, then the activity where it has one', () => {
    expect(stageOf('screening.approved')).toBe('screening');
    expect(activityOf('screening.approved')).toBe('approved');
    expect(stageOf('ended')).toBe('ended');
    expect(activityOf('ended')).toBeNull();
    expect([...new Set(STATES.map(stageOf))]).toEqual([...STAGES]);
  });
});
