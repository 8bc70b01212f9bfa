import { describe, it } from 'vitest';
import { a, given } from '../../setup/trajectories.ts';

const referral = a.referral('2024-01-01');

describe('A trajectory', () => {
  it('begins with a referral', () => {
    given().when(referral).then({ state: 'referred', presence: 'active', municipality: 'Diest' });
  });

  it('begins with nothing else', () => {
    for (const step of [a.intake('2024-01-01'), a.placement('2024-01-01'), a.end('2024-01-01')]) {
      given().when(step).thenRefused('before-referral', ['referral.received']);
    }
  });

  it('has one referral only', () => {
    given(referral).when(a.referral('2024-01-02')).thenRefused('not-in-this-state');
  });

  it('goes from the social economy over a follow-on placement to lasting regular work', () => {
    given(
      referral,
      a.intake('2024-01-08'),
      a.adviceRequest('2024-01-09'),
      a.approval('2024-02-20', ['maatwerk'], '2024-12-31'),
      a.placement('2024-03-01', { workForm: 'maatwerk', organisation: 'De Kringwinkel' }),
      a.placementEnd('2024-09-30'),
      a.followOn('2024-10-15', { workForm: 'art60', organisation: 'Stad Diest' }),
      a.job('2025-02-01'),
      a.jobConfirmation('2025-08-01'),
    ).then({
      state: 'regular.sustained',
      stays: [
        { state: 'referred', fromDate: '2024-01-01', toDate: '2024-01-08', enteredFrom: null },
        { state: 'screening.intake', fromDate: '2024-01-08', toDate: '2024-01-09', enteredFrom: 'referred' },
        { state: 'screening.requested', fromDate: '2024-01-09', toDate: '2024-02-20' },
        { state: 'screening.approved', fromDate: '2024-02-20', toDate: '2024-03-01' },
        {
          state: 'socialEconomy.working',
          fromDate: '2024-03-01',
          toDate: '2024-09-30',
          workForm: 'maatwerk',
          organisation: 'De Kringwinkel',
        },
        { state: 'socialEconomy.between', fromDate: '2024-09-30', toDate: '2024-10-15', workForm: null, organisation: null },
        { state: 'followOn.working', fromDate: '2024-10-15', toDate: '2025-02-01', workForm: 'art60', setting: 'public' },
        { state: 'regular.working', fromDate: '2025-02-01', toDate: '2025-08-01', workForm: null },
        { state: 'regular.sustained', fromDate: '2025-08-01', toDate: null },
      ],
    });
  });

  it('offers at its beginning what a referred person can meet', () => {
    given(referral).then({
      allowed: [
        'intake.held',
        'advice.requested',
        'placement.started',
        'job.started',
        'evaluation.held',
        'registration.confirmed',
        'interruption.started',
        'trajectory.transferred',
        'trajectory.ended',
      ],
    });
  });

  it('offers nothing but a reopening once it has ended', () => {
    given(referral, a.end('2024-02-01')).then({ allowed: ['trajectory.reopened'] });
  });
});

describe('A placement', () => {
  it('goes to the social economy by its setting, whatever the work form', () => {
    given(referral)
      .when(a.placement('2024-02-01', { workForm: 'internship', setting: 'social-economy' }))
      .then({ state: 'socialEconomy.working' });
    for (const setting of ['public', 'nonprofit', 'private'] as const) {
      given(referral).when(a.placement('2024-02-01', { setting })).then({ state: 'followOn.working' });
    }
  });

  it('that starts while another runs ends that other on the same day', () => {
    given(referral, a.placement('2024-02-01', { organisation: 'A' }))
      .when(a.placement('2024-05-01', { organisation: 'B' }))
      .then({
        state: 'socialEconomy.working',
        stays: [
          { state: 'referred' },
          { organisation: 'A', fromDate: '2024-02-01', toDate: '2024-05-01' },
          { organisation: 'B', fromDate: '2024-05-01', toDate: null },
        ],
      });
  });

  it('equal to the one that runs is another placement all the same', () => {
    given(referral, a.placement('2024-02-01'))
      .when(a.placement('2024-05-01'))
      .then({ stays: [{ state: 'referred' }, { toDate: '2024-05-01' }, { fromDate: '2024-05-01', enteredFrom: 'socialEconomy.working' }] });
  });

  it('may follow a job that was lost, or end a job that runs', () => {
    given(referral, a.job('2024-02-01'), a.jobEnd('2024-03-01')).when(a.placement('2024-04-01')).then({ state: 'socialEconomy.working' });
    given(referral, a.job('2024-02-01')).when(a.followOn('2024-04-01')).then({ state: 'followOn.working' });
    given(referral, a.job('2024-02-01'), a.followOn('2024-04-01')).when(a.jobEnd('2024-05-01')).thenRefused('not-in-this-state');
  });

  it('ends only while it runs', () => {
    given(referral).when(a.placementEnd('2024-02-01')).thenRefused('not-in-this-state');
    given(referral, a.followOn('2024-02-01'), a.placementEnd('2024-03-01'))
      .when(a.placementEnd('2024-04-01'))
      .thenRefused('not-in-this-state');
    given(referral, a.followOn('2024-02-01'), a.job('2024-03-01')).when(a.placementEnd('2024-04-01')).thenRefused('not-in-this-state');
  });
});

describe('A job', () => {
  const atWork = [referral, a.job('2024-08-31')] as const;

  it('may come without any placement', () => {
    given(referral).when(a.job('2024-02-01')).then({ state: 'regular.working' });
  });

  it('is sustained once confirmed on a day six months after its start', () => {
    given(...atWork)
      .when(a.jobConfirmation('2025-02-27'))
      .then({ state: 'regular.working' });
    given(...atWork)
      .when(a.jobConfirmation('2025-02-28'))
      .then({ state: 'regular.sustained' });
  });

  it('begun on 31 January is sustained from 31 July on, and one begun on 31 August from the last of February', () => {
    given(referral, a.job('2024-01-31')).when(a.jobConfirmation('2024-07-30')).then({ state: 'regular.working' });
    given(referral, a.job('2024-01-31')).when(a.jobConfirmation('2024-07-31')).then({ state: 'regular.sustained' });
    const leapYear = [a.referral('2023-08-01'), a.job('2023-08-31')] as const;
    given(...leapYear)
      .when(a.jobConfirmation('2024-02-28'))
      .then({ state: 'regular.working' });
    given(...leapYear)
      .when(a.jobConfirmation('2024-02-29'))
      .then({ state: 'regular.sustained' });
  });

  it('stays sustained at later confirmations', () => {
    given(...atWork, a.jobConfirmation('2025-03-01'))
      .when(a.jobConfirmation('2025-08-31'))
      .then({
        state: 'regular.sustained',
        stays: [{ state: 'referred' }, { state: 'regular.working' }, { state: 'regular.sustained', toDate: null }],
      });
  });

  it('that follows another at once is a job change: its months start again, also from sustained', () => {
    const changed = [...atWork, a.jobConfirmation('2025-03-01'), a.job('2025-04-01')] as const;
    given(...changed).then({ state: 'regular.working' });
    given(...changed)
      .when(a.jobConfirmation('2025-09-30'))
      .then({ state: 'regular.working' });
    given(...changed)
      .when(a.jobConfirmation('2025-10-01'))
      .then({ state: 'regular.sustained' });
  });

  it('that changes while not yet sustained makes no new stay, but does count its months anew', () => {
    const changed = [...atWork, a.job('2024-12-01')] as const;
    given(...changed).then({
      state: 'regular.working',
      stays: [{ state: 'referred' }, { state: 'regular.working', fromDate: '2024-08-31' }],
    });
    given(...changed)
      .when(a.jobConfirmation('2025-03-01'))
      .then({ state: 'regular.working' });
  });

  it('ends from working and from sustained', () => {
    given(...atWork)
      .when(a.jobEnd('2024-10-01'))
      .then({ state: 'regular.between' });
    given(...atWork, a.jobConfirmation('2025-03-01'))
      .when(a.jobEnd('2025-03-02'))
      .then({ state: 'regular.between' });
  });

  it('is neither confirmed nor ended where none runs', () => {
    for (const step of [a.jobConfirmation('2025-03-02'), a.jobEnd('2025-03-02')]) {
      given(referral).when(step).thenRefused('not-in-this-state');
      given(...atWork, a.jobEnd('2025-03-01'))
        .when(step)
        .thenRefused('not-in-this-state');
      given(...atWork, a.placement('2025-03-01'))
        .when(step)
        .thenRefused('not-in-this-state');
    }
  });
});

describe('Evaluations and registrations', () => {
  it('mark the trajectory and move it nowhere', () => {
    for (const step of [a.evaluation('2024-02-01'), a.registration('2024-02-01', '2024-12-31')]) {
      given(referral, a.interruption('2024-01-15')).when(step).then({ state: 'referred', presence: 'interrupted' });
      given(referral, a.end('2024-01-15')).when(step).thenRefused('not-in-this-state');
    }
  });
});
