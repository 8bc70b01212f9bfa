import type { Dependencies } from '#server/http/dependencies.ts';
import { type Call, type Handled, route } from '#server/http/route.ts';
import { getMe, refreshSession, signIn as signInContract, signOut as signOutContract } from '#shared/contract/session.ts';
import { beginSetup as beginContract, completeSetup as completeContract } from '#shared/contract/setup.ts';
import { leaveSingleSignOn } from '#shared/contract/single-sign-on.ts';
import { beginSetup } from './begin-setup.ts';
import { completeSetup } from './complete-setup.ts';
import { refresh } from './refresh.ts';
import { refreshCookie, refreshTokenOf } from './refresh-tokens.ts';
import { refuseForeign } from './same-origin.ts';
import type { Granted, SessionService } from './session-service.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { visitorOf } from './visitor.ts';

export function routes(dependencies: Dependencies, service: SessionService): readonly Handled[] {
  const { origin } = dependencies.config;

  const tokenOf = ({ request }: Pick<Call<typeof refreshSession>, 'request'>) => {
    refuseForeign(request, origin);
    return refreshTokenOf(request, origin);
  };
  const answer = ({ signedIn, refreshToken }: Granted) => ({ body: signedIn, headers: refreshCookie(refreshToken, origin) });

  return [
    // Signing in and refreshing open transactions of their own: hashing must not hold one, and a reused token ends the session although it is refused.
    route(
      signInContract,
      async (call) =>
        answer(await signIn(dependencies, service, call.body, { replaced: tokenOf(call), audit: call.audit, ...visitorOf(call.request) })),
      { isTransaction: false },
    ),

    route(refreshSession, async (call) => answer(await refresh(dependencies, service, tokenOf(call), call.audit)), {
      isTransaction: false,
    }),

    route(signOutContract, async (call) => {
      const { isSingleSignOn } = await signOut(call.db, tokenOf(call), call.audit, call.clock());
      const headers = refreshCookie(undefined, origin);
      if (!isSingleSignOn || !dependencies.config.singleSignOn) return { status: 204 as const, headers };
      return { status: 200 as const, body: { continueAt: `/api${leaveSingleSignOn.path}` }, headers };
    }),

    route(
      beginContract,
      async ({ request, body }) => {
        refuseForeign(request, origin);
        return { body: await beginSetup(dependencies, service, body.token) };
      },
      { isTransaction: false },
    ),

    route(
      completeContract,
      async ({ request, body, audit }) => {
        refuseForeign(request, origin);
        return { body: await completeSetup(dependencies, service, body, audit) };
      },
      { isTransaction: false },
    ),

    route(getMe, ({ actor: { userId, name, role, municipalities } }) => ({
      body: { id: userId, name, role, municipalities: [...municipalities] },
    })),
  ];
}
