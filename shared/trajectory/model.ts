import { z } from 'zod';
import { GUARDS, type GuardName, type RefusalReason } from './guards.ts';
import { LABELS, type Words } from './labels.ts';
import { trajectoryMachine } from './machine.ts';
import { STATES, type Stage, State, stageOf } from './states.ts';
import { STEP_TYPES, StepDetails, type StepType } from './steps.ts';

export interface TransitionModel {
  from: State;
  step: StepType;
  /** `last`: the state before the end. Null: the step marks the trajectory, or changes its presence, and moves it nowhere. */
  to: State | 'last' | null;
  when: GuardName | null;
  /** The codes that `when` may refuse with, in the order in which it looks. */
  refusals: RefusalReason[];
}

/** The machine as data: read off its definition, so that no drawing and no table can differ from the law. */
export function describeModel(): {
  states: { state: State; stage: Stage; label: Words }[];
  steps: { type: StepType; label: Words; details: Record<string, unknown> }[];
  transitions: TransitionModel[];
} {
  return {
    states: STATES.map((state) => ({ state, stage: stageOf(state), label: LABELS.state[state] })),
    // As JSON Schema of what comes in, which partners' tools read.
    steps: STEP_TYPES.map((type) => ({
      type,
      label: LABELS.step[type],
      details: { ...z.toJSONSchema(StepDetails[type], { io: 'input' }) },
    })),
    transitions: STATES.flatMap((state) => STEP_TYPES.flatMap((type) => transitionsOf(state, type))),
  };
}

type Node = (typeof trajectoryMachine)['root'];

const course = child(trajectoryMachine.root, 'course');
const presence = child(trajectoryMachine.root, 'presence');
const open = child(course, 'open');

/**
 * What a state does with a type of step: what its own node says, or else the nearest node around it; or else, while the trajectory is open,
 * what its presence says. A node that lists a type lists every case of it, so nodes farther out have no say any more.
 */
function transitionsOf(state: State, type: StepType): TransitionModel[] {
  const nodes = [nodeOf(state), ...ancestorsOf(nodeOf(state))];
  if (nodes.includes(open)) nodes.push(presence, child(presence, 'interrupted'));
  const definitions = nodes.map((node) => node.transitions.get(type) ?? []).find((found) => found.length > 0) ?? [];
  return definitions.map(({ target, guard }) => {
    const when = isGuardName(guard) ? guard : null;
    return { from: state, step: type, to: destination(target?.[0]), when, refusals: when ? refusalsOf(when) : [] };
  });
}

function destination(target: { readonly type: string; readonly path: readonly string[] } | undefined): State | 'last' | null {
  if (target === undefined || target.path[0] !== 'course') return null;
  return target.type === 'history' ? 'last' : State.parse(target.path.filter((key) => key !== 'course' && key !== 'open').join('.'));
}

/** Without `not-in-this-state`: a state for which the transition is listed never gives that. */
function refusalsOf(guard: GuardName): RefusalReason[] {
  return GUARDS[guard].flatMap(({ reason }) => (reason === null || reason === 'not-in-this-state' ? [] : reason));
}

function isGuardName(guard: unknown): guard is GuardName {
  return typeof guard === 'string' && guard in GUARDS;
}

function nodeOf(state: State): Node {
  return state.split('.').reduce(child, state === 'ended' ? course : open);
}

function ancestorsOf({ parent }: Node): Node[] {
  return parent ? [parent, ...ancestorsOf(parent)] : [];
}

function child(node: Node, key: string): Node {
  const found = node.states[key];
  if (!found) throw new RangeError(`The machine has no state ${node.path.join('.')}.${key}`);
  return found;
}
