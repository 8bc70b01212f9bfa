import type { FileHandover } from '#shared/contract/handovers.ts';
import { negated, summed, type Tally, talliesOf } from '#shared/figures/tallies.ts';
import type { PlainDate } from '#shared/plain-date.ts';
import type { HistoryStep, Taken } from '#shared/trajectory/history.ts';
import { type Milestones, milestonesOf, type Profile, routeOf } from '#shared/trajectory/milestones.ts';
import { type Known, type PlacedStay, type Projection, reviseMilestones, reviseStays } from '#shared/trajectory/projection.ts';
import { type Stay, staysOf } from '#shared/trajectory/stays.ts';
import type { Step } from '#shared/trajectory/steps.ts';

/** A trajectory with everything that recording needs: its whole record and the projections of present knowledge. */
export interface TrajectoryFile {
  readonly id: string;
  readonly participantId: string;
  readonly code: string;
  readonly label: string;
  readonly referralMunicipality: string;
  /** Where the trajectory is; and the office whose file it is, which differs until that municipality's office takes over. */
  readonly municipality: string;
  readonly office: string;
  readonly version: number;
  readonly createdAt: string;
  /** When the latest change was recorded. */
  readonly recordedAt: string;
  /** Nothing is recorded any more. */
  readonly isErased: boolean;
  readonly profile: Profile;
  /** Whose the person is; null where that office is out of sight, and with it the profile. */
  readonly personOffice: string | null;
  /** That the person waits in, with any trajectory, or that of this one was refused without anything recorded since. */
  readonly handover: FileHandover | null;
  readonly steps: readonly StepRecord[];
  readonly stays: readonly Stored<PlacedStay>[];
  readonly milestones: Stored<Milestones>;
}

/** A row of a projection that stands now. */
export type Stored<Fact> = Fact & { readonly rowId: string; readonly knownTo: null };

export interface StepRecord {
  readonly id: string;
  /** Place among the steps of the same day: the order of recording, or that of the step it replaces. */
  readonly order: number;
  readonly step: Step;
  readonly note: string | null;
  readonly recordedAt: string;
  readonly recordedBy: Person;
  readonly withdrawal: { readonly at: string; readonly by: Person; readonly reason: string; readonly replacedBy: string | null } | null;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** A step about to be written; `rank` is set where it takes the place of another step of its day. */
export interface NewStep {
  readonly id: string;
  readonly step: Step;
  readonly rank: number | null;
  readonly note: string | null;
  readonly recordedAt: string;
  readonly recordedBy: string;
}

export interface NewWithdrawal {
  readonly stepId: string;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly replacedBy: string | null;
}

/** Everything that one change of one trajectory writes; the store takes any number of them in one statement. */
export interface TrajectoryChange {
  readonly trajectory: {
    readonly id: string;
    readonly participantId: string;
    readonly label: string;
    readonly referralMunicipality: string;
    readonly office: string;
    readonly createdAt: string;
    readonly recordedAt: string;
    /** The version that this change was decided on; 0 for a new trajectory. */
    readonly versionBefore: number;
    readonly version: number;
  } & CurrentColumns;
  readonly steps: readonly NewStep[];
  readonly withdrawals: readonly NewWithdrawal[];
  /** Row ids of projections that are no longer present knowledge. */
  readonly staysClosed: readonly string[];
  readonly milestonesClosed: readonly string[];
  readonly staysAdded: readonly Known<PlacedStay>[];
  readonly milestonesAdded: readonly Known<Milestones>[];
  readonly tallies: readonly Tally[];
}

/** The columns of a trajectory that lists show and filter by. */
interface CurrentColumns {
  readonly programme: string;
  readonly municipality: string;
  readonly state: string;
  readonly stage: string;
  readonly presence: string;
  readonly route: string;
  readonly startedOn: PlainDate;
  readonly endedOn: PlainDate | null;
  readonly stageSince: PlainDate;
  readonly lastStepOn: PlainDate;
}

/** The order of a step about to be recorded: after everything of its day. */
export const LAST = Number.MAX_SAFE_INTEGER;

/** The steps that stand, as the machine replays them. */
export function historyOf(steps: readonly StepRecord[]): HistoryStep[] {
  return steps.filter(({ withdrawal }) => withdrawal === null).map(asHistoryStep);
}

export function asHistoryStep({ id, order, step }: Pick<StepRecord, 'id' | 'order' | 'step'>): HistoryStep {
  return { ...step, id, order };
}

/** Recording never goes back behind what was recorded: two changes in one millisecond still follow each other. */
export function momentAfter(file: Pick<TrajectoryFile, 'recordedAt'>, now: Date): string {
  return new Date(Math.max(now.getTime(), Date.parse(file.recordedAt) + 1)).toISOString();
}

/** A change of a trajectory that is there, from what its history becomes. */
export function changeOf(
  file: TrajectoryFile,
  taken: readonly [Taken, ...Taken[]],
  written: { at: string; steps: readonly NewStep[]; withdrawals: readonly NewWithdrawal[]; profile?: Profile },
): TrajectoryChange {
  const stays = staysOf(taken);
  const milestones = written.profile ? milestonesOf(taken, written.profile) : milestonesFor(file, taken);
  const revisedStays = reviseStays(file.stays, stays);
  const revisedMilestones = reviseMilestones([file.milestones], milestones);
  const known = { knownFrom: written.at, knownTo: null };
  return {
    trajectory: {
      id: file.id,
      participantId: file.participantId,
      label: file.label,
      referralMunicipality: file.referralMunicipality,
      office: file.office,
      createdAt: file.createdAt,
      recordedAt: written.at,
      versionBefore: file.version,
      version: file.version + 1,
      ...currentColumns(taken, stays, milestones),
    },
    steps: written.steps,
    withdrawals: written.withdrawals,
    staysClosed: revisedStays.closed.map(({ rowId }) => rowId),
    milestonesClosed: revisedMilestones.closed.map(({ rowId }) => rowId),
    staysAdded: revisedStays.added.map((stay) => ({ ...stay, ...known })),
    milestonesAdded: revisedMilestones.added.map((added) => ({ ...added, ...known })),
    tallies: summed([...negated(talliesOf(file.stays, file.milestones)), ...talliesOf(stays, milestones)]),
  };
}

/** Where the person is out of sight, what was known of the profile stays. */
function milestonesFor(file: TrajectoryFile, taken: readonly [Taken, ...Taken[]]): Milestones {
  const milestones = milestonesOf(taken, file.profile);
  if (file.personOffice !== null) return milestones;
  const { ageClass, gender, education } = file.milestones;
  return { ...milestones, ageClass, gender, education };
}

/** Whether a change leaves the trajectory in another municipality than the office whose file it is. */
export function isElsewhere({ trajectory }: TrajectoryChange): boolean {
  return trajectory.municipality !== trajectory.office;
}

/** A trajectory written at once with its whole record: opening, import, demo data. */
export function wholeChange(
  trajectory: Pick<TrajectoryChange['trajectory'], 'id' | 'participantId' | 'label' | 'referralMunicipality'>,
  projection: Projection,
  written: { steps: readonly NewStep[]; withdrawals: readonly NewWithdrawal[] },
): TrajectoryChange {
  const moments = [
    ...new Set([...written.steps.map(({ recordedAt }) => recordedAt), ...written.withdrawals.map(({ at }) => at)]),
  ].toSorted();
  const stays = staysOf(projection.taken);
  const milestones = projection.milestones.find(({ knownTo }) => knownTo === null);
  const [createdAt] = moments;
  const recordedAt = moments.at(-1);
  if (!milestones || createdAt === undefined || recordedAt === undefined) throw new RangeError('A trajectory has at least its referral');
  return {
    trajectory: {
      ...trajectory,
      office: trajectory.referralMunicipality,
      createdAt,
      recordedAt,
      versionBefore: 0,
      version: moments.length,
      ...currentColumns(projection.taken, stays, milestones),
    },
    steps: written.steps,
    withdrawals: written.withdrawals,
    staysClosed: [],
    milestonesClosed: [],
    staysAdded: projection.stays,
    milestonesAdded: projection.milestones,
    tallies: summed(talliesOf(stays, milestones)),
  };
}

export function currentColumns(taken: readonly [Taken, ...Taken[]], stays: readonly Stay[], milestones: Milestones): CurrentColumns {
  const last = stays.at(-1);
  const lastTaken = taken.at(-1);
  if (!last || !lastTaken) throw new RangeError('A trajectory has at least one stay');
  const { context } = lastTaken.snapshot;
  return {
    programme: context.programme,
    municipality: last.municipality,
    state: last.state,
    stage: last.stage,
    presence: last.presence,
    route: routeOf(milestones),
    startedOn: milestones.referredOn,
    endedOn: context.ended?.on ?? null,
    stageSince: stays.slice(stays.findLastIndex(({ stage }) => stage !== last.stage) + 1)[0]?.fromDate ?? last.fromDate,
    lastStepOn: lastTaken.step.occurredOn,
  };
}
