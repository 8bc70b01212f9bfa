import type { Request } from 'express';
import type { Dependencies } from '#server/http/dependencies.ts';
import { type Handled, route } from '#server/http/route.ts';
import { refreshCookie, refreshTokenOf } from '#server/session/refresh-tokens.ts';
import type { SessionService } from '#server/session/session-service.ts';
import { visitorOf } from '#server/session/visitor.ts';
import { Problem } from '#shared/contract/problem.ts';
import { finishSingleSignOn, leaveSingleSignOn, startSingleSignOn } from '#shared/contract/single-sign-on.ts';
import { attemptCookies } from './attempt.ts';
import { finishSignOn } from './finish-sign-on.ts';
import { leaveProvider } from './leave-provider.ts';
import { noteRefusal } from './note-refusal.ts';
import { openProvider } from './provider.ts';
import { SIGN_IN, signInBecause } from './sign-in-screen.ts';
import { SignOnRefused } from './sign-on-refused.ts';
import { startSignOn } from './start-sign-on.ts';

/** None of them has a transaction for all of its time: most of that goes by while the provider is asked. */
const OPTIONS = { isTransaction: false };

export function routes(dependencies: Dependencies, service: SessionService): readonly Handled[] {
  const { config, clock, randomBytes, log } = dependencies;
  const { origin, singleSignOn: settings } = config;
  if (!settings) return [startSingleSignOn, finishSingleSignOn, leaveSingleSignOn].map((contract) => route(contract, notHere, OPTIONS));

  const provider = openProvider(settings, clock);
  const cookies = attemptCookies(config, randomBytes);

  const backToSignIn = ({ reason, detail }: SignOnRefused, requestId: string) => {
    log.warn({ requestId, reason, ...(detail !== undefined && { detail }) }, 'single sign-on refused');
    return { redirect: signInBecause(reason), headers: { 'Set-Cookie': cookies.write(undefined) } };
  };

  return [
    route(
      startSingleSignOn,
      async ({ request, query, requestId }) => {
        try {
          const wishes = { to: query.to, replaced: refreshTokenOf(request, origin) };
          const { address, attempt } = await startSignOn(dependencies, settings, provider, wishes);
          return { redirect: address, headers: { 'Set-Cookie': cookies.write(attempt) } };
        } catch (error) {
          return backToSignIn(refusalOrThrow(error), requestId);
        }
      },
      OPTIONS,
    ),

    route(
      finishSingleSignOn,
      async ({ request, requestId, audit }) => {
        try {
          const attempt = cookies.read(request, clock());
          const visitor = { ...visitorOf(request), audit };
          const { granted, place } = await finishSignOn(dependencies, { settings, provider, service }, attempt, queryOf(request), visitor);
          const set = [refreshCookie(granted.refreshToken, origin)['Set-Cookie'], cookies.write(undefined)];
          return { redirect: place, headers: { 'Set-Cookie': set } };
        } catch (error) {
          const refusal = refusalOrThrow(error);
          await noteRefusal(dependencies, audit, refusal);
          return backToSignIn(refusal, requestId);
        }
      },
      OPTIONS,
    ),

    route(
      leaveSingleSignOn,
      async ({ requestId }) => {
        try {
          return { redirect: (await leaveProvider(provider, `${origin}${SIGN_IN}`)) ?? SIGN_IN };
        } catch (error) {
          return backToSignIn(refusalOrThrow(error), requestId);
        }
      },
      OPTIONS,
    ),
  ];
}

function refusalOrThrow(error: unknown): SignOnRefused {
  if (error instanceof SignOnRefused) return error;
  throw error;
}

function notHere(): never {
  throw new Problem('resource.not-found');
}

function queryOf(request: Request): URLSearchParams {
  return new URL(request.originalUrl, 'http://localhost').searchParams;
}
