import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DEMO_PASSWORD, DEMO_USERS } from '#prisma/seed/demo-users.ts';
import type { Config } from '#server/config.ts';
import type { Transaction } from '#server/db/client.ts';
import { ROOT } from '#server/root.ts';
import { findMunicipalities } from './store.ts';

export const VERSION = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))).version;

/** In demo mode with the accounts to try, as the demo loader makes them. */
export async function describeInstallation(
  db: Transaction,
  {
    mode,
    singleSignOn,
    hasPasswords,
    contacts,
  }: Pick<Config, 'mode' | 'singleSignOn' | 'hasPasswords'> & Partial<Pick<Config, 'contacts'>>,
) {
  const signIn = { password: hasPasswords, singleSignOn: singleSignOn !== undefined };
  const { office = null, dpo = null, security = null } = contacts ?? {};
  const about = { name: 'Doorstroom', version: VERSION, mode, signIn, contacts: { office, dpo, security } } as const;
  if (mode !== 'demo') return about;
  const municipalities = new Map((await findMunicipalities(db)).map(({ code, name }) => [code, name]));
  const demoAccounts = DEMO_USERS.filter(({ canSignIn }) => canSignIn).map(({ email, name, role, municipalities: codes }) => ({
    email,
    name,
    role,
    municipalities: codes.map((code) => municipalities.get(code) ?? code),
  }));
  return { ...about, demoPassword: DEMO_PASSWORD, demoAccounts };
}
