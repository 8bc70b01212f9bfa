import { LRUCache } from 'lru-cache';
import type { Access } from '#shared/contract/handovers.ts';
import type { Trajectory, TrajectoryStep } from '#shared/contract/trajectories.ts';
import { dayInBrussels } from '#shared/plain-date.ts';
import { deadlinesOf } from '#shared/trajectory/deadlines.ts';
import { allowedSteps, presenceOf, statePath } from '#shared/trajectory/decide.ts';
import { replay, type Taken } from '#shared/trajectory/history.ts';
import { milestonesOf, routeOf } from '#shared/trajectory/milestones.ts';
import { IllegalHistory } from '#shared/trajectory/projection.ts';
import { stageOf } from '#shared/trajectory/states.ts';
import { staysOf } from '#shared/trajectory/stays.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import { historyOf, type StepRecord, type TrajectoryFile } from './trajectory-file.ts';

/** The trajectory as it is known now. @param taken the replay of its steps, where the caller has it */
export function viewOf(file: ViewedFile, now: Date, taken = replayedOnce(file)): Trajectory {
  const today = dayInBrussels(now);
  const snapshot = taken[taken.length - 1]?.snapshot ?? taken[0].snapshot;
  return {
    ...past(file, taken),
    version: file.version,
    allowedSteps: !file.isErased && accessTo(file) === 'full' ? allowedSteps(snapshot) : [],
    ...deadlinesOf({ taken, today, birthDate: file.profile.birthDate }),
    knownAt: null,
  };
}

/**
 * The trajectory as it was known at a moment (ISO 8601): only what was recorded by then, and not withdrawn by then.
 * @returns undefined where nothing was recorded by then
 */
export function viewAsKnown(file: ViewedFile, moment: string): Trajectory | undefined {
  const at = new Date(moment).toISOString();
  const steps = file.steps
    .filter(({ recordedAt }) => recordedAt <= at)
    .map((record) => (record.withdrawal && record.withdrawal.at <= at ? record : standing(record)));
  if (steps.length === 0) return undefined;
  const known = { ...file, steps };
  return { ...past(known, replayed(known)), version: changesUntil(steps), allowedSteps: [], deadlines: [], warnings: [], knownAt: at };
}

/** What of a file a view is made of: everything but the stored projections, which the steps say again. */
export type ViewedFile = Pick<
  TrajectoryFile,
  'id' | 'participantId' | 'code' | 'isErased' | 'version' | 'referralMunicipality' | 'profile' | 'steps' | 'handover'
>;

function accessTo({ handover }: ViewedFile): Access {
  return handover?.status === 'proposed' ? 'pending' : 'full';
}

function past(file: ViewedFile, taken: readonly [Taken, ...Taken[]]) {
  const snapshot = taken[taken.length - 1]?.snapshot ?? taken[0].snapshot;
  const milestones = milestonesOf(taken, file.profile);
  const state = statePath(snapshot);
  return {
    id: file.id,
    participantId: file.participantId,
    code: file.code,
    municipality: snapshot.context.municipality,
    programme: snapshot.context.programme,
    route: routeOf(milestones),
    state,
    stage: stageOf(state),
    presence: presenceOf(snapshot),
    startedOn: milestones.referredOn,
    endedOn: snapshot.context.ended?.on ?? null,
    steps: file.steps.toSorted(byDayThenOrder).map(viewOfStep),
    stays: staysOf(taken).map(({ state, stage, presence, municipality, workForm, setting, organisation, fromDate, toDate }) => ({
      state,
      stage,
      presence,
      municipality,
      workForm,
      setting,
      organisation,
      fromDate,
      toDate,
    })),
    access: accessTo(file),
    handover: file.handover,
  };
}

/** The same where it can only be read: what was known, and nothing to do. */
export function readOnly(view: Trajectory): Trajectory {
  return { ...view, access: 'past', allowedSteps: [], deadlines: [], warnings: [] };
}

/**
 * The same trajectory for who may not know the person: without notes, free text and the names of who recorded (access.md, "Roles").
 * Hosts and employers are free text too: in a small town they tell who somebody is.
 */
export function withoutIdentity(view: Trajectory): Trajectory {
  return {
    ...view,
    steps: view.steps.map(({ details, ...step }) => ({
      ...step,
      details: Object.fromEntries(Object.entries(details).filter(([name]) => !isFreeText(step.type, name))),
      note: null,
      recordedBy: null,
      ...(step.withdrawnAt !== undefined && { withdrawnBy: null, withdrawReason: null }),
    })),
    stays: view.stays.map((stay) => ({ ...stay, organisation: null })),
    access: 'full',
    handover: null,
  };
}

function isFreeText(type: Step['type'], name: string): boolean {
  return ['referredBy', 'organisation', 'employer'].includes(name) || (type === 'trajectory.reopened' && name === 'reason');
}

function viewOfStep({ id, step, note, recordedAt, recordedBy, withdrawal }: StepRecord): TrajectoryStep {
  return {
    id,
    ...step,
    note,
    recordedAt,
    recordedBy: recordedBy.name,
    ...(withdrawal && {
      withdrawnAt: withdrawal.at,
      withdrawnBy: withdrawal.by.name,
      withdrawReason: withdrawal.reason,
      replacedBy: withdrawal.replacedBy,
    }),
  };
}

/** A version never changes, so what its steps lead to is kept for the next who asks: files are looked at far more than changed. */
const replays = new LRUCache<string, readonly [Taken, ...Taken[]]>({ max: 2_000 });

function replayedOnce(file: ViewedFile): readonly [Taken, ...Taken[]] {
  const key = `${file.id} ${file.version}`;
  const kept = replays.get(key);
  if (kept) return kept;
  const taken = replayed(file);
  replays.set(key, taken);
  return taken;
}

function replayed({ referralMunicipality, steps }: ViewedFile): readonly [Taken, ...Taken[]] {
  const result = replay(referralMunicipality, historyOf(steps));
  if (!result.legal) throw new IllegalHistory(result.reason, result.step);
  return result.taken;
}

function standing(record: StepRecord): StepRecord {
  return { ...record, withdrawal: null };
}

function changesUntil(steps: readonly StepRecord[]): number {
  return new Set(steps.flatMap(({ recordedAt, withdrawal }) => (withdrawal ? [recordedAt, withdrawal.at] : [recordedAt]))).size;
}

function byDayThenOrder(a: StepRecord, b: StepRecord): number {
  if (a.step.occurredOn !== b.step.occurredOn) return a.step.occurredOn < b.step.occurredOn ? -1 : 1;
  return a.order - b.order || (a.recordedAt < b.recordedAt ? -1 : 1);
}
