import { type Handled, route } from '#server/http/route.ts';
import { listTargets as listContract, setTarget as setContract } from '#shared/contract/targets.ts';
import { readTargets, setTarget } from './set-target.ts';

export const routes: readonly Handled[] = [
  route(listContract, async ({ db, query }) => ({ body: { items: await readTargets(db, query) } })),

  route(setContract, async ({ db, actor, body, clock, newId, audit }) => {
    const { before, items } = await setTarget({ tx: db, id: newId(), by: actor.userId, now: clock() }, body);
    const { figure, year, municipality, value } = body;
    audit.about({ details: { figure, year, municipality, before, after: value } });
    return { body: { items } };
  }),
];
