import type { PlainDate } from '#shared/plain-date.ts';

/**
 * Rules that change with the years, as data: what holds, from when until when, who says so and how sure we are
 * (domain.md). Nothing here blocks a step that has in fact happened; rules raise warnings and deadlines,
 * and one of them (`sustained.months`) names a state.
 */
export interface Rule {
  readonly id: RuleId;
  readonly value: number;
  readonly unit: 'days' | 'months' | 'days worked' | 'hours a week';
  /** First and last day on which the rule holds; null is open. */
  readonly from: PlainDate | null;
  readonly until: PlainDate | null;
  /** Age in completed years to which the rule is limited, where it is. */
  readonly ageFrom?: number;
  readonly ageUnder?: number;
  readonly source: string;
  /** `seen` in the source named, `recalled` and to be verified, `decided` by this project. */
  readonly certainty: 'seen' | 'recalled' | 'decided';
}

export type RuleId =
  | 'sustained.months'
  | 'twe.months'
  | 'entitlement.days'
  | 'advice-pending.days'
  | 'advice-expires.days'
  | 'waiting.days'
  | 'placement-ends.days'
  | 'between.days'
  | 'twe-limit.days'
  | 'entitlement.notice-days'
  | 'gpmi.months'
  | 'silent.days'
  | 'aftercare.first-months'
  | 'aftercare.second-months'
  | 'aftercare.third-months'
  | 'month-end.notice-days'
  | 'notice.days'
  | 'full-time.hours'
  | 'full-time.quarter-days';

const always = { from: null, until: null } as const;
const ours = { ...always, source: 'Doorstroom', certainty: 'decided' } as const;

const herwin = { ...always, source: 'Herwin: 3 weeks advice and 3 weeks decision', certainty: 'seen' } as const;
const twe = { from: '2017-01-01', until: null, source: 'VVSG 2019, tijdelijke werkervaring', certainty: 'seen' } as const;
const untilEndOf2025 = { unit: 'days worked', from: null, until: '2025-12-31', source: 'RVA T31', certainty: 'seen' } as const;
const from2026 = { unit: 'days worked', from: '2026-01-01', until: null, source: 'RVA, from 2026', certainty: 'recalled' } as const;
const vdab = { ...always, source: 'VDAB draaiboek TWE-OCMW, financiering', certainty: 'seen' } as const;

export const RULES: readonly Rule[] = [
  { id: 'sustained.months', value: 6, unit: 'months', ...ours },
  { id: 'twe.months', value: 24, unit: 'months', ...twe },
  { id: 'entitlement.days', value: 312, ageUnder: 36, ...untilEndOf2025 },
  { id: 'entitlement.days', value: 468, ageFrom: 36, ageUnder: 50, ...untilEndOf2025 },
  { id: 'entitlement.days', value: 624, ageFrom: 50, ...untilEndOf2025 },
  { id: 'entitlement.days', value: 312, ...from2026 },
  { id: 'advice-pending.days', value: 42, unit: 'days', ...herwin },
  { id: 'advice-expires.days', value: 60, unit: 'days', ...ours },
  { id: 'waiting.days', value: 60, unit: 'days', ...ours },
  { id: 'placement-ends.days', value: 30, unit: 'days', ...ours },
  { id: 'between.days', value: 30, unit: 'days', ...ours },
  { id: 'twe-limit.days', value: 90, unit: 'days', ...ours },
  { id: 'entitlement.notice-days', value: 60, unit: 'days', ...ours },
  { id: 'gpmi.months', value: 4, unit: 'months', ...always, source: 'VVSG: evaluated at least 3 times a year', certainty: 'seen' },
  { id: 'silent.days', value: 90, unit: 'days', ...ours },
  { id: 'aftercare.first-months', value: 3, unit: 'months', ...ours },
  { id: 'aftercare.second-months', value: 6, unit: 'months', ...ours },
  { id: 'aftercare.third-months', value: 12, unit: 'months', ...ours },
  // The whole month: the payment is lost for good when the last day passes.
  { id: 'month-end.notice-days', value: 31, unit: 'days', ...vdab },
  // How long before it is due anything is announced that has no notice of its own: this week's work and next week's.
  { id: 'notice.days', value: 14, unit: 'days', ...ours },
  { id: 'full-time.hours', value: 38, unit: 'hours a week', ...ours },
  { id: 'full-time.quarter-days', value: 78, unit: 'days worked', ...always, source: 'RVA T31', certainty: 'seen' },
];

/**
 * The rule that holds on a day. `entitlement.days` hangs on an age too, so more than one may hold: see `deadlinesOf`.
 * @throws RangeError when no rule covers that day: a gap in the data above.
 */
export function ruleOn(id: Exclude<RuleId, 'entitlement.days'>, day: PlainDate): Rule {
  const rule = RULES.find(
    (candidate) =>
      candidate.id === id && (candidate.from === null || candidate.from <= day) && (candidate.until === null || day <= candidate.until),
  );
  if (!rule) throw new RangeError(`No rule ${id} holds on ${day}`);
  return rule;
}
