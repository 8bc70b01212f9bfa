import type { ImportReport } from '#shared/contract/exchange.ts';

/** What the audit log keeps of an import: how much, and of whom nothing. */
export function countsOf({ rows, participants, trajectories, steps, rejectedRows, applied }: ImportReport) {
  return { rows, participants, trajectories, steps, rejectedRows, applied };
}
