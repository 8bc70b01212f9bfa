import { isDeepStrictEqual } from 'node:util';
import type { Move } from '#server/handovers/move-files.ts';
import {
  changeOf,
  historyOf,
  momentAfter,
  type NewStep,
  type TrajectoryChange,
  type TrajectoryFile,
  wholeChange,
} from '#server/trajectories/trajectory-file.ts';
import type { RejectedRow } from '#shared/contract/exchange.ts';
import { replay } from '#shared/trajectory/history.ts';
import { type Milestones, milestonesOf, type Profile } from '#shared/trajectory/milestones.ts';
import { staysOf } from '#shared/trajectory/stays.ts';
import type { Good, StagedRow } from './check-row.ts';
import { type Known, mergedPerson } from './person.ts';
import { type Deciding, isWaiting, isWithin, lastTransfer, type ParticipantRows, type Plan, plan } from './plan-trajectory.ts';
import type { Refusal } from './row-refusals.ts';
import type { KnownPerson } from './store.ts';

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
