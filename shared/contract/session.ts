import { z } from 'zod';
import { Role } from '#shared/permissions.ts';
import { MunicipalityCode } from './common.ts';
import { Code, Email } from './credential.ts';
import { defineRoute } from './route.ts';

export const User = z.object({ id: z.uuid(), name: z.string(), role: Role, municipalities: z.array(MunicipalityCode) });
export type User = z.infer<typeof User>;

export const SignedIn = z.object({
  /** JWT for `Authorization: Bearer`; kept in memory only. */
  accessToken: z.string(),
  /** Seconds that it holds. */
  expiresIn: z.int(),
  user: User,
});
export type SignedIn = z.infer<typeof SignedIn>;

export const signIn = defineRoute({
  id: 'signIn',
  method: 'POST',
  path: '/session',
  tag: 'session',
  summary: 'Sign in with e-mail address and password; sets the refresh cookie',
  permission: 'public',
  body: z.strictObject({
    email: Email,
    password: z.string().min(1).max(1000),
    /** Second factor, where the account has one. */
    code: Code.optional(),
  }),
  responses: { 200: SignedIn },
  errors: ['session.refused', 'session.code-required', 'session.setup-required', 'session.no-passwords', 'request.throttled'],
  audit: 'session',
});

export const refreshSession = defineRoute({
  id: 'refreshSession',
  method: 'POST',
  path: '/session/refresh',
  tag: 'session',
  summary: 'Exchange the refresh cookie for a new access token; the cookie is rotated',
  permission: 'public',
  responses: { 200: SignedIn },
  errors: ['session.required'],
  // Every ten minutes for whoever is at work: only a token that comes back is written down (refresh.ts).
  audit: 'none',
});

export const signOut = defineRoute({
  id: 'signOut',
  method: 'DELETE',
  path: '/session',
  tag: 'session',
  summary: 'End the session that the refresh cookie stands for',
  permission: 'public',
  responses: {
    204: null,
    /** The session began elsewhere: by going to this address, a browser signs out there too. */
    200: z.object({ continueAt: z.string() }),
  },
  errors: [],
  audit: 'session',
});

export const getMe = defineRoute({
  id: 'getMe',
  method: 'GET',
  path: '/me',
  tag: 'session',
  summary: 'Who is signed in',
  permission: 'signed-in',
  responses: { 200: User },
  errors: [],
});
