import fc from 'fast-check';
import { addDays } from '#shared/plain-date.ts';
import { decide, open, type TrajectorySnapshot } from '#shared/trajectory/decide.ts';
import { change, type HistoryStep, type Taken } from '#shared/trajectory/history.ts';
import type { RecordedStep } from '#shared/trajectory/projection.ts';
import {
  AdviceBody,
  Contract,
  EndReason,
  EvaluationKind,
  InterruptionReason,
  PlacementEndReason,
  Programme,
  Setting,
  type Step,
  Support,
  WorkForm,
} from '#shared/trajectory/steps.ts';
import { a, ELSEWHERE, HOME } from './trajectories.ts';

/** The first day on which an arbitrary history begins: a leap year lies ahead, and month ends of every length. */
const BEGIN = '2023-01-15';

type DatedLater = (occurredOn: string) => Step;

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });
const oneOf = <Value>(values: readonly Value[]) => fc.constantFrom(...values);

const placement: fc.Arbitrary<DatedLater> = fc
  .record(
    {
      workForm: oneOf(WorkForm.options),
      setting: oneOf(Setting.options),
      organisation: oneOf(['De Kringwinkel', 'Stad Diest']),
      hoursPerWeek: oneOf([19, 38]),
    },
    { requiredKeys: ['workForm', 'setting'] },
  )
  .map((details) => (on) => a.placement(on, details));

const job: fc.Arbitrary<DatedLater> = fc
  .record({ contract: oneOf(Contract.options), support: oneOf(Support.options) }, { requiredKeys: ['contract'] })
  .map((details) => (on) => a.job(on, details));

const approval: fc.Arbitrary<DatedLater> = fc.tuple(fc.subarray([...WorkForm.options], { minLength: 1 }), optional(fc.nat(400))).map(
  ([forms, days]) =>
    (on) =>
      a.approval(on, forms, days === undefined ? undefined : addDays(on, days)),
);

/** A step of any type but the referral, whatever its day; what moves a trajectory on comes more often than what ends it. */
const later: fc.Arbitrary<DatedLater> = fc.oneof(
  { weight: 4, arbitrary: placement },
  { weight: 3, arbitrary: job },
  { weight: 2, arbitrary: approval },
  { weight: 2, arbitrary: oneOf(AdviceBody.options).map((body) => (on: string) => a.adviceRequest(on, body)) },
  { weight: 1, arbitrary: fc.constant((on: string) => a.refusal(on)) },
  { weight: 2, arbitrary: fc.constant((on: string) => a.intake(on)) },
  { weight: 2, arbitrary: oneOf(PlacementEndReason.options).map((reason) => (on: string) => a.placementEnd(on, reason)) },
  { weight: 2, arbitrary: fc.constant((on: string) => a.jobConfirmation(on)) },
  { weight: 1, arbitrary: oneOf(PlacementEndReason.options).map((reason) => (on: string) => a.jobEnd(on, reason)) },
  { weight: 1, arbitrary: oneOf(EvaluationKind.options).map((kind) => (on: string) => a.evaluation(on, kind)) },
  { weight: 1, arbitrary: fc.nat(60).map((days) => (on: string) => a.registration(on, addDays(on, days))) },
  { weight: 2, arbitrary: oneOf(InterruptionReason.options).map((reason) => (on: string) => a.interruption(on, reason)) },
  { weight: 2, arbitrary: fc.constant((on: string) => a.resumption(on)) },
  { weight: 1, arbitrary: oneOf([HOME, ELSEWHERE]).map((to) => (on: string) => a.transfer(on, to)) },
  { weight: 1, arbitrary: oneOf(EndReason.options).map((reason) => (on: string) => a.end(on, reason)) },
  { weight: 1, arbitrary: fc.constant((on: string) => a.reopening(on)) },
);

const referral = oneOf(Programme.options).map((programme) => (on: string) => a.referral(on, { programme }));

/** A step of any type on any day of three years. */
export const arbitraryStep: fc.Arbitrary<Step> = fc
  .tuple(fc.oneof({ weight: 20, arbitrary: later }, { weight: 1, arbitrary: referral }), fc.nat(1095))
  .map(([step, days]) => step(addDays(BEGIN, days)));

/** Days until the next step: the same day often, so that the order of recording matters; half a year at times, so that jobs last. */
const gap = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.nat(40) },
  { weight: 1, arbitrary: fc.integer({ min: 150, max: 220 }) },
);

/** Steps in the order of their days that the machine takes one after the other: of up to `tries` steps thought up, those that are legal. */
export function arbitraryHistory(tries = 40): fc.Arbitrary<[Step, ...Step[]]> {
  return fc
    .tuple(referral, fc.nat(400), fc.array(fc.tuple(later, gap), { maxLength: tries, size: 'max' }))
    .map(([refer, start, thoughts]) => {
      const first = refer(addDays(BEGIN, start));
      const history: [Step, ...Step[]] = [first];
      const opened = open(first, HOME);
      if (!opened.accepted) throw new Error('A referral opens a trajectory');
      let snapshot: TrajectorySnapshot = opened.snapshot;
      let day = first.occurredOn;
      for (const [dated, days] of thoughts) {
        const step = dated(addDays(day, days));
        const decision = decide(snapshot, step);
        if (!decision.accepted) continue;
        history.push(step);
        snapshot = decision.snapshot;
        day = step.occurredOn;
      }
      return history;
    });
}

/** What a case worker may ask for. `which` counts through the steps that stand; the desk takes it modulo their number. */
export type Request =
  /** `days` after the latest step, or, for news that comes late, after the beginning. */
  | { readonly kind: 'record'; readonly step: DatedLater; readonly days: number }
  | { readonly kind: 'record-late'; readonly step: DatedLater; readonly days: number }
  | { readonly kind: 'withdraw'; readonly which: number }
  /** The day moves by `days`; 0 keeps it. */
  | { readonly kind: 'correct'; readonly which: number; readonly step: DatedLater; readonly days: number };

const anyKind = fc.oneof({ weight: 20, arbitrary: later }, { weight: 1, arbitrary: referral });

const arbitraryRequest: fc.Arbitrary<Request> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('record' as const), step: anyKind, days: gap }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('record-late' as const), step: anyKind, days: fc.integer({ min: -20, max: 500 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), which: fc.nat(40) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('correct' as const),
      which: fc.nat(40),
      step: anyKind,
      days: fc.oneof(fc.constant(0), fc.integer({ min: -30, max: 30 })),
    }),
  },
);

/** Up to `max` requests, of which the desk accepts some and refuses others. */
export function arbitraryRequests(max = 40): fc.Arbitrary<Request[]> {
  return fc.array(arbitraryRequest, { maxLength: max, size: 'max' });
}

/** One accepted change of a record: what stood afterwards, and from when that was known. */
export interface Deed {
  readonly at: string;
  readonly request: Request | null;
  readonly taken: readonly [Taken, ...Taken[]];
}

export interface Desk {
  /** Everything ever recorded, withdrawn steps among it. */
  readonly record: RecordedStep[];
  /** What stands now. */
  readonly history: HistoryStep[];
  readonly deeds: Deed[];
}

/** Opens a trajectory and puts requests to it as the server does: through `change`, one at a time, each at a later instant. */
export function deskAfter(requests: readonly Request[]): Desk {
  const first: HistoryStep = { ...a.referral(BEGIN), id: 'step-1', order: 1 };
  const desk: Desk = { record: [{ step: first, recordedAt: instant(0), withdrawnAt: null }], history: [first], deeds: [] };
  const opened = change(HOME, [], { added: first });
  if (opened.outcome !== 'accepted') throw new Error('A referral opens a trajectory');
  desk.deeds.push({ at: instant(0), request: null, taken: opened.taken });
  for (const [index, request] of requests.entries()) handle(desk, request, instant(index + 1));
  return desk;
}

function handle(desk: Desk, request: Request, at: string): void {
  const asked = changeAsked(desk, request);
  const result = change(HOME, desk.history, asked);
  if (result.outcome !== 'accepted') return;
  if (asked.withdrawn !== undefined) {
    const place = desk.record.findIndex(({ step }) => step.id === asked.withdrawn);
    const old = desk.record[place];
    if (old) desk.record[place] = { ...old, withdrawnAt: at };
  }
  if (asked.added) desk.record.push({ step: asked.added, recordedAt: at, withdrawnAt: null });
  desk.history.splice(0, desk.history.length, ...result.taken.map(({ step }) => step));
  desk.deeds.push({ at, request, taken: result.taken });
}

function changeAsked({ history, record }: Desk, request: Request): { withdrawn?: string; added?: HistoryStep } {
  const next = record.length + 1;
  const id = `step-${next}`;
  const lastDay = history.at(-1)?.occurredOn ?? BEGIN;
  switch (request.kind) {
    case 'record':
      return { added: { ...request.step(addDays(lastDay, request.days)), id, order: next } };
    case 'record-late':
      return { added: { ...request.step(addDays(BEGIN, request.days)), id, order: next } };
    case 'withdraw': {
      const old = history[request.which % history.length];
      return old ? { withdrawn: old.id } : {};
    }
    case 'correct': {
      const old = history[request.which % history.length];
      if (!old) return {};
      const step = request.step(addDays(old.occurredOn, request.days));
      return { withdrawn: old.id, added: { ...step, id, order: request.days === 0 ? old.order : next } };
    }
  }
}

/** Instants a minute apart, in UTC with milliseconds as the database gives them. */
export function instant(minute: number): string {
  return new Date(Date.UTC(2026, 0, 1, 8, minute)).toISOString();
}
