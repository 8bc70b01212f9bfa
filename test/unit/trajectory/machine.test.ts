import { describe, expect, it } from 'vitest';
import { getAdjacencyMap, getShortestPaths } from 'xstate/graph';
import { decide, presenceOf, statePath, type TrajectorySnapshot } from '#shared/trajectory/decide.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { trajectoryMachine } from '#shared/trajectory/machine.ts';
import { describeModel, type TransitionModel } from '#shared/trajectory/model.ts';
import { STATES, type State } from '#shared/trajectory/states.ts';
import { STEP_TYPES, type Step } from '#shared/trajectory/steps.ts';
import { a, ELSEWHERE, HOME } from '../../setup/trajectories.ts';

/** Enough steps to make every guard hold and fail. Their days only matter to the job, so that there are finitely many situations. */
const SAMPLES: readonly Step[] = [
  a.referral('2024-01-01'),
  a.intake('2024-01-01'),
  a.adviceRequest('2024-01-01'),
  a.approval('2024-01-01', ['maatwerk']),
  a.refusal('2024-01-01'),
  a.placement('2024-01-01'),
  a.placement('2024-01-01', { workForm: 'maatwerk' }),
  a.followOn('2024-01-01'),
  a.placementEnd('2024-01-01'),
  a.job('2024-01-01'),
  a.jobConfirmation('2024-06-30'),
  a.jobConfirmation('2024-07-01'),
  a.jobEnd('2024-07-01'),
  a.evaluation('2024-01-01'),
  a.registration('2024-01-01', '2024-12-31'),
  a.interruption('2024-01-01'),
  a.resumption('2024-01-01'),
  a.transfer('2024-01-01', ELSEWHERE),
  a.transfer('2024-01-01', HOME),
  a.end('2024-01-01'),
  a.reopening('2024-01-01'),
];

const options = {
  input: { referral: a.referral('2024-01-01'), municipality: HOME },
  events: SAMPLES,
  serializeState: situation,
  serializeEvent: (step: Step) => JSON.stringify(step),
};

const situations = Object.values(getAdjacencyMap(trajectoryMachine, options)).map(({ state }) => state);

/** Every move that any situation makes of any sample, as `from | step | to`; what only marks or changes presence leads to null. */
const moves = new Set(
  situations.flatMap((state) =>
    SAMPLES.flatMap((step) => {
      const decision = decide(state, step);
      return decision.accepted ? [moveOf(statePath(state), step, statePath(decision.snapshot))] : [];
    }),
  ),
);

const model = describeModel();

describe('The machine', () => {
  it('reaches every state, active and interrupted; only an ended trajectory is never interrupted', () => {
    const reached = new Set(situations.map((state) => `${statePath(state)} ${presenceOf(state)}`));
    const expected = STATES.flatMap((state) => (state === 'ended' ? ['ended active'] : [`${state} active`, `${state} interrupted`]));
    expect(reached).toEqual(new Set(expected));
  });

  it('reaches each of them in at most three steps after the referral', () => {
    const lengths = new Map<State, number>();
    for (const { state, weight } of getShortestPaths(trajectoryMachine, options)) {
      const path = statePath(state);
      lengths.set(path, Math.min(lengths.get(path) ?? Number.POSITIVE_INFINITY, weight));
    }
    expect(new Set(lengths.keys())).toEqual(new Set(STATES));
    expect(Math.max(...lengths.values())).toBeLessThanOrEqual(3);
  });

  it('takes every transition of its model but decisions in states where no request can wait', () => {
    const untaken = model.transitions.filter((transition) => !expectedMoves(transition).some((move) => moves.has(move)));
    expect(untaken.map(({ from, step }) => [from, step])).toEqual([
      ['referred', 'advice.decided'],
      ['screening.intake', 'advice.decided'],
      ['screening.approved', 'advice.decided'],
      ['screening.refused', 'advice.decided'],
    ]);
    // They are listed because they say why they refuse.
    expect(new Set(untaken.flatMap(({ refusals }) => refusals))).toEqual(new Set(['no-request-pending']));
  });

  it('makes no move that its model does not show', () => {
    const shown = new Set(model.transitions.flatMap(expectedMoves));
    expect([...moves].filter((move) => !shown.has(move))).toEqual([]);
  });

  it('refuses with the reasons of the model where the model shows a transition, and with not-in-this-state where it shows none', () => {
    for (const state of situations) {
      for (const step of SAMPLES) {
        const decision = decide(state, step);
        if (decision.accepted) continue;
        const reasons = model.transitions
          .filter(({ from, step: type }) => from === statePath(state) && type === step.type)
          .flatMap(({ refusals }) => refusals);
        if (step.type === 'interruption.ended') expect(decision.reason).toBe('not-in-this-state');
        else expect(reasons.length > 0 ? reasons : ['not-in-this-state'], `${statePath(state)} ${step.type}`).toContain(decision.reason);
      }
    }
  });

  it('has no clock, calls nobody and leaves nothing to be executed', () => {
    const definition = JSON.stringify(trajectoryMachine.definition);
    expect(definition).not.toMatch(/"invoke":\[\{|xstate\.after|xstate\.raise/);
  });
});

describe('The model', () => {
  it('has the states and types of step of the domain in their order, with their words', () => {
    expect(model.states.map(({ state }) => state)).toEqual([...STATES]);
    expect(model.steps.map(({ type }) => type)).toEqual([...STEP_TYPES]);
    expect(model.states.find(({ state }) => state === 'screening.approved')?.label).toBe(LABELS.state['screening.approved']);
  });

  it('says which state takes which step, under what guard, and where it leads', () => {
    const from = (state: State, step: string) =>
      model.transitions.filter((transition) => transition.from === state && transition.step === step);
    expect(from('screening.requested', 'advice.decided')).toEqual([
      {
        from: 'screening.requested',
        step: 'advice.decided',
        to: 'screening.approved',
        when: 'canApprove',
        refusals: ['no-request-pending'],
      },
      { from: 'screening.requested', step: 'advice.decided', to: 'screening.refused', when: 'canRefuse', refusals: ['no-request-pending'] },
    ]);
    expect(from('regular.working', 'job.confirmed')).toMatchObject([
      { to: 'regular.sustained', when: 'canConfirmSustained', refusals: [] },
      { to: null, when: null, refusals: [] },
    ]);
    expect(from('ended', 'trajectory.reopened')).toMatchObject([{ to: 'last', when: null }]);
    expect(from('followOn.between', 'interruption.started')).toMatchObject([{ to: null, when: 'canInterrupt', refusals: ['interrupted'] }]);
    expect(model.transitions.filter(({ from }) => from === 'ended')).toHaveLength(1);
  });

  it('describes the details of each step as JSON Schema', () => {
    const details = model.steps.find(({ type }) => type === 'placement.started')?.details;
    expect(details).toMatchObject({ type: 'object', required: ['workForm', 'setting'], additionalProperties: false });
  });
});

function moveOf(from: State, step: Step, to: State): string {
  // A placement or a job that starts leads somewhere even where that is where it was.
  const stays =
    from === to &&
    step.type !== 'placement.started' &&
    step.type !== 'job.started' &&
    !(step.type === 'advice.requested' && from === 'screening.requested');
  return `${from} | ${step.type} | ${stays ? null : to}`;
}

function expectedMoves({ from, step, to }: TransitionModel): string[] {
  const targets = to === 'last' ? STATES.filter((state) => state !== 'ended') : [to];
  return targets.map((target) => `${from} | ${step} | ${target}`);
}

/** What tells situations apart, without what only grows: the state, the history that a reopening would use, and what guards look at. */
function situation(snapshot: TrajectorySnapshot): string {
  const { request, advice, interruptedSince, municipality, job, placement } = snapshot.context;
  const last = Object.values(snapshot.historyValue).flatMap((nodes) => nodes.map(({ id }) => id));
  return JSON.stringify([
    snapshot.value,
    snapshot.context.ended ? last : [],
    request !== null,
    advice?.outcome,
    interruptedSince !== null,
    municipality,
    job !== null,
    placement !== null,
  ]);
}
