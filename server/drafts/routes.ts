import { type Actor, reach } from '#server/http/actor.ts';
import { type Call, type Handled, route } from '#server/http/route.ts';
import { secretSeal } from '#server/seal.ts';
import { discardDraft as discardContract, getDraft as getContract, keepDraft as keepContract } from '#shared/contract/drafts.ts';
import { type Drafting, discardDraft, keepDraft, readDraft } from './draft.ts';

export const routes: readonly Handled[] = [
  route(getContract, async (call) => ({ body: { draft: await readDraft(drafting(call)) } })),

  route(discardContract, async (call) => {
    await discardDraft(drafting(call));
    return {};
  }),

  route(keepContract, async (call) => ({ body: await keepDraft(drafting(call), call.body) })),
];

function drafting({ db, actor, params, clock, dependencies }: Asked): Drafting {
  const seal = secretSeal(dependencies.config, dependencies.randomBytes, 'draft');
  return { tx: db, userId: actor.userId, trajectoryId: params.id, reach: reach(actor, 'step.record'), seal, now: clock() };
}

type Asked = Pick<Call<typeof getContract>, 'db' | 'params' | 'clock' | 'dependencies'> & { actor: Actor };
