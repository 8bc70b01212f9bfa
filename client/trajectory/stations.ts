import { daysBetween } from '#client/ui/date-text.ts';
import { stages } from '#client/ui/stages.ts';
import type { Trajectory } from '#shared/contract/trajectories.ts';
import type { Stage } from '#shared/trajectory/states.ts';

type Stay = Trajectory['stays'][number];

/** An unbroken time in one stage. */
export type Visit = { stage: Stage; from: string; to: string | null; stays: readonly Stay[] };

export type Station = {
  stage: Stage;
  status: 'been' | 'now' | 'skipped' | 'ahead';
  /** Over all visits; 0 where there was none. */
  days: number;
  visits: number;
  /** First day of the latest visit that came back from a later stage. */
  returnedOn: string | null;
  /** First day of the latest visit. */
  since: string | null;
};

/** Stays put together while the stage stays the same. */
export function visitsOf(stays: readonly Stay[]): Visit[] {
  const visits: Visit[] = [];
  for (const stay of stays) {
    const last = visits.at(-1);
    if (last?.stage === stay.stage) visits[visits.length - 1] = { ...last, to: stay.toDate, stays: [...last.stays, stay] };
    else visits.push({ stage: stay.stage, from: stay.fromDate, to: stay.toDate, stays: [stay] });
  }
  return visits;
}

/**
 * The stages as stations along a line. A trajectory that has ended has its end as a station right after the stage it ended in.
 * @param until the day up to which a running visit is counted
 */
export function stationsOf(stays: readonly Stay[], until: string): Station[] {
  const visits = visitsOf(stays);
  const now = visits.at(-1)?.stage ?? 'referred';
  const furthest = Math.max(0, ...visits.filter(({ stage }) => stage !== 'ended').map(({ stage }) => stages.indexOf(stage)));
  const road: readonly Stage[] = stages.filter((stage) => stage !== 'ended');
  const stations = road.map((stage) => stationOf(stage, visits, { now, furthest, until }));
  if (now !== 'ended') return stations;
  const endedIn = visits.at(-2)?.stage ?? 'referred';
  const end = stationOf('ended', visits.slice(-1), { now, furthest, until });
  return stations.toSpliced(road.indexOf(endedIn) + 1, 0, end);
}

function stationOf(
  stage: Stage,
  visits: readonly Visit[],
  { now, furthest, until }: { now: Stage; furthest: number; until: string },
): Station {
  const own = visits.filter((visit) => visit.stage === stage);
  const returned = visits.findLast((visit, index) => visit.stage === stage && isFurther(visits[index - 1]?.stage, stage));
  return {
    stage,
    status: stage === now ? 'now' : own.length > 0 ? 'been' : stages.indexOf(stage) < furthest ? 'skipped' : 'ahead',
    days: own.reduce((sum, { from, to }) => sum + daysBetween(from, to ?? until), 0),
    visits: own.length,
    returnedOn: returned?.from ?? null,
    since: own.at(-1)?.from ?? null,
  };
}

/** A reopening comes from the end, which is no later stage. */
function isFurther(before: Stage | undefined, stage: Stage): boolean {
  return before !== undefined && before !== 'ended' && stages.indexOf(before) > stages.indexOf(stage);
}

/** Since when, where the trajectory is interrupted now. */
export function interruptedSince(stays: readonly Stay[]): string | null {
  if (stays.at(-1)?.presence !== 'interrupted') return null;
  const firstOfRun = stays.findLastIndex(({ presence }) => presence === 'active') + 1;
  return stays[firstOfRun]?.fromDate ?? null;
}
