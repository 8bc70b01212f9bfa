import { type HistoryStep, replay, type Taken } from './history.ts';
import { type Milestones, milestonesOf, type Profile } from './milestones.ts';
import { type Stay, staysOf } from './stays.ts';

/** Something as it was known from a moment on, until another (ISO 8601 instants; null while it is current knowledge). */
export type Known<Fact> = Fact & { readonly knownFrom: string; readonly knownTo: string | null };

/** A step with the times of its own record. Text compares as time does: every instant is in UTC with milliseconds. */
export interface RecordedStep {
  readonly step: HistoryStep;
  readonly recordedAt: string;
  readonly withdrawnAt: string | null;
}

export interface RecordedProfile {
  readonly profile: Profile;
  readonly recordedAt: string;
}

/** A stay with its place in the trajectory, since days alone do not tell zero-length stays apart. */
export type PlacedStay = Stay & { readonly position: number };

export interface Projection {
  readonly taken: readonly [Taken, ...Taken[]];
  readonly stays: readonly Known<PlacedStay>[];
  readonly milestones: readonly Known<Milestones>[];
}

/** A history that the machine refuses was about to be projected. Never for what was stored through the doors. */
export class IllegalHistory extends Error {
  constructor(reason: string, step: HistoryStep | null) {
    super(`The history is not legal: ${reason}${step ? ` at ${step.type} of ${step.occurredOn} (${step.id})` : ''}`);
    this.name = 'IllegalHistory';
  }
}

/**
 * The bitemporal projections of a whole record: what was known from each moment at which something was recorded or withdrawn.
 * Import, demo data and `doorstroom rebuild` use it; recording a step revises only the last knowledge, with the same `reviseStays`.
 * @throws IllegalHistory when at any of those moments the history was not legal
 */
export function project(municipality: string, steps: readonly RecordedStep[], profiles: readonly RecordedProfile[]): Projection {
  let stays: Known<PlacedStay>[] = [];
  let milestones: Known<Milestones>[] = [];
  let taken: readonly [Taken, ...Taken[]] | undefined;
  for (const moment of momentsOf(steps, profiles)) {
    const known = steps.filter(({ recordedAt, withdrawnAt }) => recordedAt <= moment && (withdrawnAt === null || withdrawnAt > moment));
    const result = replay(
      municipality,
      known.map(({ step }) => step),
      taken,
    );
    if (!result.legal) throw new IllegalHistory(result.reason, result.step);
    taken = result.taken;
    stays = applied(stays, reviseStays(stays, staysOf(taken)), moment);
    milestones = applied(milestones, reviseMilestones(milestones, milestonesOf(taken, profileAt(profiles, moment))), moment);
  }
  if (!taken) throw new IllegalHistory('before-referral', null);
  return { taken, stays, milestones };
}

/** What a new state of knowledge closes of the old, and what it adds. */
export interface Revision<Old, New> {
  readonly closed: readonly Old[];
  readonly added: readonly New[];
}

/** Compares the current stays with what the history now amounts to; equal ones at the same place are kept. */
export function reviseStays<Old extends PlacedStay & { knownTo: string | null }>(
  old: readonly Old[],
  stays: readonly Stay[],
): Revision<Old, PlacedStay> {
  const current = new Map(old.filter(({ knownTo }) => knownTo === null).map((stay) => [stay.position, stay]));
  const added: PlacedStay[] = [];
  stays.forEach((stay, position) => {
    const before = current.get(position);
    if (before && isSameStay(before, stay)) current.delete(position);
    else added.push({ ...stay, position });
  });
  return { closed: [...current.values()], added };
}

export function reviseMilestones<Old extends Milestones & { knownTo: string | null }>(
  old: readonly Old[],
  milestones: Milestones,
): Revision<Old, Milestones> {
  const current = old.find(({ knownTo }) => knownTo === null);
  if (current && isSameMilestones(current, milestones)) return { closed: [], added: [] };
  return { closed: current ? [current] : [], added: [milestones] };
}

function applied<Fact>(old: readonly Known<Fact>[], { closed, added }: Revision<Known<Fact>, Fact>, moment: string): Known<Fact>[] {
  return [
    ...old.map((fact) => (closed.includes(fact) ? { ...fact, knownTo: moment } : fact)),
    ...added.map((fact) => ({ ...fact, knownFrom: moment, knownTo: null })),
  ];
}

function momentsOf(steps: readonly RecordedStep[], profiles: readonly RecordedProfile[]): string[] {
  const ofSteps = steps.flatMap(({ recordedAt, withdrawnAt }) => (withdrawnAt === null ? [recordedAt] : [recordedAt, withdrawnAt]));
  const first = ofSteps.toSorted()[0] ?? '';
  const ofProfiles = profiles.map(({ recordedAt }) => recordedAt).filter((recordedAt) => recordedAt > first);
  return [...new Set([...ofSteps, ...ofProfiles])].toSorted();
}

/** The profile known at a moment, the one recorded last; nothing of it before the first, for what is recorded later must not reach back. */
function profileAt(profiles: readonly RecordedProfile[], moment: string): Profile {
  const known = profiles
    .filter(({ recordedAt }) => recordedAt <= moment)
    .toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0));
  return known.at(-1)?.profile ?? { birthDate: null, gender: null, education: null };
}

const STAY_FIELDS = [
  'municipality',
  'state',
  'presence',
  'workForm',
  'setting',
  'organisation',
  'fromDate',
  'toDate',
  'enteredFrom',
  'reason',
  'flowWorkForm',
  'flowSetting',
  'referredOn',
  'referralMunicipality',
  'stageSince',
  'stateSince',
  'leavesStage',
  'leavesState',
  'stageOfDayBefore',
  'placedOn',
  'placedRoute',
] as const satisfies readonly (keyof Stay)[];

function isSameStay(a: Stay, b: Stay): boolean {
  return STAY_FIELDS.every((field) => a[field] === b[field]);
}

function isSameMilestones(a: Milestones, b: Milestones): boolean {
  return MILESTONE_FIELDS.every((field) => a[field] === b[field]) && FIRSTS.every((first) => isSameFirst(a[first], b[first]));
}

const MILESTONE_FIELDS = [
  'programme',
  'referredOn',
  'municipality',
  'ageClass',
  'gender',
  'education',
] as const satisfies readonly (keyof Milestones)[];
const FIRSTS = [
  'firstPlacement',
  'firstSocialEconomy',
  'firstJob',
  'placementOutcome',
  'socialEconomyOutcome',
  'jobOutcome',
  'placedOutcome',
] as const satisfies readonly (keyof Milestones)[];

function isSameFirst(a: object | null, b: object | null): boolean {
  if (a === null || b === null) return a === b;
  const other = new Map(Object.entries(b));
  return Object.entries(a).every(([key, value]) => isSameValue(value, other.get(key)));
}

function isSameValue(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((value, place) => value === b[place]);
}
