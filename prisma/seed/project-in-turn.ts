import { decide, open } from '#shared/trajectory/decide.ts';
import { type HistoryStep, inOrder, type Taken } from '#shared/trajectory/history.ts';
import { type Milestones, milestonesOf } from '#shared/trajectory/milestones.ts';
import {
  IllegalHistory,
  type Known,
  type PlacedStay,
  type Projection,
  type RecordedProfile,
  type RecordedStep,
  type Revision,
  reviseMilestones,
  reviseStays,
} from '#shared/trajectory/projection.ts';
import { staysOf } from '#shared/trajectory/stays.ts';

/**
 * What `project` gives (a test holds the two equal), with the machine asked only from the first step that is new or gone: nearly
 * every step of the demo comes last, and replaying all for each would take two thirds of the first start.
 * @param steps and profiles in the order of recording; a profile is known before the first step
 * @throws IllegalHistory when at any moment the history was not legal
 */
export function projectInTurn(municipality: string, steps: readonly RecordedStep[], profiles: readonly RecordedProfile[]): Projection {
  let taken: readonly Taken[] = [];
  let stays: Known<PlacedStay>[] = [];
  let milestones: Known<Milestones>[] = [];
  for (const moment of momentsOf(steps, profiles)) {
    const known = steps.filter(({ recordedAt, withdrawnAt }) => recordedAt <= moment && (withdrawnAt === null || withdrawnAt > moment));
    taken = retaken(municipality, inOrder(known.map(({ step }) => step)), taken);
    const profile = profiles.findLast(({ recordedAt }) => recordedAt <= moment)?.profile;
    if (!profile) throw new RangeError('A profile is recorded before the first step');
    stays = revised(stays, reviseStays(stays, staysOf(taken)), moment);
    milestones = revised(milestones, reviseMilestones(milestones, milestonesOf(atLeastOne(taken), profile)), moment);
  }
  return { taken: atLeastOne(taken), stays, milestones };
}

/** Replays ordered steps, keeping what earlier ones led to as long as they are the same. */
function retaken(municipality: string, steps: readonly HistoryStep[], earlier: readonly Taken[]): Taken[] {
  const changed = steps.findIndex((step, index) => earlier[index]?.step !== step);
  const taken = earlier.slice(0, changed === -1 ? steps.length : changed);
  for (const step of steps.slice(taken.length)) {
    const before = taken.at(-1)?.snapshot;
    const decision = before ? decide(before, step) : open(step, municipality);
    if (!decision.accepted) throw new IllegalHistory(decision.reason, step);
    taken.push({ step, snapshot: decision.snapshot });
  }
  return taken;
}

function momentsOf(steps: readonly RecordedStep[], profiles: readonly RecordedProfile[]): string[] {
  const ofSteps = steps
    .flatMap(({ recordedAt, withdrawnAt }) => (withdrawnAt === null ? [recordedAt] : [recordedAt, withdrawnAt]))
    .toSorted();
  const ofProfiles = profiles.map(({ recordedAt }) => recordedAt).filter((recordedAt) => recordedAt > (ofSteps[0] ?? ''));
  return [...new Set([...ofSteps, ...ofProfiles])].toSorted();
}

function revised<Fact>(old: readonly Known<Fact>[], { closed, added }: Revision<Known<Fact>, Fact>, moment: string): Known<Fact>[] {
  const kept = old.map((fact) => (closed.includes(fact) ? { ...fact, knownTo: moment } : fact));
  return [...kept, ...added.map((fact) => ({ ...fact, knownFrom: moment, knownTo: null }))];
}

function atLeastOne(taken: readonly Taken[]): readonly [Taken, ...Taken[]] {
  const [first, ...rest] = taken;
  if (!first) throw new IllegalHistory('before-referral', null);
  return [first, ...rest];
}
