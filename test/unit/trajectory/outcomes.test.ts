import { describe, expect, it } from 'vitest';
import { milestonesOf } from '#shared/trajectory/milestones.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import { a, takenOf } from '../../setup/trajectories.ts';

function milestones(...steps: readonly Step[]) {
  return milestonesOf(takenOf(...steps), { birthDate: null, gender: null, education: null });
}

describe('What came first', () => {
  it('is nothing as long as nothing has happened', () => {
    expect(milestones(a.referral('2024-01-01'), a.intake('2024-02-01'))).toMatchObject({
      placementOutcome: null,
      socialEconomyOutcome: null,
      jobOutcome: null,
      placedOutcome: null,
      firstJob: null,
    });
  });

  it('is the first of the event and those that compete with it, for every question its own', () => {
    expect(
      milestones(
        a.referral('2024-01-01'),
        a.followOn('2024-02-01'),
        a.end('2024-03-01'),
        a.reopening('2024-03-10'),
        a.placement('2024-04-01'),
        a.job('2024-05-01'),
      ),
    ).toMatchObject({
      placementOutcome: { what: 'placement', on: '2024-02-01' },
      socialEconomyOutcome: { what: 'ended', on: '2024-03-01' },
      jobOutcome: { what: 'ended', on: '2024-03-01' },
      placedOutcome: { what: 'ended', on: '2024-03-01' },
    });
  });

  it.each([
    { order: [a.placement('2024-02-01'), a.job('2024-02-01')], placement: 'placement', placed: 'job' },
    { order: [a.job('2024-02-01'), a.placement('2024-02-01')], placement: 'job', placed: 'job-before' },
  ])('within a day is decided by the order of the steps', ({ order, placement, placed }) => {
    expect(milestones(a.referral('2024-02-01'), ...order)).toMatchObject({
      placementOutcome: { what: placement, on: '2024-02-01' },
      socialEconomyOutcome: { what: placement === 'job' ? 'job' : 'social-economy' },
      jobOutcome: { what: 'job' },
      placedOutcome: { what: placed, on: '2024-02-01' },
    });
  });

  it('since the first placement takes no notice of an end before it', () => {
    const { placedOutcome } = milestones(
      a.referral('2024-01-01'),
      a.end('2024-02-01'),
      a.reopening('2024-03-01'),
      a.placement('2024-04-01'),
    );
    expect(placedOutcome).toBeNull();
  });
});

describe('The first job', () => {
  const started = [a.referral('2024-01-01'), a.job('2024-02-01')] as const;

  it('is known on the day it began, on its confirmations and on a change of job, and lost on the day it ended', () => {
    const { firstJob } = milestones(...started, a.jobConfirmation('2024-03-01'), a.job('2024-04-01'), a.jobEnd('2024-05-01'));
    expect(firstJob).toMatchObject({ knownOn: ['2024-02-01', '2024-03-01', '2024-04-01'], leftOn: '2024-05-01' });
  });

  it('goes on where the next begins on the day it ends', () => {
    const { firstJob } = milestones(...started, a.jobEnd('2024-03-01'), a.job('2024-03-01'), a.jobConfirmation('2024-09-01'));
    expect(firstJob).toMatchObject({ knownOn: ['2024-02-01', '2024-03-01', '2024-09-01'], leftOn: null });
  });

  it('is lost to a placement, and what follows is another spell', () => {
    const { firstJob } = milestones(...started, a.placement('2024-03-01'), a.job('2024-06-01'), a.jobConfirmation('2024-07-01'));
    expect(firstJob).toMatchObject({ knownOn: ['2024-02-01'], leftOn: '2024-03-01' });
  });

  it('may be lost on the very day it began', () => {
    expect(milestones(...started, a.jobEnd('2024-02-01')).firstJob).toMatchObject({ knownOn: ['2024-02-01'], leftOn: '2024-02-01' });
  });

  it('is known on the day a trajectory ended for regular work, and no more after', () => {
    expect(milestones(...started, a.end('2024-08-01', 'regular-work')).firstJob).toMatchObject({
      knownOn: ['2024-02-01', '2024-08-01'],
      leftOn: null,
    });
  });

  it('is not lost, only no longer known, where the trajectory ends for another reason', () => {
    expect(milestones(...started, a.end('2024-08-01', 'moved')).firstJob).toMatchObject({ knownOn: ['2024-02-01'], leftOn: null });
    const reopened = milestones(...started, a.end('2024-08-01', 'moved'), a.reopening('2024-09-01'), a.jobConfirmation('2024-10-01'));
    expect(reopened.firstJob).toMatchObject({ knownOn: ['2024-02-01', '2024-10-01'], leftOn: null });
  });
});
