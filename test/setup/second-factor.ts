import { Secret, TOTP } from 'otpauth';
import type { TestApp } from './api.ts';

export const NEW_PASSWORD = 'vier gele fietsen zingen zacht';

/** What a phone shows that scanned the secret. */
export function codeAt(secret: string, now: Date): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: now.getTime() });
}

export type SetUp = { email: string; password: string; secret: string; recoveryCodes: string[] };

/** Follows a set-up link to its end, as its user does. */
export async function followLink(api: TestApp, address: string, typed: { name?: string; email?: string } = {}): Promise<SetUp> {
  const token = address.split('#')[1];
  const begun = await api.request.post('/api/setup').send({ token });
  const { secret } = begun.body.secondFactor;
  const code = codeAt(secret, api.clock.now());
  const completed = await api.request.post('/api/setup/complete').send({ token, ...typed, password: NEW_PASSWORD, code });
  if (completed.status !== 200) throw new Error(completed.text);
  // On to the next code: the one just used is used.
  api.clock.advance(30_000);
  return { email: completed.body.email, password: NEW_PASSWORD, secret, recoveryCodes: completed.body.recoveryCodes };
}
