import type { PlainDate } from '#shared/plain-date.ts';
import { presenceOf, runningPlacement, statePath } from './decide.ts';
import type { Placement } from './guards.ts';
import type { Taken } from './history.ts';
import { type Presence, type Stage, type State, stageOf } from './states.ts';
import type { Setting, WorkForm } from './steps.ts';
import { type Visit, visitsOf } from './visits.ts';

/** One unbroken time in one state, municipality, presence and placement (trajectory.md, "What is kept"). */
export interface Stay extends Visit {
  readonly municipality: string;
  readonly state: State;
  readonly stage: Stage;
  readonly presence: Presence;
  readonly workForm: WorkForm | null;
  readonly setting: Setting | null;
  readonly organisation: string | null;
  readonly fromDate: PlainDate;
  /** The first day no longer in it; null while it lasts. Equal to `fromDate` when it took no time: a flow, but no days. */
  readonly toDate: PlainDate | null;
  /** The state left for this one; null for the first stay. */
  readonly enteredFrom: State | null;
  /** Why the trajectory ended, on a stay in `ended`. */
  readonly reason: string | null;
  /** Of the placement entered with this stay, or else of the one left: what a flow into this stay is counted under. */
  readonly flowWorkForm: WorkForm | null;
  readonly flowSetting: Setting | null;
}

/** The stays that a legal history amounts to, from the referral on, without gap or overlap. */
export function staysOf(taken: readonly Taken[]): Stay[] {
  const stays = positionsOf(taken);
  const visits = visitsOf(stays);
  return stays.flatMap((stay, place) => {
    const visit = visits[place];
    return visit ? [{ ...stay, ...visit }] : [];
  });
}

function positionsOf(taken: readonly Taken[]): Omit<Stay, keyof Visit>[] {
  const stays: Omit<Stay, keyof Visit>[] = [];
  let before: Position | undefined;
  for (const { step, snapshot } of taken) {
    const now: Position = {
      municipality: snapshot.context.municipality,
      state: statePath(snapshot),
      presence: presenceOf(snapshot),
      placement: runningPlacement(snapshot),
    };
    if (before && isSame(before, now)) continue;
    const flow = now.placement ?? before?.placement ?? null;
    const last = stays.at(-1);
    if (last) stays[stays.length - 1] = { ...last, toDate: step.occurredOn };
    stays.push({
      municipality: now.municipality,
      state: now.state,
      stage: stageOf(now.state),
      presence: now.presence,
      workForm: now.placement?.workForm ?? null,
      setting: now.placement?.setting ?? null,
      organisation: now.placement?.organisation ?? null,
      fromDate: step.occurredOn,
      toDate: null,
      enteredFrom: before?.state ?? null,
      reason: now.state === 'ended' ? (snapshot.context.ended?.reason ?? null) : null,
      flowWorkForm: flow?.workForm ?? null,
      flowSetting: flow?.setting ?? null,
    });
    before = now;
  }
  return stays;
}

interface Position {
  readonly municipality: string;
  readonly state: State;
  readonly presence: Presence;
  readonly placement: Placement | null;
}

function isSame(a: Position, b: Position): boolean {
  // The machine makes a new placement object for every start, so identity tells two equal placements apart.
  return a.municipality === b.municipality && a.state === b.state && a.presence === b.presence && a.placement === b.placement;
}
