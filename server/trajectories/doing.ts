import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from '#server/db/client.ts';
import { violatedConstraint } from '#server/db/violations.ts';
import { Problem, type ProblemMembers } from '#shared/contract/problem.ts';
import { dayInBrussels } from '#shared/plain-date.ts';
import type { Change, Taken } from '#shared/trajectory/history.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import { isMunicipality, type Reach, writeChanges, writeTallies } from './store.ts';
import type { Person, TrajectoryChange, TrajectoryFile } from './trajectory-file.ts';

/** What every deed on trajectories is given: the transaction, who acts and how far that reaches, and the moment. */
export interface Doing {
  readonly tx: Transaction;
  readonly actor: Person;
  readonly reach: Reach;
  readonly now: Date;
  readonly newId: () => string;
}

/**
 * Stores a change with its tallies.
 * @returns false when somebody else changed the trajectory since it was read; then nothing was stored
 * @throws Problem trajectory.another-running, step.id-taken
 */
export async function storeChange({ tx }: Doing, change: TrajectoryChange): Promise<boolean> {
  try {
    if ((await writeChanges(tx, [change])) === 0) return false;
    await writeTallies(tx, change.tallies);
    return true;
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'trajectory_one_running') throw new Problem('trajectory.another-running');
    if (constraint === 'step_pkey' || constraint === 'trajectory_pkey') throw idTaken();
    throw error;
  }
}

/** The history that a change leads to; or the refusal, in `where` of the input, that says what stands in the way. */
export function acceptedOrProblem(change: Change): readonly [Taken, ...Taken[]] {
  switch (change.outcome) {
    case 'accepted':
      return change.taken;
    case 'refused':
      throw new Problem('trajectory.illegal-step', { reason: change.reason, allowedSteps: change.allowed });
    case 'conflict': {
      const { reason, conflictingStep: step } = change;
      const members: ProblemMembers = step ? { conflictingStep: { id: step.id, type: step.type, occurredOn: step.occurredOn } } : {};
      throw new Problem('trajectory.history-conflict', { reason, ...members });
    }
  }
}

/** What no state of the machine decides: a day after today is a typing slip, and a transfer goes to a municipality that exists. */
export async function refuseBadInput({ tx, now }: Doing, step: Step, path: string): Promise<void> {
  if (step.occurredOn > dayInBrussels(now)) {
    const message = 'a step is recorded on or after the day it happened; this day is still to come';
    throw new Problem('request.invalid', { fields: [{ path: `${path}.occurredOn`, code: 'date.in-future', message }] });
  }
  if (step.type === 'trajectory.transferred' && !(await isMunicipality(tx, step.details.toMunicipality))) {
    const message = 'the code of a municipality of GET /api/municipalities';
    throw new Problem('municipality.unknown', {
      fields: [{ path: `${path}.details.toMunicipality`, code: 'municipality.unknown', message }],
    });
  }
}

/**
 * A file that waits for another office is nobody's to change, nor is one whose person is with another office by now.
 * @throws Problem handover.pending, handover.past
 */
export function requireWritable({ reach }: Pick<Doing, 'reach'>, file: TrajectoryFile): void {
  if (file.handover?.status === 'proposed') throw new Problem('handover.pending');
  if (isPersonElsewhere(file, reach)) throw new Problem('handover.past');
}

export function isPersonElsewhere({ personOffice }: TrajectoryFile, reach: Reach): boolean {
  return reach !== 'all' && (personOffice === null || !reach.includes(personOffice));
}

/** @throws Problem participant.erased, version.stale */
export function requireVersion(file: TrajectoryFile, version: number): void {
  if (file.isErased) throw new Problem('participant.erased');
  if (file.version !== version) throw new Problem('version.stale', { currentVersion: file.version });
}

/** Whether a step with this id was recorded before with this same content. @throws Problem step.id-taken when with other content */
export function isRepeated(file: TrajectoryFile, id: string | undefined, step: Step, note: string | null): boolean {
  const before = file.steps.find((record) => record.id === id);
  if (!before) return false;
  if (before.note === note && isDeepStrictEqual(before.step, step)) return true;
  throw idTaken();
}

function idTaken(): Problem {
  return new Problem('step.id-taken', {
    fields: [{ path: 'body.id', code: 'id.taken', message: 'another id, or the same content as before' }],
  });
}
