import type { Transaction } from '#server/db/client.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { loadSettings } from './store.ts';

export function readSettings(tx: Transaction): Promise<Settings> {
  return loadSettings(tx);
}
