import type { Request } from 'express';
import { Problem } from '#shared/contract/problem.ts';

/**
 * The routes that act on the refresh cookie take no requests that another site has the browser send. SameSite=Strict keeps the
 * cookie back already; this holds also for sign-in, which needs none (a stranger's site could sign a visitor in as somebody else).
 * What is no browser sends neither header.
 *
 * @throws Problem access.forbidden
 */
export function refuseForeign(request: Request, origin: string): void {
  const site = request.get('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Problem('access.forbidden');
  const sender = request.get('Origin');
  if (site === undefined && sender !== undefined && sender !== origin && hostOf(sender) !== request.get('Host'))
    throw new Problem('access.forbidden');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
