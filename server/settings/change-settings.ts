import type { Transaction } from '#server/db/client.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { BodyOf } from '#shared/contract/route.ts';
import type { changeSettings as contract, Settings } from '#shared/contract/settings.ts';
import { loadSettings, updateSettings } from './store.ts';

/** Changes only what is given. @throws Problem version.stale */
export async function changeSettings(
  { tx, by, now }: { tx: Transaction; by: string; now: Date },
  version: number,
  { retentionMonths }: BodyOf<typeof contract>,
): Promise<{ before: Settings; after: Settings }> {
  const before = await loadSettings(tx);
  const change = { version, retentionMonths: retentionMonths ?? before.retentionMonths, by, now };
  if (!(await updateSettings(tx, change))) throw new Problem('version.stale', { currentVersion: before.version });
  return { before, after: await loadSettings(tx) };
}
