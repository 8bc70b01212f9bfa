import type { Database } from '#server/db/client.ts';

/**
 * Fills a demo database at its first start; at every later one it finds its work done. Until the demo region is written, it makes nothing.
 *
 * @param extent `full`: people and accounts; `accounts`: only accounts and municipalities
 */
export async function loadDemo(_db: Database, _options: { extent: 'full' | 'accounts'; now: Date }): Promise<void> {}
