import { addDays, addMonths, endOfPeriod, type PlainDate } from '#shared/plain-date.ts';
import type { Programme, Step, StepOf } from '#shared/trajectory/steps.ts';
import type { Random } from './random.ts';
import { monthsBetweenEvaluations, OFFICES, type Office, officeOf, REGISTRATIONS_SINCE } from './region.ts';

/** Someone's trajectory while it is being lived; what is mutable moves on with the days. */
export interface Life {
  readonly random: Random;
  readonly birthDate: PlainDate;
  readonly programme: Programme;
  readonly referredOn: PlainDate;
  office: Office;
  evaluateOn: PlainDate;
  registerOn: PlainDate;
  /** One long absence is enough. */
  wasInterrupted: boolean;
}

/** The steps of a stretch of a trajectory, in the order of the days; its answer is the day reached. */
export type Stretch<Answer = PlainDate> = Generator<Step, Answer>;

export function beginLife(
  random: Random,
  person: { birthDate: PlainDate; municipality: string },
  programme: Programme,
  referredOn: PlainDate,
): Life {
  const evaluateOn = addMonths(referredOn, monthsBetweenEvaluations(yearOf(referredOn)));
  const office = officeOf(person.municipality);
  return { random, birthDate: person.birthDate, programme, referredOn, office, evaluateOn, registerOn: referredOn, wasInterrupted: false };
}

/** Lets days go by in one state, with what happens meanwhile; on the day it answers, the state may change. */
export function* pass(life: Life, from: PlainDate, days: number, { isWorking = false } = {}): Stretch {
  const to = onWeekday(addDays(from, Math.max(1, days)));
  const marks = [
    ...absence(life, from, to),
    ...evaluations(life, to),
    ...registrations(life, from, to),
    ...(isWorking ? [] : move(life, from, to)),
  ];
  let last = from;
  for (const mark of marks.toSorted((a, b) => (a.occurredOn < b.occurredOn ? -1 : 1))) {
    // One thing a day at most, so that no order within a day has to be told.
    if (mark.occurredOn <= last || mark.occurredOn >= to) continue;
    if (mark.type === 'trajectory.transferred') life.office = officeOf(mark.details.toMunicipality);
    last = mark.occurredOn;
    yield mark;
  }
  return to;
}

/** The end of a trajectory; illness and detention often come as an absence first. */
export function* stop(life: Life, day: PlainDate, reason: StepOf<'trajectory.ended'>['details']['reason']): Stretch {
  let last = day;
  if ((reason === 'illness' || reason === 'detention') && !life.wasInterrupted && life.random.chance(0.6)) {
    life.wasInterrupted = true;
    yield { type: 'interruption.started', occurredOn: day, details: { reason } };
    last = yield* pass(life, day, life.random.around(90, 0.5));
  }
  yield { type: 'trajectory.ended', occurredOn: last, details: { reason } };
  return last;
}

/** Offices work on weekdays. */
export function onWeekday(day: PlainDate): PlainDate {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 ? addDays(day, 1) : weekday === 6 ? addDays(day, 2) : day;
}

export function yearOf(day: PlainDate): number {
  return Number(day.slice(0, 4));
}

function* evaluations(life: Life, to: PlainDate): Generator<Step> {
  for (; life.evaluateOn < to; life.evaluateOn = addMonths(life.evaluateOn, monthsBetweenEvaluations(yearOf(life.evaluateOn)))) {
    const day = onWeekday(addDays(life.evaluateOn, life.random.whole(-12, 12)));
    const kind = life.random.weighted([
      ['gpmi', 6],
      ['placement', 3],
      ['other', 1],
    ]);
    if (life.random.chance(0.85)) yield { type: 'evaluation.held', occurredOn: day, details: { kind } };
  }
}

/** The registration that the monthly TWE payment asks for on the month's last day; now and then one is forgotten. */
function* registrations(life: Life, from: PlainDate, to: PlainDate): Generator<Step> {
  if (life.programme !== 'twe') return;
  const limit = addMonths(life.referredOn, 24);
  if (life.registerOn < REGISTRATIONS_SINCE) life.registerOn = REGISTRATIONS_SINCE;
  if (life.registerOn < from) life.registerOn = from;
  while (life.registerOn < to && life.registerOn < limit) {
    const month = addMonths(life.registerOn, life.office.registersMonthly ? 0 : 2);
    const day = onWeekday(addDays(life.registerOn, life.random.whole(1, 16)));
    const validUntil = endOfPeriod(month, 'month');
    if (day <= validUntil && life.random.chance(0.93)) yield { type: 'registration.confirmed', occurredOn: day, details: { validUntil } };
    life.registerOn = addDays(validUntil, 1);
  }
}

function* absence(life: Life, from: PlainDate, to: PlainDate): Generator<Step> {
  const { random } = life;
  const start = onWeekday(addDays(from, random.whole(10, 90)));
  const end = onWeekday(addDays(start, random.around(55, 0.6)));
  if (life.wasInterrupted || end >= to || !random.chance(0.1)) return;
  life.wasInterrupted = true;
  const reason = random.weighted([
    ['illness', 6],
    ['maternity', 2],
    ['childcare', 2],
    ['detention', 0.5],
    ['other', 1],
  ]);
  yield { type: 'interruption.started', occurredOn: start, details: { reason } };
  yield { type: 'interruption.ended', occurredOn: end, details: {} };
}

/** People move within the region, mostly to the larger towns. */
function* move(life: Life, from: PlainDate, to: PlainDate): Generator<Step> {
  const { random, office } = life;
  if (!random.chance(0.012)) return;
  const [first, ...rest] = OFFICES.filter(({ code }) => code !== office.code).map(({ code, peopleAYear }) => [code, peopleAYear] as const);
  const day = onWeekday(addDays(from, random.whole(5, 60)));
  if (first && day < to)
    yield { type: 'trajectory.transferred', occurredOn: day, details: { toMunicipality: random.weighted([first, ...rest]) } };
}
