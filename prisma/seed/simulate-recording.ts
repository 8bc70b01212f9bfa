import type { NewStep, NewWithdrawal } from '#server/trajectories/trajectory-file.ts';
import { addDays, endOfPeriod, type PlainDate } from '#shared/plain-date.ts';
import type { RecordedStep } from '#shared/trajectory/projection.ts';
import type { Step, StepType } from '#shared/trajectory/steps.ts';
import { correctOne } from './correct-one.ts';
import { A_DAY, type Entry, isAloneOnItsDay } from './entry.ts';
import { onWeekday } from './life.ts';
import { NOTES } from './notes.ts';
import type { Random } from './random.ts';
import { type Office, officeOf } from './region.ts';

export interface Recording {
  /** In the order of recording. */
  readonly steps: readonly NewStep[];
  readonly withdrawals: readonly NewWithdrawal[];
  /** The same for `project`. */
  readonly history: readonly RecordedStep[];
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface Recorder {
  readonly random: Random;
  readonly today: PlainDate;
  /** Nothing is recorded before: an earlier trajectory comes first. */
  readonly notBefore: number;
  readonly workerOf: (municipality: string, day: PlainDate) => string;
}

/**
 * How the steps of a trajectory got into the file: soon or late as the office is used to, some behind later ones, a few wrong at
 * first. What is recorded today or later is not known yet and left out, so at its edge the file lags behind life, as files do.
 * @returns undefined when not even the referral is recorded
 */
export function simulateRecording(lived: readonly Step[], municipality: string, recorder: Recorder): Recording | undefined {
  const { random, today } = recorder;
  const inTime = inTurn(lived, municipality, recorder);
  const entries = correctOne(forgetSome(inTime, random), random);
  const dawn = Date.parse(`${today}T00:00:00Z`) - TWO_HOURS;
  return recordingOf(
    entries
      .filter(({ recordedAt }) => recordedAt < dawn)
      .map((entry) => (entry.withdrawal && entry.withdrawal.at >= dawn ? { ...entry, withdrawal: null } : entry)),
    recorder,
  );
}

/** Midnight in Belgium is at 22 or 23 hours UTC. */
const TWO_HOURS = 7_200_000;

/** Each step after the ones before it, so that what the file says is possible at every moment. */
function inTurn(lived: readonly Step[], municipality: string, { random, notBefore }: Recorder): Entry[] {
  let office = officeOf(municipality);
  let last = notBefore;
  return lived.map((step) => {
    const own = workingHour(sittingDay(step.occurredOn, office, random), random);
    last = own > last ? own : last + random.whole(40, 400) * 1_000;
    const notes = NOTES[step.type];
    const entry: Entry = {
      step,
      note: notes && random.chance(0.14) ? random.pick(notes) : null,
      municipality: office.code,
      recordedAt: last,
      withdrawal: null,
    };
    if (step.type === 'trajectory.transferred') office = officeOf(step.details.toMunicipality);
    return entry;
  });
}

/** The day on which an office sits down to its files. */
function sittingDay(occurredOn: PlainDate, { habit }: Office, random: Random): PlainDate {
  // Now and then a whole file is left lying for months.
  const neglect = random.chance(0.015) ? random.around(80, 0.5) : 0;
  if (habit.kind === 'soon') return onWeekday(addDays(occurredOn, random.around(habit.days, 0.8) - 1 + neglect));
  const end = endOfPeriod(addDays(occurredOn, neglect), habit.months === 1 ? 'month' : 'quarter');
  return onWeekday(addDays(end, random.whole(-1, 5) > 0 ? random.whole(1, 5) : 0));
}

/** Steps without which the later ones are possible all the same, so that they can come to light after them. */
const FORGETTABLE: ReadonlySet<StepType> = new Set([
  'intake.held',
  'placement.ended',
  'job.ended',
  'job.confirmed',
  'evaluation.held',
  'registration.confirmed',
]);

function forgetSome(entries: readonly Entry[], random: Random): Entry[] {
  return entries.map((entry, index) => {
    const isForgotten = FORGETTABLE.has(entry.step.type) && isAloneOnItsDay(entries, index) && random.chance(0.045);
    return isForgotten
      ? { ...entry, recordedAt: entry.recordedAt + random.around(50, 0.8) * A_DAY + random.whole(1, 3_000) * 1_000 }
      : entry;
  });
}

function workingHour(day: PlainDate, random: Random): number {
  return Date.parse(`${day}T07:30:00Z`) + random.whole(0, 8 * 3_600) * 1_000;
}

function recordingOf(entries: readonly Entry[], { random, workerOf }: Recorder): Recording | undefined {
  const steps: NewStep[] = [];
  const withdrawals: NewWithdrawal[] = [];
  const withdrawnAt = new Map<string, string>();
  for (const entry of withReplacements(entries).toSorted((a, b) => a.recordedAt - b.recordedAt)) {
    const at = instant(entry.recordedAt);
    const by = workerOf(entry.municipality, at.slice(0, 10));
    const id = random.uuid();
    if (entry.replaces) {
      const stepId = steps.find(({ step }) => step === entry.replaces)?.id;
      if (stepId === undefined) throw new Error('A step is replaced before it is recorded');
      withdrawals.push({ stepId, at, by, reason: entry.why, replacedBy: entry.step && id });
      withdrawnAt.set(stepId, at);
    }
    if (entry.step) steps.push({ id, step: entry.step, rank: null, note: entry.note, recordedAt: at, recordedBy: by });
  }
  if (!steps.some(({ step }) => step.type === 'referral.received')) return undefined;
  const history = steps.map(({ id, step, recordedAt }, order) => ({
    step: { ...step, id, order },
    recordedAt,
    withdrawnAt: withdrawnAt.get(id) ?? null,
  }));
  const moments = [...steps.map(({ recordedAt }) => recordedAt), ...withdrawals.map(({ at }) => at)].map((at) => Date.parse(at));
  return { steps, withdrawals, history, firstAt: Math.min(...moments), lastAt: Math.max(...moments) };
}

/** A withdrawal is an act of its own, at its own moment, with or without a step put in the place. */
interface Act extends Pick<Entry, 'municipality' | 'recordedAt' | 'note'> {
  readonly step: Step | null;
  readonly replaces: Step | null;
  readonly why: string;
}

function withReplacements(entries: readonly Entry[]): Act[] {
  return entries.flatMap((entry) => {
    const act: Act = { ...entry, replaces: null, why: '' };
    if (!entry.withdrawal) return [act];
    const { at, reason, replacement } = entry.withdrawal;
    return [
      act,
      {
        municipality: entry.municipality,
        recordedAt: at,
        note: replacement && entry.note,
        step: replacement,
        replaces: entry.step,
        why: reason,
      },
    ];
  });
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
