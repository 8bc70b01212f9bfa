import type { Request, Response } from 'express';
import type { AuditChain } from '#server/audit/append.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import { requestIdOf } from '#server/http/request-id.ts';

/**
 * Writes down that an address is held up: once each time that begins, because a line for every further attempt would let a stranger fill
 * the log. Never throws.
 */
export function throttleNote(
  { db, clock, log, anchor }: Dependencies,
  chain: AuditChain,
): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    const line = {
      at: clock(),
      userId: null,
      role: null,
      action: request.method === 'GET' ? 'finishSingleSignOn' : 'signIn',
      kind: 'session',
      outcome: 'request.throttled',
      participantId: null,
      subject: null,
      reason: null,
      details: { by: 'address' },
      address: request.ip ?? null,
      requestId: requestIdOf(response),
    } as const;
    try {
      await asActor(db, 'session', (tx) => chain.append(tx, line));
      anchor?.touch();
    } catch (error) {
      log.error({ error }, 'audit.refusal-not-written');
    }
  };
}
