import type { Request } from 'express';
import { asActor } from '#server/db/as-actor.ts';
import type { Actor } from '#server/http/actor.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import { Problem } from '#shared/contract/problem.ts';
import { Role } from '#shared/permissions.ts';
import { ACTIVITY_PRECISION, IDLE } from './lifetimes.ts';
import { findLiveSession, noteActivity } from './store.ts';
import { readAccessToken, tokenKeys } from './tokens.ts';

/**
 * Who sends a request. The token only names a session; whether that still stands, and what the user may do, is asked of the
 * database each time, so that signing out, disabling and another role act on the next request.
 *
 * @throws Problem session.required (of the function returned)
 */
export function authenticator({ config, db, reads, clock }: Dependencies): (request: Request) => Promise<Actor> {
  const keys = tokenKeys(config);
  return async (request) => {
    const now = clock();
    const token = /^Bearer ([\w.-]{1,2000})$/i.exec(request.headers.authorization ?? '')?.[1];
    const named = token && readAccessToken(keys, token, now);
    if (!named) throw new Problem('session.required');
    const usedAfter = new Date(now.getTime() - IDLE);
    const session = await reads('session', (tx) => findLiveSession(tx, named, { now, usedAfter }));
    if (!session) throw new Problem('session.required');
    if (now.getTime() - session.lastUsedAt.getTime() > ACTIVITY_PRECISION) {
      await asActor(db, 'session', (tx) => noteActivity(tx, named.sessionId, now));
    }
    return { ...named, name: session.name, role: Role.parse(session.role), municipalities: session.municipalities };
  };
}
