import { type PlainDate, startOfPeriod } from '#shared/plain-date.ts';
import { type Milestones, routeOf } from '#shared/trajectory/milestones.ts';
import { stageOf } from '#shared/trajectory/states.ts';
import type { Stay } from '#shared/trajectory/stays.ts';

/**
 * The counts per month and municipality that the unfiltered figures are sums of (figures.md, "Speed"). `key` holds, by figure:
 *
 * | figure | key | counts |
 * | --- | --- | --- |
 * | flows | stage left, stage entered | changes of stage, zero-length stays included |
 * | occupancy | state, presence | stays begun less stays ended: the sum up to a month is who is there at its end |
 * | referrals | | referrals |
 * | placements | work form, setting | first placements |
 * | social-economy | work form | first placements in the social economy |
 * | outflow | stage left, reason | ends |
 * | throughflow | route, after placement (yes, no), contract, support or nothing | first jobs |
 */
export interface Tally {
  readonly figure: TalliedFigure;
  /** First day of the month. */
  readonly month: PlainDate;
  readonly municipality: string;
  readonly key: readonly string[];
  readonly count: number;
}

export type TalliedFigure = 'flows' | 'occupancy' | 'referrals' | 'placements' | 'social-economy' | 'outflow' | 'throughflow';

/** What one trajectory adds to the tallies, by its stays and milestones of present knowledge. */
export function talliesOf(stays: readonly Stay[], milestones: Milestones): Tally[] {
  return [...stays.flatMap(ofStay), ...ofMilestones(milestones)];
}

/** Sums tallies of the same figure, month, municipality and key, drops those that come to nothing, and orders them, so that writers lock rows in one order. */
export function summed(tallies: readonly Tally[]): Tally[] {
  const sums = new Map<string, Tally>();
  for (const tally of tallies) {
    const id = idOf(tally);
    const sum = sums.get(id);
    sums.set(id, sum ? { ...sum, count: sum.count + tally.count } : tally);
  }
  return [...sums.entries()]
    .filter(([, { count }]) => count !== 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, tally]) => tally);
}

/** The same tallies the other way: what taking them out again means. */
export function negated(tallies: readonly Tally[]): Tally[] {
  return tallies.map((tally) => ({ ...tally, count: -tally.count }));
}

function idOf({ figure, month, municipality, key }: Tally): string {
  return JSON.stringify([figure, month, municipality, ...key]);
}

function ofStay(stay: Stay): Tally[] {
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
  const tallies = [tally('referrals', referredOn, municipality, [], 1)];
  if (firstPlacement) {
    tallies.push(tally('placements', firstPlacement.on, firstPlacement.municipality, [firstPlacement.workForm, firstPlacement.setting], 1));
  }
  if (firstSocialEconomy) {
    tallies.push(tally('social-economy', firstSocialEconomy.on, firstSocialEconomy.municipality, [firstSocialEconomy.workForm], 1));
  }
  if (firstJob) {
    const key = [routeOf(milestones), firstJob.afterPlacement ? 'yes' : 'no', firstJob.contract, firstJob.support ?? ''];
    tallies.push(tally('throughflow', firstJob.on, firstJob.municipality, key, 1));
  }
  return tallies;
}

function tally(figure: TalliedFigure, day: PlainDate, municipality: string, key: readonly string[], count: number): Tally {
  return { figure, month: startOfPeriod(day, 'month'), municipality, key, count };
}
