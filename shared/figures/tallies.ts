import { daysBetween, type PlainDate, startOfPeriod } from '#shared/plain-date.ts';
import { type Milestones, routeOf } from '#shared/trajectory/milestones.ts';
import { stageOf } from '#shared/trajectory/states.ts';
import type { Stay } from '#shared/trajectory/stays.ts';

/**
 * The counts that the unfiltered figures are sums of (figures.md, "Speed"), per month and municipality where it happened; what is counted
 * per day since the referral, or since a visit began, is of all time and of the municipality of the referral. `key` holds, by figure:
 *
 * | figure | key | counts |
 * | --- | --- | --- |
 * | flows | stage left, stage entered | changes of stage, zero-length stays included |
 * | occupancy | state, presence | stays begun less stays ended: the sum up to a month is who is there at its end |
 * | referrals | work form and setting of the first placement, or nothing | referrals |
 * | placements | work form, setting | first placements |
 * | social-economy | work form | first placements in the social economy |
 * | outflow | stage left, reason | ends |
 * | throughflow | route, after placement (yes, no), contract, support or nothing | first jobs |
 * | outcomes | target, what came first, days since the referral | trajectories |
 * | jobs | `left` or `censored`, days the first job is known to have lasted | trajectories with a first job |
 * | open | target, day of the referral | trajectories of which nothing came first yet |
 * | places | stage at the end of the day before or `none`, stage at the end of the day, days since the referral | trajectories |
 * | visits | stage or state, days it lasted | visits that ended |
 * | placed-outcomes | route, what came first since the first placement, days since then | trajectories; who has no placement as `no-placement` on day 0 |
 * | placed-open | route, day of the first placement | trajectories of which nothing came first since then |
 * | placed-places | route, then as `places`, since the first placement | trajectories |
 * | placed-running | route, stage, day of the first placement | trajectories, by where they are now |
 * | placed-people | route, age class, gender, education, programme | trajectories with a first placement and no job before it |
 */
export interface Tally {
  readonly figure: TalliedFigure;
  /** First day of the month, or ALL_TIME. */
  readonly month: PlainDate;
  readonly municipality: string;
  readonly key: readonly string[];
  readonly count: number;
}

export type TalliedFigure =
  | 'flows'
  | 'occupancy'
  | 'referrals'
  | 'placements'
  | 'social-economy'
  | 'outflow'
  | 'throughflow'
  | 'outcomes'
  | 'jobs'
  | 'open'
  | 'places'
  | 'visits'
  | 'placed-outcomes'
  | 'placed-open'
  | 'placed-places'
  | 'placed-running'
  | 'placed-people';

/** In the place of a month where all time is counted together. */
const ALL_TIME = '0001-01-01';

/** What one trajectory adds to the tallies, by its stays and milestones of present knowledge. */
export function talliesOf(stays: readonly Stay[], milestones: Milestones): Tally[] {
  return [...stays.flatMap(ofStay), ...ofMilestones(milestones)];
}

/** Sums tallies of the same figure, month, municipality and key, drops those that come to nothing, and orders them, so that writers lock rows in one order. */
export function summed(tallies: readonly Tally[]): Tally[] {
  const sums = new TallySums();
  sums.add(tallies);
  return sums.list();
}

/** The same for tallies that come bit by bit. */
export class TallySums {
  readonly #sums = new Map<string, Tally>();

  add(tallies: readonly Tally[]): void {
    for (const tally of tallies) {
      const id = idOf(tally);
      const sum = this.#sums.get(id);
      this.#sums.set(id, sum ? { ...sum, count: sum.count + tally.count } : tally);
    }
  }

  list(): Tally[] {
    return [...this.#sums.entries()]
      .filter(([, { count }]) => count !== 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, tally]) => tally);
  }
}

/** The same tallies the other way: what taking them out again means. */
export function negated(tallies: readonly Tally[]): Tally[] {
  return tallies.map((tally) => ({ ...tally, count: -tally.count }));
}

function idOf({ figure, month, municipality, key }: Tally): string {
  return JSON.stringify([figure, month, municipality, ...key]);
}

function ofStay(stay: Stay): Tally[] {
  return [...movesOf(stay), ...visitsOf(stay), ...placesSincePlacement(stay), ...placeNow(stay)];
}

function visitsOf({ stage, state, fromDate, toDate, referredOn, referralMunicipality, ...visit }: Stay): Tally[] {
  const tallies: Tally[] = [];
  if (visit.stageOfDayBefore !== null) {
    tallies.push(ofDays('places', referralMunicipality, [visit.stageOfDayBefore, stage], referredOn, fromDate));
  }
  if (toDate === null) return tallies;
  if (visit.leavesStage) tallies.push(ofDays('visits', referralMunicipality, [stage], visit.stageSince, toDate));
  if (visit.leavesState && state !== stage) tallies.push(ofDays('visits', referralMunicipality, [state], visit.stateSince, toDate));
  return tallies;
}

/** Day 0 is where the day of the placement ended, whatever was left for it. */
function placesSincePlacement({ stage, fromDate, toDate, referralMunicipality, stageOfDayBefore, placedOn, placedRoute }: Stay): Tally[] {
  if (placedOn === null || placedRoute === null) return [];
  const isFirstDay = fromDate === placedOn;
  const left = isFirstDay ? (toDate === fromDate ? null : 'none') : stageOfDayBefore;
  return left === null ? [] : [ofDays('placed-places', referralMunicipality, [placedRoute, left, stage], placedOn, fromDate)];
}

function placeNow({ stage, toDate, referralMunicipality, placedOn, placedRoute }: Stay): Tally[] {
  if (toDate !== null || placedOn === null || placedRoute === null) return [];
  return [ofAllTime('placed-running', referralMunicipality, [placedRoute, stage, placedOn])];
}

function movesOf(stay: Stay): Tally[] {
  const { municipality, state, presence, stage, fromDate, toDate, enteredFrom, reason } = stay;
  const tallies: Tally[] = [tally('occupancy', fromDate, municipality, [state, presence], 1)];
  if (toDate !== null) tallies.push(tally('occupancy', toDate, municipality, [state, presence], -1));
  if (enteredFrom !== null && stageOf(enteredFrom) !== stage) {
    tallies.push(tally('flows', fromDate, municipality, [stageOf(enteredFrom), stage], 1));
    if (reason !== null) tallies.push(tally('outflow', fromDate, municipality, [stageOf(enteredFrom), reason], 1));
  }
  return tallies;
}

function ofMilestones(milestones: Milestones): Tally[] {
  const { referredOn, municipality, firstPlacement, firstSocialEconomy, firstJob } = milestones;
  const tallies = [tally('referrals', referredOn, municipality, [firstPlacement?.workForm ?? '', firstPlacement?.setting ?? ''], 1)];
  if (firstPlacement) {
    tallies.push(tally('placements', firstPlacement.on, firstPlacement.municipality, [firstPlacement.workForm, firstPlacement.setting], 1));
  }
  if (firstSocialEconomy) {
    tallies.push(tally('social-economy', firstSocialEconomy.on, firstSocialEconomy.municipality, [firstSocialEconomy.workForm], 1));
  }
  if (firstJob) {
    const key = [routeOf(milestones), firstJob.afterPlacement ? 'yes' : 'no', firstJob.contract, firstJob.support ?? ''];
    tallies.push(tally('throughflow', firstJob.on, firstJob.municipality, key, 1));
    const { on, leftOn, knownOn } = firstJob;
    tallies.push(ofDays('jobs', municipality, [leftOn ? 'left' : 'censored'], on, leftOn ?? knownOn.at(-1) ?? on));
  }
  return [...tallies, ...outcomesOf(milestones), ...sincePlacement(milestones)];
}

function outcomesOf({ referredOn, municipality, ...milestones }: Milestones): Tally[] {
  const outcomes = [
    { target: 'placement', outcome: milestones.placementOutcome },
    { target: 'social-economy', outcome: milestones.socialEconomyOutcome },
    { target: 'job', outcome: milestones.jobOutcome },
  ];
  return outcomes.map(({ target, outcome }) =>
    outcome
      ? ofDays('outcomes', municipality, [target, outcome.what], referredOn, outcome.on)
      : ofAllTime('open', municipality, [target, referredOn]),
  );
}

function sincePlacement(milestones: Milestones): Tally[] {
  const { firstPlacement, placedOutcome, municipality, ageClass, gender, education, programme } = milestones;
  const route = routeOf(milestones);
  if (!firstPlacement) return [ofAllTime('placed-outcomes', municipality, [route, 'no-placement', '0'])];
  if (placedOutcome?.what === 'job-before') {
    return [ofDays('placed-outcomes', municipality, [route, placedOutcome.what], firstPlacement.on, firstPlacement.on)];
  }
  const people = ofAllTime('placed-people', municipality, [route, ageClass, gender, education, programme]);
  if (!placedOutcome) return [people, ofAllTime('placed-open', municipality, [route, firstPlacement.on])];
  return [people, ofDays('placed-outcomes', municipality, [route, placedOutcome.what], firstPlacement.on, placedOutcome.on)];
}

function ofDays(figure: TalliedFigure, municipality: string, key: readonly string[], from: PlainDate, to: PlainDate): Tally {
  return ofAllTime(figure, municipality, [...key, String(daysBetween(from, to))]);
}

function ofAllTime(figure: TalliedFigure, municipality: string, key: readonly string[]): Tally {
  return { figure, month: ALL_TIME, municipality, key, count: 1 };
}

function tally(figure: TalliedFigure, day: PlainDate, municipality: string, key: readonly string[], count: number): Tally {
  return { figure, month: startOfPeriod(day, 'month'), municipality, key, count };
}
