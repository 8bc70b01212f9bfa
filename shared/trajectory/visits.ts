import type { PlainDate } from '#shared/plain-date.ts';
import type { Presence, Route, Stage, State } from './states.ts';
import type { Setting, WorkForm } from './steps.ts';

/** What a stay is part of, so that durations and places over time are counted in the stays alone (figures.md, "Durations and chances"). */
export interface Visit {
  readonly referredOn: PlainDate;
  /** Where the trajectory began: what person-based figures are broken down by. */
  readonly referralMunicipality: string;
  /** First day of the visit to the stage, and to the state: adjacent stays there are one visit, whatever else changes between them. */
  readonly stageSince: PlainDate;
  readonly stateSince: PlainDate;
  /** Whether the visit to the stage, and to the state, ends with this stay. */
  readonly leavesStage: boolean;
  readonly leavesState: boolean;
  /**
   * Set on the stay in which the trajectory is at the end of the day that this stay begins, where its stage differs from that at the end of the
   * day before: that stage, or `none` on the day of the referral. What comes and goes within a day changes no place at its end.
   */
  readonly stageOfDayBefore: Stage | 'none' | null;
  /** From the first placement on: its day, and the route it began. Null all along where a job came before it: routes are not compared on those. */
  readonly placedOn: PlainDate | null;
  readonly placedRoute: Extract<Route, 'se-first' | 'direct'> | null;
}

interface Position {
  readonly municipality: string;
  readonly state: State;
  readonly stage: Stage;
  readonly presence: Presence;
  readonly workForm: WorkForm | null;
  readonly setting: Setting | null;
  readonly fromDate: PlainDate;
}

/** The visit of each stay of a trajectory, given from the referral on. */
export function visitsOf(stays: readonly Position[]): Visit[] {
  const [first] = stays;
  if (!first) return [];
  let stageSince = first.fromDate;
  let stateSince = first.fromDate;
  let placement: Pick<Visit, 'placedOn' | 'placedRoute'> = { placedOn: null, placedRoute: null };
  let hadJob = false;
  let stageOfYesterday: Visit['stageOfDayBefore'] = 'none';
  return stays.map((stay, place) => {
    const before = stays[place - 1];
    const next = stays[place + 1];
    if (before && before.stage !== stay.stage) stageSince = stay.fromDate;
    if (before && before.state !== stay.state) stateSince = stay.fromDate;
    if (before && before.fromDate !== stay.fromDate) stageOfYesterday = before.stage;
    if (placement.placedOn === null) hadJob ||= stay.stage === 'regular';
    // The first stay with a placement is the one that its start began.
    if (!hadJob && placement.placedOn === null && stay.setting !== null) {
      placement = { placedOn: stay.fromDate, placedRoute: stay.setting === 'social-economy' ? 'se-first' : 'direct' };
    }
    const isThereAtNight = next?.fromDate !== stay.fromDate;
    return {
      referredOn: first.fromDate,
      referralMunicipality: first.municipality,
      stageSince,
      stateSince,
      leavesStage: next !== undefined && next.stage !== stay.stage,
      leavesState: next !== undefined && next.state !== stay.state,
      stageOfDayBefore: isThereAtNight && stageOfYesterday !== stay.stage ? stageOfYesterday : null,
      ...placement,
    };
  });
}
