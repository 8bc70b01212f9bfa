import type { Actor } from '#server/http/actor.ts';
import type { AuditNote } from '#server/http/audit-note.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import { type Handled, route } from '#server/http/route.ts';
import { endLiveSession, liveSessionsOf } from '#server/session/live-sessions.ts';
import type { SessionService } from '#server/session/session-service.ts';
import {
  changePassword as changePasswordContract,
  endMyOtherSessions,
  endMySession,
  getAccount,
  listMySessions,
  offerSecondFactor as offerContract,
  renewRecoveryCodes as renewContract,
  takeSecondFactor as takeContract,
} from '#shared/contract/account.ts';
import { changePassword } from './change-password.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import type { Account } from './prove-again.ts';
import { readAccount } from './read-account.ts';
import { offerSecondFactor, renewRecoveryCodes, takeSecondFactor } from './second-factor.ts';

export function routes(dependencies: Dependencies, service: SessionService): readonly Handled[] {
  const accountOf = ({ actor, audit }: { actor: Actor; audit: AuditNote }): Account => ({ dependencies, service, actor, audit });

  return [
    // What somebody signs in with is out of reach of requests: these open transactions of their own, in which only accounts can be seen.
    route(getAccount, async ({ actor }) => ({ body: await readAccount(dependencies, actor) }), { isTransaction: false }),

    route(
      changePasswordContract,
      async (call) => {
        await changePassword(accountOf(call), call.body);
        return {};
      },
      { isTransaction: false },
    ),

    route(renewContract, async (call) => ({ body: { recoveryCodes: [...(await renewRecoveryCodes(accountOf(call), call.body))] } }), {
      isTransaction: false,
    }),

    route(offerContract, async (call) => ({ body: await offerSecondFactor(accountOf(call), call.body) }), { isTransaction: false }),

    route(takeContract, async (call) => ({ body: { recoveryCodes: [...(await takeSecondFactor(accountOf(call), call.body.code))] } }), {
      isTransaction: false,
    }),

    route(listMySessions, async ({ db, actor, clock }) => ({
      body: { items: await liveSessionsOf(db, actor.userId, actor.sessionId, clock()), nextCursor: null },
    })),

    route(endMySession, async ({ db, actor, params, clock }) => {
      await endLiveSession(db, actor.userId, params.id, 'ended-by-user', clock());
      return {};
    }),

    route(endMyOtherSessions, async ({ db, actor, clock }) => {
      await endOtherSessions(db, actor, clock());
      return {};
    }),
  ];
}
