import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { SignInLimits } from '#server/http/dependencies.ts';
import { Problem } from '#shared/contract/problem.ts';

/** Slows down guessing at many accounts from one address (for IPv6, one network). */
export function addressThrottle({ perAddress, addressWindow }: SignInLimits): RequestHandler {
  return rateLimit({
    windowMs: addressWindow,
    limit: perAddress,
    // A whole office may sit behind one address, and most of it types its password right.
    skipSuccessfulRequests: true,
    standardHeaders: false,
    legacyHeaders: false,
    handler: (_request, _response, next) => next(new Problem('request.throttled', { retryAfter: Math.ceil(addressWindow / 1000) })),
  });
}
