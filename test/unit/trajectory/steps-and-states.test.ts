import { describe, expect, it } from 'vitest';
import { decide, presenceOf, statePath, type TrajectorySnapshot } from '#shared/trajectory/decide.ts';
import type { RefusalReason } from '#shared/trajectory/guards.ts';
import { STATES, type State } from '#shared/trajectory/states.ts';
import { STEP_TYPES, type Step, type StepType } from '#shared/trajectory/steps.ts';
import { a, ELSEWHERE, takenOf } from '../../setup/trajectories.ts';

/** The shortest usual way into each state; nothing of it is interrupted, and no request for advice waits but in `requested`. */
const WAY: Record<State, readonly Step[]> = {
  referred: [],
  'screening.intake': [a.intake('2024-01-02')],
  'screening.requested': [a.adviceRequest('2024-01-02')],
  'screening.approved': [a.adviceRequest('2024-01-02'), a.approval('2024-01-03')],
  'screening.refused': [a.adviceRequest('2024-01-02'), a.refusal('2024-01-03')],
  'socialEconomy.working': [a.placement('2024-01-02')],
  'socialEconomy.between': [a.placement('2024-01-02'), a.placementEnd('2024-01-03')],
  'followOn.working': [a.followOn('2024-01-02')],
  'followOn.between': [a.followOn('2024-01-02'), a.placementEnd('2024-01-03')],
  'regular.working': [a.job('2024-01-02')],
  'regular.between': [a.job('2024-01-02'), a.jobEnd('2024-01-03')],
  'regular.sustained': [a.job('2024-01-02'), a.jobConfirmation('2024-07-02')],
  ended: [a.intake('2024-01-02'), a.end('2024-01-03')],
};

const DAY = '2025-01-01';

/** The rows of the table: a step of each type, told apart where its details decide where it leads. */
const ROWS: readonly (readonly [name: string, step: Step, note?: 'request' | 'advice'])[] = [
  ['referral.received', a.referral(DAY)],
  ['intake.held', a.intake(DAY)],
  ['advice.requested', a.adviceRequest(DAY)],
  ['advice.decided approved', a.approval(DAY)],
  ['advice.decided refused', a.refusal(DAY)],
  ['  … elsewhere, a request waiting', a.approval(DAY), 'request'],
  ['placement.started social-economy', a.placement(DAY)],
  ['placement.started elsewhere', a.followOn(DAY)],
  ['  … lde, no advice that names it', a.placement(DAY, { workForm: 'lde' })],
  ['  … maatwerk, advised', a.placement(DAY, { workForm: 'maatwerk' }), 'advice'],
  ['placement.ended', a.placementEnd(DAY)],
  ['job.started', a.job(DAY)],
  ['job.confirmed early', a.jobConfirmation('2024-07-01')],
  ['job.confirmed after six months', a.jobConfirmation('2024-07-02')],
  ['job.ended', a.jobEnd(DAY)],
  ['evaluation.held', a.evaluation(DAY)],
  ['registration.confirmed', a.registration(DAY, '2025-12-31')],
  ['interruption.started', a.interruption(DAY)],
  ['interruption.ended', a.resumption(DAY)],
  ['trajectory.transferred', a.transfer(DAY, ELSEWHERE)],
  ['  … to the same municipality', a.transfer(DAY, 'Diest')],
  ['trajectory.ended', a.end(DAY)],
  ['trajectory.reopened', a.reopening(DAY)],
];

const SHORT: Record<State, string> = {
  referred: 'ref',
  'screening.intake': 's.int',
  'screening.requested': 's.req',
  'screening.approved': 's.app',
  'screening.refused': 's.ref',
  'socialEconomy.working': 'se.w',
  'socialEconomy.between': 'se.b',
  'followOn.working': 'fo.w',
  'followOn.between': 'fo.b',
  'regular.working': 'r.w',
  'regular.between': 'r.b',
  'regular.sustained': 'r.sus',
  ended: 'end',
};

const FOOTNOTES: Record<RefusalReason, string> = {
  'not-in-this-state': 'n',
  interrupted: 'i',
  'advice-required': 'a',
  'no-request-pending': 'r',
  'same-municipality': 'm',
  'before-referral': 'b',
};

const LEGEND = [
  'Rows: what happens. Columns: the state it happens in. A state: where it leads. ·: it is taken and moves nothing.',
  '+i: presence becomes interrupted, +a: active.  –: refused, with the reason:',
  ...Object.entries(FOOTNOTES).map(([reason, mark]) => `  –${mark}  ${reason}`),
  '',
  ...Object.entries(SHORT).map(([state, short]) => `  ${short.padEnd(6)}${state}`),
].join('\n');

describe('The steps by the states that take them', () => {
  it('is the table of trajectory.md while the trajectory is active', async () => {
    await expect(table([])).toMatchFileSnapshot('__snapshots__/steps-by-states-active.txt');
  });

  it('is the table of trajectory.md while the trajectory is interrupted', async () => {
    await expect(table([a.interruption('2024-12-01')])).toMatchFileSnapshot('__snapshots__/steps-by-states-interrupted.txt');
  });

  it('has a row for every type of step and a column for every state', () => {
    expect(new Set(ROWS.map(([, { type }]) => type))).toEqual(new Set<StepType>(STEP_TYPES));
    for (const state of STATES) expect(statePath(snapshotIn(state, [])), state).toBe(state);
  });
});

function table(extra: readonly Step[]): string {
  const columns = extra.length > 0 ? STATES.filter((state) => state !== 'ended') : STATES;
  const lines = [
    ['', ...columns.map((state) => SHORT[state])],
    ...ROWS.map(([name, step, note]) => [name, ...columns.map((state) => cell(state, step, [...prepared(state, note), ...extra]))]),
  ];
  return [
    LEGEND,
    '',
    ...lines.map(([name = '', ...cells]) => (name.padEnd(34) + cells.map((text) => text.padEnd(7)).join('')).trimEnd()),
    '',
  ].join('\n');
}

/** What a footnoted row asks for before it: a request that waits, or an approval that names maatwerk. */
function prepared(state: State, note: 'request' | 'advice' | undefined): Step[] {
  if (note === undefined || state === 'ended') return [];
  // In screening a request moves the trajectory: there the state itself says whether one waits.
  const inScreening = state === 'referred' || state.startsWith('screening.');
  if (inScreening) return [];
  return note === 'request' ? [a.adviceRequest('2024-08-01')] : [a.adviceRequest('2024-08-01'), a.approval('2024-08-02', ['maatwerk'])];
}

function cell(state: State, step: Step, extra: readonly Step[]): string {
  const before = snapshotIn(state, extra);
  const decision = decide(before, step);
  if (!decision.accepted) return `–${FOOTNOTES[decision.reason]}`;
  const after = statePath(decision.snapshot);
  const presence = presenceOf(decision.snapshot) === presenceOf(before) ? '' : `+${presenceOf(decision.snapshot).slice(0, 1)}`;
  // A placement or job that starts leads somewhere even when that is where it was.
  const moves = after !== state || step.type === 'placement.started' || step.type === 'job.started';
  return `${moves ? SHORT[after] : '·'}${presence}`;
}

function snapshotIn(state: State, extra: readonly Step[]): TrajectorySnapshot {
  const taken = takenOf(a.referral('2024-01-01'), ...WAY[state], ...extra);
  return taken[taken.length - 1]?.snapshot ?? taken[0].snapshot;
}
