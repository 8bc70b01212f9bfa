import { z } from 'zod';
import { text } from '#shared/text.ts';
import { Instant } from './common.ts';
import { Code, Email, NewPassword, RecoveryCodes, SecondFactorOffer } from './credential.ts';
import { defineRoute } from './route.ts';

/** What stands behind the # of a set-up link. */
const SetupToken = z.string().regex(/^[\w-]{43}$/);

/** A link to be handed over once; its address is shown in this answer and never again. */
export const SetupLink = z.object({ address: z.string(), expiresAt: Instant });
export type SetupLink = z.infer<typeof SetupLink>;

export const beginSetup = defineRoute({
  id: 'beginSetup',
  method: 'POST',
  path: '/setup',
  tag: 'session',
  summary: 'What a set-up link is for, and a new second factor to scan',
  permission: 'public',
  body: z.strictObject({ token: SetupToken }),
  responses: {
    200: z.object({
      /** Whom it is for; null for the first administrator, who says it. */
      user: z.object({ name: z.string(), email: z.string() }).nullable(),
      expiresAt: Instant,
      secondFactor: SecondFactorOffer,
    }),
  },
  errors: ['setup.link-unknown', 'session.no-passwords', 'request.throttled'],
  audit: 'session',
});

export const completeSetup = defineRoute({
  id: 'completeSetup',
  method: 'POST',
  path: '/setup/complete',
  tag: 'session',
  summary: 'Set the password and the second factor; ends the sessions of the user and voids the link',
  permission: 'public',
  body: z.strictObject({
    token: SetupToken,
    /** Of the first administrator, and of nobody else. */
    name: text(100).optional(),
    email: Email.optional(),
    password: NewPassword,
    code: Code,
  }),
  responses: { 200: z.object({ email: z.string(), recoveryCodes: RecoveryCodes }) },
  errors: ['setup.link-unknown', 'session.no-passwords', 'setup.code-refused', 'user.email-taken', 'request.throttled'],
  audit: 'session',
});
