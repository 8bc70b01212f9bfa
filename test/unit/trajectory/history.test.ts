import { describe, expect, it } from 'vitest';
import { change, inOrder, replay } from '#shared/trajectory/history.ts';
import { a, given, HOME, historyOf, recorded } from '../../setup/trajectories.ts';

const referral = a.referral('2024-01-01');

describe('A step recorded late', () => {
  it('falls into its place', () => {
    given(referral, a.placement('2024-03-01'))
      .when(a.intake('2024-02-01'))
      .then({
        state: 'socialEconomy.working',
        stays: [
          { state: 'referred', toDate: '2024-02-01' },
          { state: 'screening.intake', fromDate: '2024-02-01', toDate: '2024-03-01' },
          { state: 'socialEconomy.working', fromDate: '2024-03-01', enteredFrom: 'screening.intake' },
        ],
      });
  });

  it('that is not legal in its place is refused with its reason and what that place would take', () => {
    given(referral, a.intake('2024-03-01'), a.interruption('2024-03-02'))
      .when(a.placementEnd('2024-02-01'))
      .thenRefused('not-in-this-state', [
        'intake.held',
        'advice.requested',
        'placement.started',
        'job.started',
        'evaluation.held',
        'registration.confirmed',
        'interruption.started',
        'trajectory.transferred',
        'trajectory.ended',
      ]);
  });

  it('from before the referral is refused, whatever it is', () => {
    given(referral).when(a.intake('2023-12-31')).thenRefused('before-referral', ['referral.received']);
    given(referral).when(a.reopening('2023-12-31')).thenRefused('before-referral', ['referral.received']);
  });

  it('that makes a later step impossible is not stored: the answer names that step', () => {
    const job = a.job('2024-03-01');
    const intake = a.intake('2024-02-01');
    given(referral, intake).when(a.placement('2024-01-15')).thenConflict('not-in-this-state', intake);
    given(referral, job, a.jobEnd('2024-04-01')).when(a.interruption('2024-02-01')).thenConflict('interrupted', job);
    given(referral, job).when(a.end('2024-02-01')).thenConflict('not-in-this-state', job);
  });

  it('names the first of several later steps that would become impossible', () => {
    const first = a.placement('2024-03-01');
    given(referral, a.job('2024-04-01'), first).when(a.interruption('2024-02-01')).thenConflict('interrupted', first);
  });

  it('may make a later confirmation no longer enough for sustained', () => {
    given(referral, a.job('2024-01-15'), a.jobConfirmation('2024-07-15')).when(a.job('2024-03-01')).then({ state: 'regular.working' });
  });

  it('of an earlier referral leaves no place for the one that stands', () => {
    given(referral).when(a.referral('2023-12-01')).thenConflict('not-in-this-state', referral);
  });
});

describe('Steps of one day', () => {
  it('stand in the order in which they were recorded', () => {
    given(referral, a.interruption('2024-02-01')).when(a.placement('2024-02-01')).thenRefused('interrupted');
    given(referral, a.placement('2024-02-01'))
      .when(a.interruption('2024-02-01'))
      .then({ state: 'socialEconomy.working', presence: 'interrupted' });
  });

  it('make stays without length, which are kept', () => {
    given(referral, a.intake('2024-01-01'), a.adviceRequest('2024-01-01')).then({
      stays: [
        { state: 'referred', fromDate: '2024-01-01', toDate: '2024-01-01' },
        { state: 'screening.intake', fromDate: '2024-01-01', toDate: '2024-01-01', enteredFrom: 'referred' },
        { state: 'screening.requested', fromDate: '2024-01-01', toDate: null },
      ],
    });
  });

  it('are ordered by recording and not by id or by how they are given', () => {
    const steps = [recorded(a.intake('2024-01-01'), 10), recorded(referral, 9), recorded(a.evaluation('2023-12-31'), 11)];
    expect(inOrder(steps).map(({ type }) => type)).toEqual(['evaluation.held', 'referral.received', 'intake.held']);
    expect(steps[0]?.type).toBe('intake.held');
  });
});

describe('A step withdrawn', () => {
  it('leaves what the others amount to', () => {
    given(referral, a.intake('2024-02-01'), a.placement('2024-03-01'))
      .whenWithdrawn(2)
      .then({
        stays: [
          { state: 'referred', toDate: '2024-03-01' },
          { state: 'socialEconomy.working', enteredFrom: 'referred' },
        ],
      });
  });

  it('without which a later step would be impossible stays: the answer names that step', () => {
    const end = a.placementEnd('2024-03-01');
    given(referral, a.placement('2024-02-01'), end).whenWithdrawn(2).thenConflict('not-in-this-state', end);
  });

  it('cannot be the referral while anything stands on it, nor when nothing is left', () => {
    const intake = a.intake('2024-02-01');
    given(referral, intake).whenWithdrawn(1).thenConflict('before-referral', intake);
    given(referral).whenWithdrawn(1).thenConflict('before-referral', null);
  });

  it('may be an end: the trajectory runs on, without a reopening', () => {
    given(referral, a.placement('2024-02-01'), a.end('2024-03-01'))
      .whenWithdrawn(3)
      .then({ state: 'socialEconomy.working', stays: [{}, { toDate: null }] });
  });
});

describe('A correction', () => {
  it('puts another step in the place of the one withdrawn', () => {
    given(referral, a.placement('2024-02-01'), a.placementEnd('2024-03-01'))
      .whenCorrected(2, a.followOn('2024-02-10'))
      .then({ state: 'followOn.between', stays: [{ toDate: '2024-02-10' }, { state: 'followOn.working' }, { state: 'followOn.between' }] });
  });

  it('on the same day keeps the place among the steps of that day', () => {
    // Recorded anew it would come after the interruption of that day, and be refused.
    given(referral, a.placement('2024-02-01'), a.interruption('2024-02-01'))
      .whenCorrected(2, a.followOn('2024-02-01'))
      .then({ state: 'followOn.working', presence: 'interrupted' });
  });

  it('to another day comes after what was recorded for that day before', () => {
    given(referral, a.placement('2024-02-01'), a.interruption('2024-02-02'))
      .whenCorrected(2, a.followOn('2024-02-02'))
      .thenRefused('interrupted');
  });

  it('may move the referral, but not behind what followed it', () => {
    const intake = a.intake('2024-02-01');
    given(referral, intake)
      .whenCorrected(1, a.referral('2024-01-20', { programme: 'art60' }))
      .then({ stays: [{ fromDate: '2024-01-20' }, {}] });
    given(referral, intake)
      .whenCorrected(1, a.referral('2023-11-20'))
      .then({ stays: [{ fromDate: '2023-11-20' }, {}] });
    given(referral, intake).whenCorrected(1, a.referral('2024-02-02')).thenConflict('before-referral', intake);
    given(referral, intake).whenCorrected(1, a.intake('2024-01-01')).thenRefused('before-referral');
  });

  it('that makes a later step impossible names it', () => {
    const end = a.placementEnd('2024-03-01');
    given(referral, a.placement('2024-02-01'), end).whenCorrected(2, a.job('2024-02-01')).thenConflict('not-in-this-state', end);
    given(referral, a.placement('2024-02-01'), end).whenCorrected(2, a.placement('2024-03-02')).thenConflict('not-in-this-state', end);
  });

  it('that is itself impossible is refused with its own reason', () => {
    given(referral, a.placement('2024-02-01'))
      .whenCorrected(2, a.placement('2024-02-01', { workForm: 'lde' }))
      .thenRefused('advice-required');
  });
});

describe('A replay', () => {
  it('of nothing at all lacks its referral', () => {
    expect(replay(HOME, [])).toEqual({ legal: false, step: null, reason: 'before-referral', allowed: ['referral.received'] });
  });

  it('leaves the history it was given as it was', () => {
    const history = Object.freeze(historyOf(referral, a.placement('2024-03-01')));
    change(HOME, history, { withdrawn: 'step-2', added: recorded(a.intake('2024-02-01'), 3) });
    expect(history).toEqual(historyOf(referral, a.placement('2024-03-01')));
  });
});
