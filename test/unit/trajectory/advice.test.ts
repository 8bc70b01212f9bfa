import { describe, it } from 'vitest';
import { type Step, WorkForm } from '#shared/trajectory/steps.ts';
import { a, given } from '../../setup/trajectories.ts';

const referral = a.referral('2024-01-01');
const request = a.adviceRequest('2024-01-02');

describe('A request for advice', () => {
  it('moves a referred person and a screening to requested', () => {
    given(referral).when(request).then({ state: 'screening.requested' });
    given(referral, a.intake('2024-01-01')).when(request).then({ state: 'screening.requested' });
    given(referral, request, a.refusal('2024-02-01')).when(a.adviceRequest('2024-03-01')).then({ state: 'screening.requested' });
    given(referral, request, a.approval('2024-02-01')).when(a.adviceRequest('2024-03-01')).then({ state: 'screening.requested' });
  });

  it('only marks a trajectory that is past screening', () => {
    given(referral, a.placement('2024-02-01'))
      .when(a.adviceRequest('2024-03-01'))
      .then({ state: 'socialEconomy.working', stays: [{ state: 'referred' }, { state: 'socialEconomy.working' }] });
  });

  it('may be made again while one waits', () => {
    given(referral, request).when(a.adviceRequest('2024-02-01', 'gtb')).then({ state: 'screening.requested' });
  });
});

describe('A decision on advice', () => {
  it('is refused while no request waits', () => {
    given(referral).when(a.approval('2024-02-01')).thenRefused('no-request-pending');
    given(referral, request, a.approval('2024-02-01')).when(a.refusal('2024-02-02')).thenRefused('no-request-pending');
    given(referral, a.placement('2024-02-01')).when(a.approval('2024-02-02')).thenRefused('no-request-pending');
  });

  it('approves or refuses what waits in screening', () => {
    given(referral, request).when(a.approval('2024-02-01')).then({ state: 'screening.approved' });
    given(referral, request).when(a.refusal('2024-02-01')).then({ state: 'screening.refused' });
  });

  it('that comes after a placement has started answers the request still, and marks only', () => {
    given(referral, request, a.placement('2024-02-01')).when(a.approval('2024-03-01')).then({ state: 'socialEconomy.working' });
    given(referral, request, a.placement('2024-02-01'), a.approval('2024-03-01'))
      .when(a.placement('2024-04-01', { workForm: 'maatwerk' }))
      .then({ state: 'socialEconomy.working' });
  });

  it('may arrive during an interruption', () => {
    given(referral, request, a.interruption('2024-01-15'))
      .when(a.approval('2024-02-01'))
      .then({ state: 'screening.approved', presence: 'interrupted' });
  });
});

describe('A placement that needs advice', () => {
  const maatwerk = (day: string) => a.placement(day, { workForm: 'maatwerk' });

  it('is refused without it for maatwerk, individual maatwerk, LDE and arbeidszorg, and taken for every other form', () => {
    const needing = ['maatwerk', 'individual-maatwerk', 'lde', 'arbeidszorg'];
    for (const workForm of WorkForm.options) {
      for (const setting of ['social-economy', 'private'] as const) {
        const outcome = given(referral).when(a.placement('2024-02-01', { workForm, setting }));
        if (needing.includes(workForm)) outcome.thenRefused('advice-required');
        else outcome.then({ state: setting === 'social-economy' ? 'socialEconomy.working' : 'followOn.working' });
      }
    }
  });

  it('is refused while the request waits, and after a refusal', () => {
    given(referral, request).when(maatwerk('2024-02-01')).thenRefused('advice-required');
    given(referral, request, a.refusal('2024-01-20')).when(maatwerk('2024-02-01')).thenRefused('advice-required');
    // A refusal may say what it was about: that approves nothing.
    const refusal: Step = { type: 'advice.decided', occurredOn: '2024-01-20', details: { outcome: 'refused', workForms: ['maatwerk'] } };
    given(referral, request, refusal).when(maatwerk('2024-02-01')).thenRefused('advice-required');
  });

  it('must be named in the approval', () => {
    given(referral, request, a.approval('2024-01-20', ['lde', 'arbeidszorg']))
      .when(maatwerk('2024-02-01'))
      .thenRefused('advice-required');
    given(referral, request, a.approval('2024-01-20', ['lde', 'maatwerk']))
      .when(maatwerk('2024-02-01'))
      .then({ state: 'socialEconomy.working' });
  });

  it('may start on the last day on which the approval is valid, and not on the day after', () => {
    const approved = [referral, request, a.approval('2024-01-20', ['maatwerk'], '2024-06-30')] as const;
    given(...approved)
      .when(maatwerk('2024-06-30'))
      .then({ state: 'socialEconomy.working' });
    given(...approved)
      .when(maatwerk('2024-07-01'))
      .thenRefused('advice-required');
  });

  it('may start any time after an approval without end', () => {
    given(referral, request, a.approval('2024-01-20')).when(maatwerk('2034-07-01')).then({ state: 'socialEconomy.working' });
  });

  it('hangs on the latest decision: a later refusal takes an approval away, a later approval replaces its forms', () => {
    const approved = [referral, request, a.approval('2024-01-20'), a.adviceRequest('2024-02-01')] as const;
    given(...approved)
      .when(maatwerk('2024-02-10'))
      .then({ state: 'socialEconomy.working' });
    given(...approved, a.refusal('2024-02-05'))
      .when(maatwerk('2024-02-10'))
      .thenRefused('advice-required');
    given(...approved, a.approval('2024-02-05', ['lde']))
      .when(maatwerk('2024-02-10'))
      .thenRefused('advice-required');
  });

  it('is allowed on the day of the decision when recorded after it, and not when recorded before it', () => {
    given(referral, request, a.approval('2024-01-20')).when(maatwerk('2024-01-20')).then({ state: 'socialEconomy.working' });
    given(referral, request).when(maatwerk('2024-01-20')).thenRefused('advice-required');
  });
});
