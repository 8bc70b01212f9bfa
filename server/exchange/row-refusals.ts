import type { RejectedRow } from '#shared/contract/exchange.ts';
import type { HistoryStep } from '#shared/trajectory/history.ts';
import type { Added } from './check-row.ts';

/** Why a row of the file cannot be taken over, in words that name its column and the mend. */
export type Refusal = { readonly line: number; readonly code: string; readonly message: string };

export function waiting(line: number): Refusal {
  return {
    line,
    code: 'handover.pending',
    message: 'This file waits for another office to accept it: take the hand-over back first, or wait',
  };
}

export function notYours(line: number): RejectedRow {
  return { line, code: 'trajectory.not-yours', message: 'This participant is with another office now: ask that office' };
}

/** A file from before the erasure would bring back what was erased. */
export function erased(line: number): RejectedRow {
  return { line, code: 'participant.erased', message: 'This file was erased: nothing is recorded on it any more' };
}

export function neverThere(line: number): Refusal {
  return {
    line,
    code: 'municipality.elsewhere',
    message: 'municipality: the trajectory has not been there by that day; a trajectory.transferred row takes it there',
  };
}

export function refusal(id: string | undefined, added: readonly Added[], reason: string): Refusal {
  const row = added.find((candidate) => candidate.id === id) ?? added[0];
  return {
    line: row?.line ?? 0,
    code: `trajectory.${reason}`,
    message: `step: ${row?.good.step.type ?? ''} is not possible there: ${MEANINGS[reason] ?? reason}`,
  };
}

/** The row that makes a recorded step impossible is the last one before it. */
export function conflict(step: HistoryStep | null, added: readonly Added[], reason: string): Refusal {
  const before = added
    .filter(({ good }) => !step || good.step.occurredOn < step.occurredOn)
    .toSorted((a, b) => (a.good.step.occurredOn < b.good.step.occurredOn ? -1 : 1));
  const row = before.at(-1) ?? added[0];
  const later = step ? `${step.type} of ${step.occurredOn}` : 'a later step';
  return {
    line: row?.line ?? 0,
    code: 'trajectory.history-conflict',
    message: `step: with this row, ${later}, recorded before, would not be possible: ${MEANINGS[reason] ?? reason}`,
  };
}

const MEANINGS: Record<string, string> = {
  'advice-required': 'this work form needs an approved advice that names it and is valid that day; add the advice.decided row',
  'not-in-this-state': 'the trajectory is not in a state that takes it that day; look at the days of the rows before',
  interrupted: 'the trajectory is interrupted that day; add the interruption.ended row',
  'no-request-pending': 'no advice was requested before; add the advice.requested row',
  'before-referral': 'the first step of a trajectory is referral.received',
  'same-municipality': 'the trajectory is in that municipality already',
};
