import type { LedgerCell } from '#server/publications/protection/counted.ts';
import { type Protected, protect } from '#server/publications/protection/protect.ts';
import type { PublicationMethod, PublishedCell } from '#shared/contract/publications.ts';
import type { Seen, TruthOf } from './attacker.ts';
import type { SimulatedRegion } from './simulated-region.ts';

/** Publishes one period of a simulated region after another, as an office would, and keeps what came of it. */
export class Publishing {
  readonly ledger: LedgerCell[] = [];
  /** What readers have, in the order in which it appeared. */
  readonly seen: Seen[] = [];
  readonly #truths = new Map<string, number>();
  readonly #region: SimulatedRegion;
  readonly #random: () => number;

  constructor(region: SimulatedRegion, random: () => number) {
    this.#region = region;
    this.#random = random;
  }

  async publish(period: string, method: PublicationMethod = 'rounding'): Promise<Protected> {
    const result = await protect(
      { period, method, base: 5, tables: this.#region.tablesOf(period), ledger: this.ledger },
      { random: this.#random },
    );
    const publicationId = `${this.seen.length + 1} ${period}`;
    this.ledger.push(...result.cells.map((cell) => ({ ...cell, period, publicationId })));
    for (const { table, key, truth } of result.cells) this.#truths.set(nameOf(period, table, key), truth);
    this.seen.push({ period, releasedTies: [...result.releasedTies], tables: result.tables });
    return result;
  }

  /** What was true when it was published last. */
  readonly truthOf: TruthOf = (period, table, key) => this.#truths.get(nameOf(period, table, key));

  /** Mean distance of what was published from the truth. */
  meanError(): number {
    const errors = this.ledger.flatMap(({ value, truth }) => (value === null ? [] : [Math.abs(value - truth)]));
    return errors.reduce((sum, error) => sum + error, 0) / errors.length;
  }
}

function nameOf(period: string, table: string, key: PublishedCell['key']): string {
  return JSON.stringify([period, table, Object.entries(key).sort()]);
}

/** The quarters of the simulated region, from the first on. */
export function quartersFrom(year: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${year + Math.floor(index / 4)}-Q${(index % 4) + 1}`);
}
