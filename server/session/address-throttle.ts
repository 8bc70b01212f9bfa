import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { SignInLimits } from '#server/http/dependencies.ts';
import { Problem } from '#shared/contract/problem.ts';
import { finishSingleSignOn } from '#shared/contract/single-sign-on.ts';
import { SIGN_IN, signInBecause } from './oidc/sign-in-screen.ts';

/**
 * Slows down guessing, at many accounts or at public links, from one address (for IPv6, one network). The way back from the provider of single sign-on
 * counts along; there a refusal is a redirection too, and so is the answer, for it is a browser that waits.
 *
 * @param note called when an address begins to be held up
 */
export function addressThrottle(
  { perAddress, addressWindow }: SignInLimits,
  note: (request: Request, response: Response) => Promise<void>,
): RequestHandler {
  return rateLimit({
    windowMs: addressWindow,
    limit: perAddress,
    // A whole office may sit behind one address, and most of it types its password right.
    skipSuccessfulRequests: true,
    // Being asked for the code is half of signing in.
    requestWasSuccessful: (_request, response) =>
      (response.statusCode < 400 && !response.get('Location')?.startsWith(SIGN_IN)) || response.locals.problem === 'session.code-required',
    // A stranger may send a Forwarded header; it is not believed, and no reason for a line on the console.
    validate: { forwardedHeader: false },
    standardHeaders: false,
    legacyHeaders: false,
    handler: async (request, response, next) => {
      if (attemptsOf(request) === perAddress + 1) await note(request, response);
      // The only address of those that a browser waits at.
      if (request.originalUrl.startsWith(`/api${finishSingleSignOn.path}`))
        return response.set('Cache-Control', 'no-store').redirect(signInBecause('throttled'));
      next(new Problem('request.throttled', { retryAfter: Math.ceil(addressWindow / 1000) }));
    },
  });
}

function attemptsOf(request: Request): unknown {
  const info: unknown = Reflect.get(request, 'rateLimit');
  return typeof info === 'object' && info !== null ? Reflect.get(info, 'used') : undefined;
}
