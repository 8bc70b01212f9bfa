import { type Actor, reach } from '#server/http/actor.ts';
import { route } from '#server/http/route.ts';
import { getIncidence, getRouteComparison, getStateOccupation, getSurvival } from '#shared/contract/curves.ts';
import { getFlows, getInflow, getOccupancy, getOutflow, getThroughflow } from '#shared/contract/figures.ts';
import { type FilesQuery, getChanges, getFigureFiles, getSignal } from '#shared/contract/signals.ts';
import { reachOf } from '#shared/permissions.ts';
import { dayInBrussels } from '#shared/plain-date.ts';
import type { Scope } from './frame.ts';
import { listFigureFiles } from './list-files.ts';
import { readChanges } from './read-changes.ts';
import { readFlows } from './read-flows.ts';
import { readIncidence } from './read-incidence.ts';
import { readInflow } from './read-inflow.ts';
import { readOccupancy } from './read-occupancy.ts';
import { readOutflow } from './read-outflow.ts';
import { readRouteComparison } from './read-route-comparison.ts';
import { readSignal } from './read-signal.ts';
import { readStateOccupation } from './read-state-occupation.ts';
import { readSurvival } from './read-survival.ts';
import { readThroughflow } from './read-throughflow.ts';

export const routes = [
  route(getInflow, async ({ db, query, actor, clock }) => ({ body: await readInflow(db, query, scopeOf(actor, clock())) })),
  route(getFlows, async ({ db, query, actor, clock }) => ({ body: await readFlows(db, query, scopeOf(actor, clock())) })),
  route(getOccupancy, async ({ db, query, actor, clock }) => ({ body: await readOccupancy(db, query, scopeOf(actor, clock())) })),
  route(getOutflow, async ({ db, query, actor, clock }) => ({ body: await readOutflow(db, query, scopeOf(actor, clock())) })),
  route(getThroughflow, async ({ db, query, actor, clock }) => ({ body: await readThroughflow(db, query, scopeOf(actor, clock())) })),
  route(getSignal, async ({ db, query, actor, clock }) => ({ body: await readSignal(db, query, scopeOf(actor, clock())) })),
  route(getIncidence, async ({ db, query, actor, clock }) => ({ body: await readIncidence(db, query, scopeOf(actor, clock())) })),
  route(getSurvival, async ({ db, query, actor, clock }) => ({ body: await readSurvival(db, query, scopeOf(actor, clock())) })),
  route(getStateOccupation, async ({ db, query, actor, clock }) => ({
    body: await readStateOccupation(db, query, scopeOf(actor, clock())),
  })),
  route(getRouteComparison, async ({ db, query, actor, clock }) => ({
    body: await readRouteComparison(db, query, scopeOf(actor, clock())),
  })),
  route(getChanges, async ({ db, query, actor, clock }) => ({ body: await readChanges(db, query, scopeOf(actor, clock())) })),

  route(getFigureFiles, async ({ db, query, actor, clock, audit }) => {
    const seesPersons = reachOf(actor.role, 'participant.read') !== undefined;
    const page = await listFigureFiles(db, query, { ...scopeOf(actor, clock()), seesPersons });
    if (query.cursor === undefined) audit.about({ details: { figure: query.figure, asked: askedBy(query), found: page.items.length } });
    else audit.leaveOut();
    return { body: page };
  }),
];

/** What the question was narrowed down by, without what it was narrowed down to. */
function askedBy({ figure: _figure, every: _every, by: _by, scope: _scope, limit: _limit, ...asked }: FilesQuery): string[] {
  return Object.keys(asked);
}

function scopeOf(actor: Actor, now: Date): Scope {
  return { reach: reach(actor, 'figures.read'), today: dayInBrussels(now), now };
}
