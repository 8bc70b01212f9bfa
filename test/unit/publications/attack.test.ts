import { describe, expect, test } from 'vitest';
import type { LedgerCell } from '#server/publications/protection/counted.ts';
import { attack } from '#server/publications/protection/gate.ts';
import { loadSolver } from '#server/publications/protection/solver.ts';
import { suppressJointly } from '#server/publications/protection/suppress.ts';
import { buildSystem, type Interval } from '#server/publications/protection/system.ts';
import type { PublishedCell } from '#shared/contract/publications.ts';
import { attackAsReader, type Seen, workOut } from '../../setup/attacker.ts';
import { Publishing, quartersFrom } from '../../setup/publishing.ts';
import { type SimulatedRegion, seeded, simulateRegion } from '../../setup/simulated-region.ts';

const REGIONS = 200;
const QUARTERS = quartersFrom(2023, 4);
/** Suppressing takes longer than rounding: one region in so many shows what it does table by table. */
const SUPPRESSED_ALONE = 5;
/** Every so many regions the negative controls are shown to the gate too, which takes its time over what is wrong. */
const SHOWN_TO_THE_GATE = 50;

/** 3 to 8 municipalities, 2 to 5 work forms, few people. */
function sparseRegion(random: () => number): SimulatedRegion {
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  return simulateRegion({ municipalities: between(3, 8), workForms: between(2, 5), quarters: 4, referrals: between(8, 50) }, random);
}

describe('an attacker who has only what readers get', () => {
  test(`works out nobody in ${REGIONS} regions over four quarters, and somebody in most when small counts are merely hidden`, {
    timeout: 600_000,
  }, async () => {
    const sums = { sensitive: 0, recovered: 0, narrow: 0, outside: 0, oneCategory: 0, broken: 0, released: 0, unsafe: 0 };
    const controls = { hidden: 0, tableByTable: 0, tablesOf: 0 };
    let leastWidth = Number.POSITIVE_INFINITY;
    const errors: number[] = [];
    for (let seed = 1; seed <= REGIONS; seed++) {
      const random = seeded(seed);
      const region = sparseRegion(random);
      const publishing = new Publishing(region, random);
      for (const quarter of QUARTERS) {
        const { isSafe, releasedTies } = await publishing.publish(quarter);
        sums.unsafe += isSafe ? 0 : 1;
        sums.released += releasedTies.length;
      }
      const haul = attackAsReader(publishing.seen, { random, truthOf: publishing.truthOf });
      sums.sensitive += haul.sensitive;
      for (const what of ['recovered', 'narrow', 'outside', 'oneCategory'] as const) sums[what] += haul[what].length;
      sums.broken += haul.broken;
      leastWidth = Math.min(leastWidth, haul.leastWidth);
      errors.push(publishing.meanError());

      controls.hidden += workOut(smallHidden(publishing.ledger), publishing.truthOf).length;
      if (seed % SUPPRESSED_ALONE > 0) continue;
      controls.tablesOf += haul.sensitive;
      controls.tableByTable += workOut(await suppressedTableByTable(region, random), publishing.truthOf).length;
    }
    const meanError = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    console.info('attack on', REGIONS, 'regions', JSON.stringify({ ...sums, leastWidth, meanError, controls }));
    expect(sums).toMatchObject({ recovered: 0, narrow: 0, outside: 0, oneCategory: 0, broken: 0, released: 0, unsafe: 0 });
    expect(sums.sensitive).toBeGreaterThan(50_000);
    expect(leastWidth).toBeGreaterThanOrEqual(3);
    expect(meanError).toBeLessThanOrEqual(2.5);
    expect(controls.hidden).toBeGreaterThan(sums.sensitive / 5);
    expect(controls.tableByTable).toBeGreaterThan(controls.tablesOf / 100);
  });

  test('works out nobody after data were put right, whether of three people or of twenty-five', { timeout: 120_000 }, async () => {
    const sums = { recovered: 0, oneCategory: 0, broken: 0, unsafe: 0, released: 0 };
    for (let seed = 1; seed <= 16; seed++) {
      const random = seeded(1000 + seed);
      const region = sparseRegion(random);
      const publishing = new Publishing(region, random);
      for (const quarter of QUARTERS) {
        if (quarter === '2023-Q3') region.addLate(seed % 2 === 0 ? 3 : 25, '2023-Q1');
        const { isSafe, releasedTies } = await publishing.publish(quarter);
        sums.unsafe += isSafe ? 0 : 1;
        sums.released += releasedTies.length;
      }
      const haul = attackAsReader(publishing.seen, { random, truthOf: publishing.truthOf });
      for (const what of ['recovered', 'oneCategory'] as const) sums[what] += haul[what].length;
      sums.broken += haul.broken;
    }
    expect(sums).toMatchObject({ recovered: 0, oneCategory: 0, broken: 0, unsafe: 0 });
    expect(sums.released).toBeGreaterThan(0);
  });

  test('works out nobody where counts are hidden instead of rounded', { timeout: 120_000 }, async () => {
    for (let seed = 1; seed <= 4; seed++) {
      const random = seeded(2000 + seed);
      const publishing = new Publishing(sparseRegion(random), random);
      for (const quarter of QUARTERS) expect((await publishing.publish(quarter, 'suppression')).isSafe).toBe(true);
      expect(workOut(publishing.seen, publishing.truthOf)).toEqual([]);
    }
  });
});

describe('the gate refuses', () => {
  for (let seed = SHOWN_TO_THE_GATE; seed <= REGIONS; seed += SHOWN_TO_THE_GATE) {
    test(`region ${seed} with only the small counts hidden, and with each table suppressed alone`, { timeout: 120_000 }, async () => {
      const random = seeded(seed);
      const region = sparseRegion(random);
      const publishing = new Publishing(region, random);
      for (const quarter of QUARTERS) await publishing.publish(quarter);
      for (const control of [smallHidden(publishing.ledger), await suppressedTableByTable(region, random)]) {
        const report = await shownToTheGate(region, control, random);
        expect(report.isSafe).toBe(false);
        expect(report.recovered + report.narrow).toBeGreaterThan(0);
      }
    });
  }
});

/** What many do: counts of 1 to 4 are left out, and everybody knows that. */
function smallHidden(ledger: readonly LedgerCell[]): Seen[] {
  return QUARTERS.map((period) => {
    const ofQuarter = ledger.filter((cell) => cell.period === period);
    const show = ({ key, truth }: LedgerCell): PublishedCell =>
      truth >= 1 && truth <= 4 ? { key, value: null, low: 1, high: 4 } : { key, value: truth, low: truth, high: truth };
    const tables = [...new Set(ofQuarter.map(({ table }) => table))];
    return {
      period,
      releasedTies: [],
      tables: tables.map((id) => ({ id, cells: ofQuarter.filter(({ table }) => table === id).map(show) })),
    };
  });
}

/** Complementary suppression as it is usually done: each table is safe, taken alone. */
async function suppressedTableByTable(region: SimulatedRegion, random: () => number): Promise<Seen[]> {
  const solver = await loadSolver();
  return QUARTERS.map((period) => ({
    period,
    releasedTies: [],
    tables: region.tablesOf(period).map((table) => {
      const system = buildSystem({ period, tables: [table], ledger: [] });
      const published = suppressJointly(system, { solver, random });
      return { id: table.id, cells: system.cells.flatMap(({ key }, index) => withKey(key, published.get(index))) };
    }),
  }));
}

function withKey(key: PublishedCell['key'], interval: Interval | undefined): PublishedCell[] {
  return interval ? [{ key, ...interval }] : [];
}

/** The last quarter as if it were to be published like this, the others having been. */
async function shownToTheGate(region: SimulatedRegion, control: readonly Seen[], random: () => number) {
  const last = QUARTERS.at(-1) ?? '';
  const nameOf = (table: string, key: PublishedCell['key']) => JSON.stringify([table, Object.entries(key).sort()]);
  const shown = new Map(
    control.flatMap(({ period, tables }) =>
      tables.flatMap(({ id, cells }) => cells.map((cell) => [`${period} ${nameOf(id, cell.key)}`, cell] as const)),
    ),
  );
  const cells = QUARTERS.flatMap((period) =>
    buildSystem({ period, tables: region.tablesOf(period), ledger: [] }).cells.map((cell) => ({
      ...cell,
      ...intervalOf(shown.get(`${period} ${nameOf(cell.table, cell.key)}`)),
    })),
  );
  const ledger = cells.filter(({ period }) => period !== last).map((cell): LedgerCell => ({ ...cell, publicationId: cell.period }));
  const system = buildSystem({ period: last, tables: region.tablesOf(last), ledger });
  const published = new Map(
    system.cells.flatMap(({ period, table, key }, index) =>
      period === last ? [[index, intervalOf(shown.get(`${last} ${nameOf(table, key)}`))] as const] : [],
    ),
  );
  return attack(system, published, { solver: await loadSolver(), random }).report;
}

function intervalOf(cell: PublishedCell | undefined): Interval {
  if (!cell) throw new Error('a cell that was not shown');
  return { value: cell.value, low: cell.low ?? 0, high: cell.high };
}
