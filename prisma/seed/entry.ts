import type { Step } from '#shared/trajectory/steps.ts';

export const A_DAY = 86_400_000;

/** A step on its way into the file. */
export interface Entry {
  readonly step: Step;
  readonly note: string | null;
  /** The office that records it. */
  readonly municipality: string;
  /** Milliseconds since 1970, as every instant here. */
  readonly recordedAt: number;
  readonly withdrawal: { readonly at: number; readonly reason: string; readonly replacement: Step | null } | null;
}

export function isAloneOnItsDay(entries: readonly Entry[], index: number): boolean {
  const day = entries[index]?.step.occurredOn;
  return entries[index - 1]?.step.occurredOn !== day && entries[index + 1]?.step.occurredOn !== day;
}
