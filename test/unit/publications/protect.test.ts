import { describe, expect, test } from 'vitest';
import { type Protected, protect } from '#server/publications/protection/protect.ts';
import type { PublishedCell } from '#shared/contract/publications.ts';
import { attackAsReader } from '../../setup/attacker.ts';
import { Publishing, quartersFrom } from '../../setup/publishing.ts';
import { seeded, simulateRegion } from '../../setup/simulated-region.ts';

const PATIENCE = { timeout: 60_000 };

function regionOf(quarters: number, seed: number, referrals = 40) {
  const random = seeded(seed);
  const region = simulateRegion({ municipalities: 4, workForms: 3, quarters, referrals }, random);
  return { region, publishing: new Publishing(region, random), random };
}

const nameOf = (table: string, key: PublishedCell['key']) => JSON.stringify([table, Object.entries(key).sort()]);
const valuesOf = ({ cells }: Protected) => new Map(cells.map(({ table, key, value }) => [nameOf(table, key), value]));

describe('rounding', () => {
  test('publishes one of the two multiples of five around each count, and says how far it can be off', PATIENCE, async () => {
    const { cells } = await regionOf(1, 1).publishing.publish('2023-Q1');
    for (const { value, low, high, truth } of cells) {
      expect([5 * Math.floor(truth / 5), 5 * Math.ceil(truth / 5)]).toContain(value);
      expect([low, high]).toEqual([Math.max(0, (value ?? 0) - 4), (value ?? 0) + 4]);
      expect(truth).toBeGreaterThanOrEqual(low);
      expect(truth).toBeLessThanOrEqual(high ?? 0);
    }
  });

  test('shows nobody and a few alike', PATIENCE, async () => {
    const { cells } = await regionOf(1, 2).publishing.publish('2023-Q1');
    const shown = cells.filter(({ value }) => value === 0);
    expect(new Set(shown.map(({ low, high }) => `${low}–${high}`))).toEqual(new Set(['0–4']));
    expect(new Set(shown.map(({ truth }) => truth > 0))).toEqual(new Set([true, false]));
  });

  test('adds up in every table, from quarter to quarter, and over the quarters of a year', PATIENCE, async () => {
    const { publishing, random } = regionOf(12, 3, 60);
    for (const quarter of quartersFrom(2023, 12)) {
      await publishing.publish(quarter);
      if (quarter.endsWith('Q4')) expect((await publishing.publish(quarter.slice(0, 4))).isSafe).toBe(true);
    }
    const { broken, outside } = attackAsReader(publishing.seen, { random, truthOf: publishing.truthOf });
    expect(publishing.seen.flatMap(({ releasedTies }) => releasedTies)).toEqual([]);
    expect({ broken, outside }).toEqual({ broken: 0, outside: [] });
  });

  test('leaves to chance which way a count goes', PATIENCE, async () => {
    const { region } = regionOf(1, 4);
    const asked = { period: '2023-Q1', method: 'rounding', base: 5, tables: region.tablesOf('2023-Q1'), ledger: [] } as const;
    const [one, other] = [await protect(asked, { random: seeded(1) }), await protect(asked, { random: seeded(2) })];
    expect(valuesOf(one)).not.toEqual(valuesOf(other));
  });

  test('leaves out what can only be nobody', PATIENCE, async () => {
    const { cells } = await regionOf(1, 5).publishing.publish('2023-Q1');
    const flows = cells.filter(({ table }) => table === 'flows').map(({ key }) => key);
    expect(flows.some(({ from, to }) => from !== undefined && from === to)).toBe(false);
    expect(flows).not.toContainEqual({ from: 'screening', to: 'referred' });
    expect(flows).toContainEqual({ from: 'referred', to: 'screening' });
  });

  test('refuses a count in a cell that its table does not have, which the totals would miss', async () => {
    const table = {
      id: 'referrals',
      categories: { municipality: ['m1'] },
      counts: [{ key: { municipality: 'm2' }, count: 1 }],
      impossible: [],
    } as const;
    const asked = { period: '2023-Q1', method: 'rounding', base: 5, tables: [table], ledger: [] } as const;
    await expect(protect(asked, { random: seeded(1) })).rejects.toThrow('no cell of the table');
  });
});

describe('data put right after they were published', () => {
  test('by three people change the next publication only, which still adds up with the earlier ones', PATIENCE, async () => {
    const { region, publishing, random } = regionOf(6, 6);
    for (const quarter of quartersFrom(2023, 3)) await publishing.publish(quarter);
    const before = structuredClone(publishing.seen);
    region.addLate(3, '2023-Q1');
    for (const quarter of quartersFrom(2023, 6).slice(3)) {
      const { isSafe, releasedTies } = await publishing.publish(quarter);
      expect({ isSafe, releasedTies }).toEqual({ isSafe: true, releasedTies: [] });
    }
    expect(publishing.seen.slice(0, 3)).toEqual(before);
    expect(attackAsReader(publishing.seen, { random, truthOf: publishing.truthOf })).toMatchObject({
      broken: 0,
      recovered: [],
      narrow: [],
    });
  });

  test('by many people let go of the oldest tie that no longer holds, and say so', PATIENCE, async () => {
    const { region, publishing, random } = regionOf(6, 7);
    for (const quarter of quartersFrom(2023, 3)) await publishing.publish(quarter);
    region.addLate(60, '2023-Q1');
    const corrected = await publishing.publish('2023-Q4');
    expect(corrected.isSafe).toBe(true);
    expect(corrected.releasedTies).toEqual([
      { period: '2023-Q3', table: 'occupancy', reason: expect.stringMatching(/^(no-additive-solution|true-value-outside)$/) },
    ]);
    // What is let go is let go once: the next quarter follows on the corrected one.
    expect(await publishing.publish('2024-Q1')).toMatchObject({ isSafe: true, releasedTies: [] });
    expect(attackAsReader(publishing.seen, { random, truthOf: publishing.truthOf })).toMatchObject({
      broken: 0,
      recovered: [],
      narrow: [],
    });
  });
});

describe('a period published again, after a withdrawal', () => {
  test('says the same where nothing was put right', PATIENCE, async () => {
    const { publishing } = regionOf(2, 8);
    for (const quarter of quartersFrom(2023, 2)) await publishing.publish(quarter);
    const again = await publishing.publish('2023-Q2');
    expect(again).toMatchObject({ isSafe: true, releasedTies: [] });
    expect(again.tables).toEqual(publishing.seen[1]?.tables);
  });

  test('keeps what is still true and says otherwise where it is not', PATIENCE, async () => {
    const { region, publishing, random } = regionOf(2, 9);
    const first = await publishing.publish('2023-Q1');
    region.addLate(30, '2023-Q1');
    const again = await publishing.publish('2023-Q1');
    expect(again.isSafe).toBe(true);
    expect(new Set(again.releasedTies.map(({ period }) => period))).toEqual(new Set(['2023-Q1']));
    expect(again.releasedTies.map(({ table }) => table)).toContain('referrals');
    const before = valuesOf(first);
    for (const { table, key, value, low, high, truth } of again.cells) {
      expect(truth >= low && truth <= (high ?? 0)).toBe(true);
      const was = before.get(nameOf(table, key)) ?? 0;
      if (truth > was + 4) expect(value).toBeGreaterThan(was);
    }
    expect(attackAsReader(publishing.seen, { random })).toMatchObject({ broken: 0 });
  });
});
