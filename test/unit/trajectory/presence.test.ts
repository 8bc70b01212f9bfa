import { describe, it } from 'vitest';
import { a, ELSEWHERE, given, HOME } from '../../setup/trajectories.ts';

const referral = a.referral('2024-01-01');

describe('An interruption', () => {
  const interrupted = [referral, a.interruption('2024-02-01')] as const;

  it('holds until it is ended', () => {
    given(...interrupted).then({ state: 'referred', presence: 'interrupted' });
    given(...interrupted)
      .when(a.resumption('2024-03-01'))
      .then({
        presence: 'active',
        stays: [
          { state: 'referred', presence: 'active', toDate: '2024-02-01' },
          { state: 'referred', presence: 'interrupted', fromDate: '2024-02-01', toDate: '2024-03-01' },
          { state: 'referred', presence: 'active', fromDate: '2024-03-01', toDate: null },
        ],
      });
  });

  it('refuses an intake, a placement, a job and a second interruption', () => {
    for (const step of [
      a.intake('2024-02-02'),
      a.placement('2024-02-02'),
      a.followOn('2024-02-02'),
      a.job('2024-02-02'),
      a.interruption('2024-02-02'),
    ]) {
      given(...interrupted)
        .when(step)
        .thenRefused('interrupted');
    }
  });

  it('comes first where an advice is missing too', () => {
    given(...interrupted)
      .when(a.placement('2024-02-02', { workForm: 'lde' }))
      .thenRefused('interrupted');
  });

  it('offers none of what it refuses', () => {
    given(...interrupted).then({
      allowed: [
        'advice.requested',
        'evaluation.held',
        'registration.confirmed',
        'interruption.ended',
        'trajectory.transferred',
        'trajectory.ended',
      ],
    });
  });

  it('lets a placement end, a job end and a job be confirmed', () => {
    given(referral, a.placement('2024-01-02'), a.interruption('2024-02-01'))
      .when(a.placementEnd('2024-02-02'))
      .then({ state: 'socialEconomy.between', presence: 'interrupted' });
    given(referral, a.job('2024-01-02'), a.interruption('2024-02-01'))
      .when(a.jobEnd('2024-02-02'))
      .then({ state: 'regular.between', presence: 'interrupted' });
    given(referral, a.job('2024-01-02'), a.interruption('2024-02-01'))
      .when(a.jobConfirmation('2024-07-02'))
      .then({ state: 'regular.sustained', presence: 'interrupted' });
  });

  it('is ended by the end of the trajectory, and a reopening leaves it ended', () => {
    given(...interrupted, a.end('2024-03-01')).then({ state: 'ended', presence: 'active' });
    given(...interrupted, a.end('2024-03-01'))
      .when(a.reopening('2024-03-02'))
      .then({ state: 'referred', presence: 'active' });
    given(...interrupted, a.end('2024-03-01'), a.reopening('2024-03-02'))
      .when(a.intake('2024-03-03'))
      .then({ state: 'screening.intake' });
    given(...interrupted, a.end('2024-03-01'), a.reopening('2024-03-02'))
      .when(a.interruption('2024-03-03'))
      .then({ presence: 'interrupted' });
  });

  it('cannot end where there is none', () => {
    given(referral).when(a.resumption('2024-02-01')).thenRefused('not-in-this-state');
    given(...interrupted, a.end('2024-03-01'))
      .when(a.resumption('2024-03-02'))
      .thenRefused('not-in-this-state');
  });

  it('cannot start once the trajectory has ended', () => {
    given(referral, a.end('2024-03-01')).when(a.interruption('2024-03-02')).thenRefused('not-in-this-state');
  });
});

describe('A transfer', () => {
  it('keeps the state and changes the municipality, with a stay of its own', () => {
    given(referral, a.placement('2024-02-01', { organisation: 'De Kringwinkel' }))
      .when(a.transfer('2024-03-01', ELSEWHERE))
      .then({
        state: 'socialEconomy.working',
        municipality: ELSEWHERE,
        stays: [
          { municipality: HOME, state: 'referred' },
          { municipality: HOME, organisation: 'De Kringwinkel', toDate: '2024-03-01' },
          { municipality: ELSEWHERE, organisation: 'De Kringwinkel', fromDate: '2024-03-01', enteredFrom: 'socialEconomy.working' },
        ],
      });
  });

  it('goes through while interrupted, and keeps the interruption', () => {
    given(referral, a.interruption('2024-02-01'))
      .when(a.transfer('2024-03-01', ELSEWHERE))
      .then({ municipality: ELSEWHERE, presence: 'interrupted' });
  });

  it('to the municipality where the trajectory is already is refused', () => {
    given(referral).when(a.transfer('2024-03-01', HOME)).thenRefused('same-municipality');
    given(referral, a.transfer('2024-03-01', ELSEWHERE)).when(a.transfer('2024-04-01', ELSEWHERE)).thenRefused('same-municipality');
    given(referral, a.transfer('2024-03-01', ELSEWHERE)).when(a.transfer('2024-04-01', HOME)).then({ municipality: HOME });
  });

  it('of an ended trajectory is refused', () => {
    given(referral, a.end('2024-02-01')).when(a.transfer('2024-03-01', ELSEWHERE)).thenRefused('not-in-this-state');
  });
});

describe('An end', () => {
  it('may come in any open state, once', () => {
    given(referral)
      .when(a.end('2024-02-01', 'no-show'))
      .then({ state: 'ended', stays: [{ toDate: '2024-02-01' }, { state: 'ended', stage: 'ended', reason: 'no-show', toDate: null }] });
    given(referral, a.end('2024-02-01')).when(a.end('2024-02-02')).thenRefused('not-in-this-state');
  });

  it('leaves the placement in the past: nothing can end it any more', () => {
    given(referral, a.placement('2024-02-01'), a.end('2024-03-01')).when(a.placementEnd('2024-03-02')).thenRefused('not-in-this-state');
  });
});

describe('A reopening', () => {
  it('leads back to the state before the end, down to its activity', () => {
    const cases = [
      [a.intake('2024-02-01'), 'screening.intake'],
      [a.adviceRequest('2024-02-01'), 'screening.requested'],
      [a.placement('2024-02-01'), 'socialEconomy.working'],
      [a.followOn('2024-02-01'), 'followOn.working'],
      [a.job('2024-02-01'), 'regular.working'],
    ] as const;
    for (const [step, state] of cases) given(referral, step, a.end('2024-03-01')).when(a.reopening('2024-04-01')).then({ state });
    given(referral, a.followOn('2024-02-01'), a.placementEnd('2024-02-02'), a.end('2024-03-01'))
      .when(a.reopening('2024-04-01'))
      .then({ state: 'followOn.between' });
  });

  it('brings back the placement that ran, which may then end', () => {
    const reopened = [
      referral,
      a.placement('2024-02-01', { organisation: 'De Kringwinkel' }),
      a.end('2024-03-01'),
      a.reopening('2024-04-01'),
    ] as const;
    given(...reopened).then({
      stays: [
        { state: 'referred' },
        { organisation: 'De Kringwinkel', toDate: '2024-03-01' },
        { state: 'ended', organisation: null, toDate: '2024-04-01', flowWorkForm: 'art60' },
        { state: 'socialEconomy.working', organisation: 'De Kringwinkel', fromDate: '2024-04-01', enteredFrom: 'ended', reason: null },
      ],
    });
    given(...reopened)
      .when(a.placementEnd('2024-05-01'))
      .then({ state: 'socialEconomy.between' });
  });

  it('brings back the job that ran, with the day it began', () => {
    given(referral, a.job('2024-01-31'), a.end('2024-03-01'), a.reopening('2024-04-01'))
      .when(a.jobConfirmation('2024-07-31'))
      .then({ state: 'regular.sustained' });
  });

  it('keeps the request that waits and the advice that was given', () => {
    given(referral, a.adviceRequest('2024-02-01'), a.end('2024-03-01'), a.reopening('2024-04-01'))
      .when(a.approval('2024-05-01'))
      .then({ state: 'screening.approved' });
  });

  it('of a trajectory ended twice leads to the state before the second end', () => {
    given(referral, a.end('2024-02-01'), a.reopening('2024-03-01'), a.intake('2024-03-02'), a.end('2024-04-01'))
      .when(a.reopening('2024-05-01'))
      .then({ state: 'screening.intake' });
  });

  it('keeps the municipality', () => {
    given(referral, a.transfer('2024-02-01', ELSEWHERE), a.end('2024-03-01'))
      .when(a.reopening('2024-04-01'))
      .then({ municipality: ELSEWHERE });
  });

  it('of an open trajectory is refused', () => {
    given(referral).when(a.reopening('2024-02-01')).thenRefused('not-in-this-state');
    given(referral, a.end('2024-02-01'), a.reopening('2024-03-01')).when(a.reopening('2024-04-01')).thenRefused('not-in-this-state');
  });
});
