import { breather } from '#server/breathe.ts';
import type { Transaction } from '#server/db/client.ts';
import type { getStateOccupation, StateOccupationQuery } from '#shared/contract/curves.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import { STAGES } from '#shared/trajectory/states.ts';
import { countLastPlaces, countPlaces } from './curve-store.ts';
import { followedHeading, groupRows, openFollowed, rowsByGroup } from './follow.ts';
import type { Scope } from './frame.ts';
import { occupationOf, TERMS } from './occupation.ts';

/** Where people are by the day since the referral. */
export async function readStateOccupation(
  tx: Transaction,
  query: StateOccupationQuery,
  scope: Scope,
): Promise<AnswerOf<typeof getStateOccupation>> {
  const followed = await openFollowed(tx, query, scope);
  const furthest = Math.max(query.horizon, ...TERMS);
  const arrivals = await countPlaces(tx, followed, furthest);
  const last = rowsByGroup(await countLastPlaces(tx, followed, furthest));
  const breathe = breather();
  const groups = [];
  for (const { group, key, rows } of await groupRows(tx, followed.frame, arrivals)) {
    const { n, withheld, occupation, atRisk, expectedDays } = occupationOf(followed, rows, last.get(key) ?? []);
    const shown = occupation.days.filter((day) => day <= query.horizon).length;
    groups.push({
      group,
      n,
      withheld,
      stages: [...STAGES],
      days: occupation.days.slice(0, shown),
      probability: occupation.probability.slice(0, shown),
      se: occupation.se.slice(0, shown),
      lower: occupation.lower.slice(0, shown),
      upper: occupation.upper.slice(0, shown),
      atRisk: atRisk.slice(0, shown),
      expectedDays,
    });
    await breathe();
  }
  return { ...followedHeading('state-occupation', followed), groups };
}
