import { expect, test } from 'vitest';
import { protectPublication } from '#server/publications/protection/in-worker.ts';
import type { Progress } from '#server/publications/protection/protect.ts';
import { seeded, simulateRegion } from '../../setup/simulated-region.ts';

const region = simulateRegion({ municipalities: 3, workForms: 2, quarters: 2, referrals: 20 }, seeded(5));
const asked = { period: '2023-Q1', method: 'rounding', base: 5, tables: region.tablesOf('2023-Q1'), ledger: [] } as const;

test('a publication is protected in a thread of its own, which tells how far it is', { timeout: 30_000 }, async () => {
  const progress: Progress[] = [];
  const { isSafe, cells } = await protectPublication(asked, { onProgress: (step) => progress.push(step) });
  expect(isSafe).toBe(true);
  expect(cells.length).toBeGreaterThan(50);
  expect(new Set(progress.map(({ phase }) => phase))).toEqual(new Set(['protecting', 'attacking']));
});

test('what is stopped ends with the reason, and what waited for it as well', { timeout: 30_000 }, async () => {
  const stop = new AbortController();
  const both = [
    protectPublication(asked, { signal: stop.signal, onProgress: () => stop.abort(new Error('the server stops')) }),
    protectPublication(asked, { signal: stop.signal }),
  ];
  for (const one of both) await expect(one).rejects.toThrow('the server stops');
});

test('what goes wrong in the thread is told, and the next one is protected all the same', { timeout: 30_000 }, async () => {
  const broken = { ...asked, tables: [{ ...asked.tables[0], counts: null }] };
  // @ts-expect-error nothing that counts tables makes such a thing
  await expect(protectPublication(broken)).rejects.toThrow();
  expect((await protectPublication(asked)).isSafe).toBe(true);
});
