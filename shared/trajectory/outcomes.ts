import type { PlainDate } from '#shared/plain-date.ts';
import type { Taken } from './history.ts';
import type { Step } from './steps.ts';

/** What came first of an event asked about and those that compete with it, and on which day. Later ones change nothing. */
interface Outcome<What extends string> {
  readonly what: What;
  readonly on: PlainDate;
}

/** How person-based figures end, for each of their questions; null while nothing has happened yet. The order of the steps decides within a day. */
export interface Outcomes {
  readonly placementOutcome: Outcome<'placement' | 'job' | 'ended'> | null;
  readonly socialEconomyOutcome: Outcome<'social-economy' | 'job' | 'ended'> | null;
  readonly jobOutcome: Outcome<'job' | 'ended'> | null;
  /** From the first placement on; null also where there is none. After a job that came before it there is nothing to wait for. */
  readonly placedOutcome: Outcome<'job' | 'ended' | 'job-before'> | null;
}

export function outcomesOf(taken: readonly Taken[]): Outcomes {
  const steps = taken.map(({ step }) => step);
  const placed = steps.findIndex(({ type }) => type === 'placement.started');
  return {
    placementOutcome: firstOf(steps, (step) => (step.type === 'placement.started' ? 'placement' : jobOrEnd(step))),
    socialEconomyOutcome: firstOf(steps, (step) =>
      step.type === 'placement.started' && step.details.setting === 'social-economy' ? 'social-economy' : jobOrEnd(step),
    ),
    jobOutcome: firstOf(steps, jobOrEnd),
    placedOutcome: placed === -1 ? null : (jobBefore(steps.slice(0, placed)) ?? firstOf(steps.slice(placed), jobOrEnd)),
  };
}

/** The first job for as long as it lasted, job changes included (figures.md, `sustained`). */
export interface Spell {
  /** Days on which the person was known to be at work, ascending, each once; the day it began is the first. */
  readonly knownOn: readonly PlainDate[];
  /** The first day that ended without the job; null while none is known. The end of a trajectory is no loss of the job: it is not known any more. */
  readonly leftOn: PlainDate | null;
}

export function spellOf(taken: readonly Taken[], firstJobOn: PlainDate): Spell {
  const knownOn = new Set([firstJobOn]);
  const started = taken.findIndex(({ step }) => step.type === 'job.started');
  for (const [place, { step, snapshot }] of taken.entries()) {
    if (place < started) continue;
    const { occurredOn } = step;
    // The machine keeps the job through an end of the trajectory; only a loss, or a placement in its place, takes it away.
    const isAtWork = snapshot.context.job !== null;
    const isEndOfDay = taken[place + 1]?.step.occurredOn !== occurredOn;
    if (isEndOfDay && !isAtWork)
      return { knownOn: [...knownOn].filter((day) => day < occurredOn || day === firstJobOn), leftOn: occurredOn };
    if (isAtWork && saysAtWork(step)) knownOn.add(occurredOn);
  }
  return { knownOn: [...knownOn], leftOn: null };
}

function jobOrEnd(step: Step): 'job' | 'ended' | null {
  if (step.type === 'job.started') return 'job';
  return step.type === 'trajectory.ended' ? 'ended' : null;
}

function jobBefore(steps: readonly Step[]): Outcome<'job-before'> | null {
  return firstOf(steps, ({ type }) => (type === 'job.started' ? 'job-before' : null));
}

function firstOf<What extends string>(steps: readonly Step[], whatOf: (step: Step) => What | null): Outcome<What> | null {
  for (const step of steps) {
    const what = whatOf(step);
    if (what !== null) return { what, on: step.occurredOn };
  }
  return null;
}

function saysAtWork(step: Step): boolean {
  if (step.type === 'trajectory.ended') return step.details.reason === 'regular-work';
  return step.type === 'job.started' || step.type === 'job.confirmed';
}
