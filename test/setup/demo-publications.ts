import { vi } from 'vitest';
import type { ServerProcess } from './server-process.ts';

/** Eight quarters and two years. */
const ALL = 10;

/** The demo publishes while it is looked at: resolves when all of it is there, as the server says. */
export async function allPublished({ printed }: ServerProcess): Promise<void> {
  await vi.waitUntil(() => printed.filter((line) => line.includes('"msg":"demo.publication"')).length === ALL, {
    timeout: 150_000,
    interval: 250,
  });
}
