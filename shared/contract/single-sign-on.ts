import { z } from 'zod';
import { defineRoute } from './route.ts';

/**
 * Why somebody comes back from the provider without being signed in, as `reden` in the address of the sign-in screen. The words
 * are the screen's; the address holds nothing about the person.
 */
export const SignOnRefusal = z.enum([
  'begin-again',
  'cancelled',
  'provider-away',
  'not-trusted',
  'second-factor',
  'organisation',
  'role',
  'disabled',
  'throttled',
]);
export type SignOnRefusal = z.infer<typeof SignOnRefusal>;

export const startSingleSignOn = defineRoute({
  id: 'startSingleSignOn',
  method: 'GET',
  path: '/session/oidc',
  tag: 'session',
  summary: 'Sign in at the provider of single sign-on; for browsers, which are led there',
  permission: 'public',
  query: z.strictObject({
    /** Where to go afterwards: an address of the screen. Anything else leads to its beginning. */
    to: z.string().optional(),
  }),
  responses: { 302: { redirect: 'To the provider, or to the sign-in screen with the reason why not' } },
  errors: ['resource.not-found'],
});

export const finishSingleSignOn = defineRoute({
  id: 'finishSingleSignOn',
  method: 'GET',
  path: '/session/oidc/callback',
  tag: 'session',
  summary: 'Come back from the provider; sets the refresh cookie',
  permission: 'public',
  // Providers add parameters of their own, which RFC 6749 tells us to pass over.
  query: z.looseObject({ code: z.string().optional(), state: z.string().optional(), error: z.string().optional() }),
  responses: { 302: { redirect: 'To the screen, or to its sign-in with the reason why not' } },
  errors: ['resource.not-found'],
  audit: 'session',
});

export const leaveSingleSignOn = defineRoute({
  id: 'leaveSingleSignOn',
  method: 'GET',
  path: '/session/oidc/end',
  tag: 'session',
  summary: 'Sign out at the provider too, after the session here has ended',
  permission: 'public',
  responses: { 302: { redirect: 'To the provider where it can sign out, which leads back to the sign-in screen' } },
  errors: ['resource.not-found'],
});
