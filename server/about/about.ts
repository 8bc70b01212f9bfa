import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Transaction } from '#server/db/client.ts';
import { ROOT } from '#server/root.ts';
import { Role } from '#shared/permissions.ts';
import { findDemoUsers, findMunicipalities } from './store.ts';

export const VERSION = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))).version;

/** Accounts are named in demo mode only, and only those made by the demo loader. */
export async function describeInstallation(db: Transaction, mode: 'demo' | 'production') {
  const about = { name: 'Doorstroom', version: VERSION, mode } as const;
  if (mode !== 'demo') return about;
  const users = await findDemoUsers(db);
  const demoAccounts = users.map(({ email, name, role, municipalities }) => ({
    email,
    name,
    role: Role.parse(role),
    municipalities: municipalities.map(({ municipalityCode }) => municipalityCode),
  }));
  return { ...about, demoPassword: DEMO_PASSWORD, demoAccounts };
}

export function listMunicipalities(db: Transaction) {
  return findMunicipalities(db);
}

const DEMO_PASSWORD = 'doorstroom-demo-2026';
