import { z } from 'zod';
import { Instant, pageOf } from './common.ts';
import { Code, NewPassword, RecoveryCodes, SecondFactorOffer } from './credential.ts';
import { defineRoute } from './route.ts';

export const SessionMethod = z.enum(['password', 'password-and-code', 'password-and-recovery-code', 'single-sign-on']);
export type SessionMethod = z.infer<typeof SessionMethod>;

/** A session that still stands, as far as it helps to tell one's own from a stranger's. */
export const SessionRecord = z.object({
  id: z.uuid(),
  createdAt: Instant,
  lastUsedAt: Instant,
  /** At the latest; half an hour without a request ends it sooner. */
  expiresAt: Instant,
  /** Null for sessions that began before this was noted. */
  method: SessionMethod.nullable(),
  /** Names only, such as Chrome and Windows; null where the browser does not say. */
  browser: z.string().nullable(),
  system: z.string().nullable(),
  address: z.string().nullable(),
  /** The one that asks. */
  isCurrent: z.boolean(),
});
export type SessionRecord = z.infer<typeof SessionRecord>;

/** Who changes what they sign in with proves anew who they are: an open screen is not enough. */
const Proof = {
  password: z.string().min(1).max(1000),
  /** Where the account has a second factor. */
  code: Code.optional(),
};

export const getAccount = defineRoute({
  id: 'getAccount',
  method: 'GET',
  path: '/me/account',
  tag: 'account',
  summary: 'What the user signs in with',
  permission: 'signed-in',
  responses: {
    200: z.object({
      email: z.string(),
      /** False for who comes by single sign-on only. */
      hasPassword: z.boolean(),
      hasSecondFactor: z.boolean(),
      recoveryCodesLeft: z.int(),
      passwordChangedAt: Instant.nullable(),
    }),
  },
  errors: [],
});

export const listMySessions = defineRoute({
  id: 'listMySessions',
  method: 'GET',
  path: '/me/sessions',
  tag: 'account',
  summary: 'Where the user is signed in, latest use first',
  permission: 'signed-in',
  responses: { 200: pageOf(SessionRecord) },
  errors: [],
});

export const endMySession = defineRoute({
  id: 'endMySession',
  method: 'DELETE',
  path: '/me/sessions/:id',
  tag: 'account',
  summary: 'End a session of the user, on its next request',
  permission: 'signed-in',
  params: z.strictObject({ id: z.uuid() }),
  responses: { 204: null },
  errors: ['resource.not-found'],
});

export const endMyOtherSessions = defineRoute({
  id: 'endMyOtherSessions',
  method: 'DELETE',
  path: '/me/sessions',
  tag: 'account',
  summary: 'End all sessions of the user but the one that asks',
  permission: 'signed-in',
  responses: { 204: null },
  errors: [],
});

export const changePassword = defineRoute({
  id: 'changePassword',
  method: 'POST',
  path: '/me/password',
  tag: 'account',
  summary: 'Change the password; ends the other sessions of the user',
  permission: 'signed-in',
  body: z.strictObject({ ...Proof, newPassword: NewPassword }),
  responses: { 204: null },
  errors: ['account.proof-refused', 'request.throttled'],
});

export const renewRecoveryCodes = defineRoute({
  id: 'renewRecoveryCodes',
  method: 'POST',
  path: '/me/recovery-codes',
  tag: 'account',
  summary: 'New recovery codes in place of those of before',
  permission: 'signed-in',
  body: z.strictObject(Proof),
  responses: { 200: z.object({ recoveryCodes: RecoveryCodes }) },
  errors: ['account.proof-refused', 'account.no-second-factor', 'request.throttled'],
});

export const offerSecondFactor = defineRoute({
  id: 'offerSecondFactor',
  method: 'POST',
  path: '/me/second-factor',
  tag: 'account',
  summary: 'A new second factor to scan, in place of the present one as soon as a code of it is sent',
  permission: 'signed-in',
  body: z.strictObject(Proof),
  responses: { 200: SecondFactorOffer },
  errors: ['account.proof-refused', 'request.throttled'],
});

export const takeSecondFactor = defineRoute({
  id: 'takeSecondFactor',
  method: 'POST',
  path: '/me/second-factor/complete',
  tag: 'account',
  summary: 'Take the second factor that was offered; ends the other sessions of the user',
  permission: 'signed-in',
  body: z.strictObject({ code: Code }),
  responses: { 200: z.object({ recoveryCodes: RecoveryCodes }) },
  errors: ['setup.code-refused', 'account.no-offer', 'request.throttled'],
});
