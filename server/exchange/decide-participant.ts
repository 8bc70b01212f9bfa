import { isDeepStrictEqual } from 'node:util';
import type { Move } from '#server/handovers/move-files.ts';
import type { Reach } from '#server/trajectories/store.ts';
import {
  changeOf,
  historyOf,
  momentAfter,
  type NewStep,
  type StepRecord,
  type TrajectoryChange,
  type TrajectoryFile,
  wholeChange,
} from '#server/trajectories/trajectory-file.ts';
import type { RejectedRow } from '#shared/contract/exchange.ts';
import { type HistoryStep, inOrder, replay, type Taken } from '#shared/trajectory/history.ts';
import { type Milestones, milestonesOf, type Profile } from '#shared/trajectory/milestones.ts';
import { staysOf } from '#shared/trajectory/stays.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import type { GoodRow, StagedRow } from './check-row.ts';
import { type Known, mergedPerson } from './person.ts';
import type { KnownPerson } from './store.ts';

/** The rows of one participant of the file, with whom they are about and what is known of that person. */
export interface ParticipantRows {
  readonly reference: string;
  readonly rows: readonly StagedRow[];
  /** Null where nobody in the database is meant. */
  readonly known: KnownPerson | null;
  readonly files: readonly TrajectoryFile[];
}

export interface Deciding {
  readonly at: string;
  readonly recordedBy: string;
  readonly reach: Reach;
  readonly newId: () => string;
}

/** What becomes of a participant's rows; nothing of it is stored yet. */
export interface Decided {
  readonly rejected: readonly RejectedRow[];
  readonly alreadyThere: number;
  readonly opened: number;
  readonly steps: number;
  readonly changes: readonly TrajectoryChange[];
  /** The same changes, with the transfers that take a file to another office. */
  readonly moves: readonly Move[];
  /** A person to be added; the municipality is the office whose reference it is. */
  readonly added: (Known & { id: string; reference: string; municipality: string }) | null;
  /** A known person of whom the file fills fields that were empty. */
  readonly filled: (KnownPerson & { profileAt: string | null }) | null;
}

type Plan = { readonly rows: readonly Good[]; readonly label: string } & (
  | { readonly kind: 'open'; readonly taken: TakenSteps; readonly municipality: string; readonly added: readonly Added[] }
  | { readonly kind: 'change'; readonly taken: TakenSteps; readonly file: TrajectoryFile; readonly added: readonly Added[] }
  /** Everything is recorded already. */
  | { readonly kind: 'same'; readonly file: TrajectoryFile; readonly added: readonly [] }
);
type Good = StagedRow & { readonly good: GoodRow };
type Added = Good & { readonly id: string };
type TakenSteps = readonly [Taken, ...Taken[]];
type Refusal = { readonly line: number; readonly code: string; readonly message: string };

/**
 * Decides which trajectories of a participant can be taken over: each as a whole, and together with at most one that runs.
 * The same machine decides as for a step that somebody records.
 */
export function decideParticipant(participant: ParticipantRows, deciding: Deciding): Decided {
  const { known, files, reference } = participant;
  const rejected: RejectedRow[] = [];
  const { person, contradictions } = mergedPerson(known, participant.rows);
  rejected.push(...contradictions);
  const plans: Plan[] = [];
  for (const [label, rows] of byLabel(participant.rows)) {
    const whole = rows.filter(isGood);
    if (whole.length < rows.length || rows.some(({ line }) => contradictions.some((row) => row.line === line))) continue;
    const outcome = plan(label, whole, participant, deciding);
    if ('refusals' in outcome) rejected.push(...outcome.refusals);
    else plans.push(outcome);
  }
  const { allowed, refusals } = withOneRunning(plans, files);
  rejected.push(...refusals);

  const id = known?.id ?? deciding.newId();
  const isFilling =
    known !== null &&
    !known.isErased &&
    !isWaiting(files) &&
    allowed.length > 0 &&
    isWithin(deciding.reach, known.municipality) &&
    isDifferent(known, person);
  const profileBefore: Profile = {
    birthDate: known?.birthDate ?? null,
    gender: known?.gender ?? null,
    education: known?.education ?? null,
  };
  const profile: Profile =
    isFilling || !known ? { birthDate: person.birthDate, gender: person.gender, education: person.education } : profileBefore;
  const isProfileNew = known !== null && !isDeepStrictEqual(profile, profileBefore);
  const at = files.reduce((latest, file) => later(latest, momentAfter(file, new Date(deciding.at))), deciding.at);
  const moves: Move[] = allowed.flatMap((accepted) =>
    accepted.kind === 'same'
      ? []
      : changeFor(accepted, id, profile, { ...deciding, at }).map((change) => ({
          change,
          stepId: lastTransfer(accepted.taken)?.step.id ?? null,
        })),
  );
  const changes = [
    ...moves.map(({ change }) => change),
    ...(isProfileNew
      ? files.filter((file) => !allowed.some((accepted) => accepted.kind === 'change' && accepted.file.id === file.id))
      : []
    ).map((file) => revised(file, profile, at)),
  ];
  const opened = allowed.filter(({ kind }) => kind === 'open');
  const first = opened
    .flatMap((accepted) => (accepted.kind === 'open' ? [{ line: lineOfReferral(accepted.rows), municipality: accepted.municipality }] : []))
    .toSorted((a, b) => a.line - b.line)[0];
  return {
    rejected,
    alreadyThere: allowed.reduce((sum, { rows, added }) => sum + rows.length - added.length, 0),
    opened: opened.length,
    steps: allowed.reduce((sum, { added }) => sum + added.length, 0),
    changes,
    moves,
    added: !known && first ? { ...person, id, reference, municipality: first.municipality } : null,
    filled: isFilling && known ? { ...known, ...person, profileAt: isProfileNew ? at : null } : null,
  };
}

function plan(label: string, rows: readonly Good[], { known, files }: ParticipantRows, deciding: Deciding): Plan | { refusals: Refusal[] } {
  const file = files.find((candidate) => candidate.label === label);
  if (known && !isWithin(deciding.reach, file?.office ?? known.municipality)) {
    return { refusals: rows.map(({ line }) => notYours(line)) };
  }
  if (known?.isErased && (!file || notYetThere(rows, file.steps).length > 0)) return { refusals: rows.map(({ line }) => erased(line)) };
  if (file) return planChange(label, rows, file, isWaiting(files), deciding);
  if (isWaiting(files)) return { refusals: rows.map(({ line }) => waiting(line)) };
  const elsewhere = rows.filter(({ good }) => !isWithin(deciding.reach, good.municipality));
  if (elsewhere.length > 0) {
    return {
      refusals: elsewhere.map(({ line }) => ({
        line,
        code: 'municipality.not-yours',
        message: 'municipality: must be one of your own; only an administrator imports for several',
      })),
    };
  }
  return planOpening(label, rows, deciding);
}

/** Whether the person's file waits for another office to accept it: until then nothing is added to it. */
function isWaiting(files: readonly TrajectoryFile[]): boolean {
  return files.some(({ handover }) => handover?.status === 'proposed');
}

function waiting(line: number): Refusal {
  return {
    line,
    code: 'handover.pending',
    message: 'This file waits for another office to accept it: take the hand-over back first, or wait',
  };
}

/**
 * A case worker's file goes on its way to another office with its last transfer, which that office may refuse: taken back, it must leave
 * the file where it is.
 */
function moveRefusals(taken: TakenSteps, added: readonly Added[], office: string, reach: Reach): Refusal[] {
  const last = (taken.at(-1) ?? taken[0]).snapshot;
  const { municipality, ended } = last.context;
  if (municipality === office || isWithin(reach, municipality)) return [];
  const transfer = lastTransfer(taken);
  const before = transfer && taken[taken.indexOf(transfer) - 1]?.snapshot.context.municipality;
  if (before === office && ended === null && added.some(({ id }) => id === transfer?.step.id)) return [];
  return [
    {
      line: added.at(-1)?.line ?? 0,
      code: 'handover.by-transfer',
      message:
        'step: a trajectory that ends up with another office goes there with one transfer, and not ended; more is for an administrator to import',
    },
  ];
}

function lastTransfer(taken: TakenSteps): Taken | undefined {
  return taken.findLast(({ step }) => step.type === 'trajectory.transferred');
}

export function notYours(line: number): RejectedRow {
  return { line, code: 'trajectory.not-yours', message: 'This participant is with another office now: ask that office' };
}

/** A file from before the erasure would bring back what was erased. */
function erased(line: number): RejectedRow {
  return { line, code: 'participant.erased', message: 'This file was erased: nothing is recorded on it any more' };
}

function planOpening(label: string, rows: readonly Good[], { newId, reach }: Deciding): Plan | { refusals: Refusal[] } {
  const added = rows.map((row) => ({ ...row, id: newId() }));
  const history = added.map((row, order) => asHistory(row, order));
  const [first] = inOrder(history);
  const referral = added.find(({ id }) => id === first?.id) ?? added[0];
  if (!referral) return { refusals: [] };
  const { municipality } = referral.good;
  const result = replay(municipality, history);
  if (!result.legal) return { refusals: [refusal(result.step?.id, added, result.reason)] };
  const refusals = [...elsewhereRefusals(result.taken, added, municipality), ...moveRefusals(result.taken, added, municipality, reach)];
  return refusals.length > 0 ? { refusals } : { kind: 'open', label, rows, added, taken: result.taken, municipality };
}

function planChange(
  label: string,
  rows: readonly Good[],
  file: TrajectoryFile,
  isFileWaiting: boolean,
  { newId, reach }: Deciding,
): Plan | { refusals: Refusal[] } {
  const added = notYetThere(rows, file.steps).map((row) => ({ ...row, id: newId() }));
  if (added.length === 0) {
    const visited = new Set([file.referralMunicipality, ...file.stays.map(({ municipality }) => municipality)]);
    const refusals = rows.filter(({ good }) => !visited.has(good.municipality)).map(({ line }) => neverThere(line));
    return refusals.length > 0 ? { refusals } : { kind: 'same', label, rows, file, added: [] };
  }
  if (isFileWaiting) return { refusals: added.map(({ line }) => waiting(line)) };
  const history = [...historyOf(file.steps), ...added.map((row, index) => asHistory(row, AFTER_ALL + index))];
  const result = replay(file.referralMunicipality, history);
  if (!result.legal) {
    const refused = added.find(({ id }) => id === result.step?.id);
    return { refusals: [refused ? refusal(refused.id, added, result.reason) : conflict(result.step, added, result.reason)] };
  }
  const visited = new Set([file.referralMunicipality, ...result.taken.map(({ snapshot }) => snapshot.context.municipality)]);
  const refusals = [
    ...elsewhereRefusals(result.taken, added, file.referralMunicipality),
    ...moveRefusals(result.taken, added, file.office, reach),
    ...rows
      .filter((row) => !added.some(({ line }) => line === row.line) && !visited.has(row.good.municipality))
      .map(({ line }) => neverThere(line)),
  ];
  return refusals.length > 0 ? { refusals } : { kind: 'change', label, rows, added, taken: result.taken, file };
}

/** Places after every sequence of the database, each in the order of the file. */
const AFTER_ALL = 2 ** 52;

function asHistory({ good, id }: Added, order: number): HistoryStep {
  return { ...good.step, id, order };
}

/**
 * The rows that are not recorded yet. One that says what a recorded step says, withdrawn ones among them, is that step: else a
 * second import of the same file would bring back what was taken back since.
 */
function notYetThere(rows: readonly Good[], steps: readonly StepRecord[]): Good[] {
  const there = new Map<string, number>();
  for (const { step, note } of steps) {
    const key = contentOf(step, note);
    there.set(key, (there.get(key) ?? 0) + 1);
  }
  return rows.filter(({ good }) => {
    const key = contentOf(good.step, good.note);
    const left = there.get(key) ?? 0;
    if (left > 0) there.set(key, left - 1);
    return left === 0;
  });
}

/** Keys in one order: the database gives them in its own. */
function contentOf({ type, occurredOn, details }: Step, note: string | null): string {
  return JSON.stringify([type, occurredOn, Object.entries(details).toSorted(([a], [b]) => (a < b ? -1 : 1)), note]);
}

/** A row's municipality is where the trajectory has been by that step; anything else is a row of somebody else's. */
function elsewhereRefusals(taken: TakenSteps, added: readonly Added[], referralMunicipality: string): Refusal[] {
  const rowOf = new Map(added.map((row) => [row.id, row]));
  const visited = new Set([referralMunicipality]);
  return taken.flatMap(({ step, snapshot }) => {
    visited.add(snapshot.context.municipality);
    const row = rowOf.get(step.id);
    return row && !visited.has(row.good.municipality) ? [neverThere(row.line)] : [];
  });
}

function neverThere(line: number): Refusal {
  return {
    line,
    code: 'municipality.elsewhere',
    message: 'municipality: the trajectory has not been there by that day; a trajectory.transferred row takes it there',
  };
}

function refusal(id: string | undefined, added: readonly Added[], reason: string): Refusal {
  const row = added.find((candidate) => candidate.id === id) ?? added[0];
  return {
    line: row?.line ?? 0,
    code: `trajectory.${reason}`,
    message: `step: ${row?.good.step.type ?? ''} is not possible there: ${MEANINGS[reason] ?? reason}`,
  };
}

/** The row that makes a recorded step impossible is the last one before it. */
function conflict(step: HistoryStep | null, added: readonly Added[], reason: string): Refusal {
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

/** A person has one trajectory at a time: of those that would run beside another, the earliest stays. */
function withOneRunning(plans: readonly Plan[], files: readonly TrajectoryFile[]): { allowed: Plan[]; refusals: Refusal[] } {
  const touched = new Set(plans.flatMap((each) => (each.kind === 'open' ? [] : [each.file.id])));
  let isTaken = files.some((file) => !touched.has(file.id) && isRunningFile(file));
  const refusals: Refusal[] = [];
  const running = plans
    .filter(isRunning)
    .toSorted((a, b) => Number(wasRunning(b)) - Number(wasRunning(a)) || (startOf(a) < startOf(b) ? -1 : 1));
  const allowed = plans.filter((candidate) => !isRunning(candidate));
  for (const candidate of running) {
    if (!isTaken) allowed.push(candidate);
    else
      refusals.push({
        line: lineOfReferral(candidate.added),
        code: 'trajectory.another-running',
        message: 'This participant has another trajectory that has not ended: end that one first',
      });
    isTaken = true;
  }
  return { allowed, refusals };
}

function wasRunning(candidate: Plan): boolean {
  return candidate.kind !== 'open' && isRunningFile(candidate.file);
}

function isRunningFile({ stays }: TrajectoryFile): boolean {
  return stays.at(-1)?.state !== 'ended';
}

function isRunning(candidate: Plan): boolean {
  if (candidate.kind === 'same') return isRunningFile(candidate.file);
  return (candidate.taken.at(-1) ?? candidate.taken[0]).snapshot.context.ended === null;
}

function startOf(candidate: Plan): string {
  return candidate.kind === 'same' ? candidate.file.milestones.referredOn : candidate.taken[0].step.occurredOn;
}

function lineOfReferral(rows: readonly Good[]): number {
  return (rows.find(({ good }) => good.step.type === 'referral.received') ?? rows[0])?.line ?? 0;
}

function changeFor(
  accepted: Exclude<Plan, { kind: 'same' }>,
  participantId: string,
  profile: Profile,
  { at, recordedBy, newId }: Deciding,
): TrajectoryChange[] {
  const steps = accepted.added.map(
    ({ id, good }): NewStep => ({ id, step: good.step, rank: null, note: good.note, recordedAt: at, recordedBy }),
  );
  if (accepted.kind === 'change') return [changeOf(accepted.file, accepted.taken, { at, steps, withdrawals: [], profile })];
  const { taken, label, municipality } = accepted;
  const known = { knownFrom: at, knownTo: null };
  const projection = {
    taken,
    stays: staysOf(taken).map((stay, position) => ({ ...stay, position, ...known })),
    milestones: [{ ...milestonesOf(taken, profile), ...known } satisfies Milestones & typeof known],
  };
  return [wholeChange({ id: newId(), participantId, label, referralMunicipality: municipality }, projection, { steps, withdrawals: [] })];
}

function revised(file: TrajectoryFile, profile: Profile, at: string): TrajectoryChange {
  const result = replay(file.referralMunicipality, historyOf(file.steps));
  if (!result.legal) throw new Error(`Trajectory ${file.id} holds a history that is not legal: ${result.reason}`);
  return changeOf(file, result.taken, { at, steps: [], withdrawals: [], profile });
}

function isWithin(reach: Reach, municipality: string): boolean {
  return reach === 'all' || reach.includes(municipality);
}

function isDifferent(known: Known, person: Known): boolean {
  return Object.entries(person).some(([field, value]) => Reflect.get(known, field) !== value);
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function isGood(row: StagedRow): row is Good {
  return row.good !== null;
}

function byLabel(rows: readonly StagedRow[]): Map<string, StagedRow[]> {
  const labels = new Map<string, StagedRow[]>();
  for (const row of rows.toSorted((a, b) => a.line - b.line)) labels.set(row.trajectory, [...(labels.get(row.trajectory) ?? []), row]);
  return labels;
}
