import { addDays, addMonths, daysBetween, type PlainDate, yearsBetween } from '#shared/plain-date.ts';
import { decide, open, type TrajectorySnapshot } from '#shared/trajectory/decide.ts';
import type { EndReason, Setting, Step, WorkForm } from '#shared/trajectory/steps.ts';
import { type Life, onWeekday, pass, type Stretch, stop, yearOf } from './life.ts';
import { ADVISED_FORMS, entitlementMonths, followOnChance, HOSTS, planWeights, REFERRERS, waitsIn } from './region.ts';
import { jobThrough } from './simulate-job.ts';

/**
 * One trajectory from the referral until it ends, or until today cuts it off: what comes after has not happened yet.
 * Every step goes through the machine; one that it refuses is a fault of the simulation.
 * @throws Error naming that step
 */
export function simulateTrajectory(life: Life, today: PlainDate): Step[] {
  const municipality = life.office.code;
  const steps: Step[] = [];
  let snapshot: TrajectorySnapshot | undefined;
  for (const step of course(life)) {
    if (step.occurredOn > today) break;
    const decision = snapshot ? decide(snapshot, step) : open(step, municipality);
    if (!decision.accepted)
      throw new Error(`The simulation took an impossible step: ${step.type} on ${step.occurredOn}, ${decision.reason}`);
    snapshot = decision.snapshot;
    steps.push(step);
  }
  return steps;
}

function* course(life: Life): Stretch<void> {
  const { random, referredOn, programme } = life;
  yield {
    type: 'referral.received',
    occurredOn: referredOn,
    details: { programme, ...(random.chance(0.7) && { referredBy: random.pick(REFERRERS) }) },
  };
  const met = yield* pass(life, referredOn, random.around(16, 0.6));
  if (random.chance(0.06)) {
    const day = yield* pass(life, met, random.around(35, 0.4));
    yield* stop(
      life,
      day,
      random.weighted([
        ['no-show', 5],
        ['withdrew', 3],
        ['moved', 2],
        ['lost-entitlement', 1],
      ]),
    );
    return;
  }
  if (random.chance(0.95)) yield { type: 'intake.held', occurredOn: met, details: {} };
  const ended = yield* screened(life, met);
  if (random.chance(0.045)) yield* comeBack(life, ended);
}

/** From the intake to the end, by the plan that the case worker has in mind. */
function* screened(life: Life, intakeOn: PlainDate): Stretch {
  const { random } = life;
  const plan = random.weighted(planWeights(life.office, yearOf(intakeOn)));
  const wait = waitsIn(yearOf(intakeOn)).place;
  switch (plan) {
    case 'art60-social-economy':
      return yield* art60(life, yield* pass(life, intakeOn, random.around(wait, 0.5)), 'social-economy');
    case 'art60-elsewhere':
      return yield* art60(
        life,
        yield* pass(life, intakeOn, random.around(wait, 0.5)),
        random.weighted([
          ['public', 6],
          ['nonprofit', 4],
        ]),
      );
    case 'advised-social-economy':
      return yield* advised(life, intakeOn);
    case 'workplace-learning':
      return yield* learning(life, yield* pass(life, intakeOn, random.around(wait * 0.8, 0.5)));
    case 'job':
      return yield* jobThrough(life, yield* pass(life, intakeOn, random.around(75, 0.5)), learning);
    case 'nothing': {
      const day = yield* pass(life, intakeOn, random.around(80, 0.6));
      const reason = random.weighted<EndReason>([
        ['withdrew', 5],
        ['not-feasible', 5],
        ['illness', 3],
        ['moved', 2],
        ['lost-entitlement', 2],
        ['no-show', 2],
        ['detention', 0.4],
        ['other', 1],
      ]);
      return yield* stop(life, day, reason);
    }
  }
}

/** Work forms that VDAB or its partner must approve: request, decision, wait for a place. */
function* advised(life: Life, from: PlainDate): Stretch {
  const { random } = life;
  const waits = waitsIn(yearOf(from));
  const body = random.weighted([
    ['vdab', 6],
    ['gtb', 3],
    ['ocmw', 1],
  ]);
  const requested = yield* pass(life, from, random.around(14, 0.6));
  yield { type: 'advice.requested', occurredOn: requested, details: { body } };
  const decided = yield* pass(life, requested, random.around(waits.advice, 0.6));
  if (random.chance(0.26)) {
    yield { type: 'advice.decided', occurredOn: decided, details: { outcome: 'refused' } };
    const day = yield* pass(life, decided, random.around(140, 0.5));
    if (random.chance(0.35))
      return yield* stop(
        life,
        day,
        random.weighted([
          ['not-feasible', 5],
          ['illness', 2],
          ['withdrew', 2],
        ]),
      );
    return random.chance(0.4) ? yield* art60(life, day, 'social-economy') : yield* learning(life, day);
  }
  const form = random.weighted(ADVISED_FORMS);
  const validUntil = addMonths(decided, 12);
  yield {
    type: 'advice.decided',
    occurredOn: decided,
    details: { outcome: 'approved', workForms: form === 'arbeidszorg' ? [form] : [form, 'internship'], validUntil },
  };
  const day = yield* pass(life, decided, Math.min(random.around(waits.place * 1.2, 0.6), 340));
  if (random.chance(0.1))
    return yield* stop(
      life,
      day,
      random.weighted([
        ['withdrew', 4],
        ['illness', 3],
        ['moved', 1],
        ['death', 0.4],
      ]),
    );
  return yield* socialEconomy(life, day, form, random.around(form === 'arbeidszorg' ? 14 : 20, 0.4));
}

/** Art. 60 §7 for as long as unemployment benefit asks, by age and hours; at most 24 months. */
function* art60(life: Life, day: PlainDate, setting: Setting): Stretch {
  const { random } = life;
  const hours = random.weighted([
    [38, 7],
    [28.5, 1.5],
    [19, 1.5],
  ]);
  const months = Math.min(24, Math.round((entitlementMonths(yearsBetween(life.birthDate, day), day) * 38) / hours));
  return setting === 'social-economy'
    ? yield* socialEconomy(life, day, 'art60', months, hours)
    : yield* elsewhere(life, day, { workForm: 'art60', setting, months, hours });
}

function* socialEconomy(life: Life, day: PlainDate, workForm: WorkForm, months: number, hours?: number): Stretch {
  const { random } = life;
  const placed = yield* placement(life, day, { workForm, setting: 'social-economy', months, ...(hours && { hours }) });
  const { isCompleted } = placed;
  const year = yearOf(placed.day);
  const followOn = isCompleted ? followOnChance(year) : 0.08;
  const next = random.weighted([
    ['followOn', followOn],
    ['job', isCompleted ? 0.24 : 0.1],
    ['again', isCompleted ? 0.04 : 0.15],
    ['end', isCompleted ? 0.5 : 0.65],
  ]);
  // A third go straight on: then the next step ends the placement, and nothing is recorded between.
  const free = next !== 'end' && isCompleted && random.chance(0.35) ? placed.day : yield* leave(life, placed, next === 'end' ? 25 : 40);
  switch (next) {
    case 'followOn':
      return yield* learning(life, free);
    case 'job':
      return yield* jobThrough(life, free, learning);
    case 'again':
      return workForm === 'art60' ? yield* art60(life, free, 'social-economy') : yield* learning(life, free);
    case 'end':
      return yield* stop(life, free, endReason(life, workForm, isCompleted));
  }
}

/** A workplace outside the social economy: after it as a follow-on placement, or at once. */
function* learning(life: Life, day: PlainDate): Stretch {
  const { random } = life;
  const workForm = random.weighted<WorkForm>([
    ['internship', 4],
    ['training', 3],
    ['art60', 2],
    ['wijk-werken', 2],
  ]);
  const setting = random.weighted<Setting>([
    ['private', workForm === 'art60' ? 1 : 5],
    ['public', 3],
    ['nonprofit', 3],
  ]);
  const months = { internship: 3, training: 5, art60: 12, 'wijk-werken': 9 }[workForm.toString()] ?? 6;
  return yield* elsewhere(life, day, { workForm, setting, months: random.around(months, 0.3) });
}

function* elsewhere(life: Life, day: PlainDate, plan: PlacementPlan): Stretch {
  const { random } = life;
  const placed = yield* placement(life, day, plan);
  const next = random.weighted([
    ['job', placed.isCompleted ? 0.46 : 0.12],
    ['again', placed.isCompleted ? 0.1 : 0.16],
    ['end', placed.isCompleted ? 0.44 : 0.72],
  ]);
  const free = next === 'job' && placed.isCompleted && random.chance(0.5) ? placed.day : yield* leave(life, placed, 30);
  if (next === 'job') return yield* jobThrough(life, free, learning);
  if (next === 'again') return yield* learning(life, free);
  return yield* stop(life, free, endReason(life, plan.workForm, placed.isCompleted));
}

interface PlacementPlan {
  readonly workForm: WorkForm;
  readonly setting: Setting;
  readonly months: number;
  readonly hours?: number;
}

interface Placed {
  /** The last day at work; the placement still runs. */
  readonly day: PlainDate;
  readonly isCompleted: boolean;
}

function* placement(life: Life, day: PlainDate, { workForm, setting, months, hours }: PlacementPlan): Stretch<Placed> {
  const { random } = life;
  const plannedEnd = addMonths(day, Math.max(1, months));
  const details = {
    workForm,
    setting,
    organisation: random.pick(HOSTS[setting]),
    ...(hours && { hoursPerWeek: hours }),
    ...(random.chance(0.9) && { plannedEnd }),
  };
  yield { type: 'placement.started', occurredOn: day, details };
  const planned = daysBetween(day, plannedEnd);
  const isCompleted = !random.chance(0.26);
  // Some run on a while after the day that was planned, which the case worker should be told.
  const days = isCompleted
    ? planned + (random.chance(0.25) ? random.whole(5, 60) : random.whole(-12, 0))
    : Math.round(planned * (0.08 + 0.75 * random.next()));
  const isLong = isCompleted && days > 200 && workForm === 'art60' && random.chance(0.12);
  if (!isLong) return { day: yield* pass(life, day, days, { isWorking: true }), isCompleted };
  const moved = yield* pass(life, day, Math.round(days * (0.3 + 0.4 * random.next())), { isWorking: true });
  yield { type: 'placement.started', occurredOn: moved, details: { ...details, organisation: random.pick(HOSTS[setting]) } };
  return { day: yield* pass(life, moved, daysBetween(moved, addDays(day, days)), { isWorking: true }), isCompleted };
}

/** The end of a placement and the time until what comes next. */
function* leave(life: Life, { day, isCompleted }: Placed, days: number): Stretch {
  const { random } = life;
  const reason = isCompleted
    ? 'completed'
    : random.weighted([
        ['withdrew', 4],
        ['dismissed', 3],
        ['illness', 3],
        ['host-closed', 0.6],
        ['other', 1],
      ]);
  yield { type: 'placement.ended', occurredOn: day, details: { reason } };
  return yield* pass(life, day, random.around(days, 0.8));
}

function endReason({ random }: Life, workForm: WorkForm, isCompleted: boolean): EndReason {
  if (!isCompleted) {
    return random.weighted([
      ['withdrew', 5],
      ['illness', 4],
      ['not-feasible', 4],
      ['lost-entitlement', 2],
      ['moved', 2],
      ['no-show', 1.5],
      ['detention', 0.5],
      ['death', 0.3],
      ['other', 1],
    ]);
  }
  if (workForm === 'art60')
    return random.weighted([
      ['rights-acquired', 7],
      ['duration-reached', 1.5],
      ['training', 1],
      ['not-feasible', 1],
      ['other', 0.5],
    ]);
  return random.weighted([
    ['duration-reached', 4],
    ['not-feasible', 2],
    ['training', 2],
    ['illness', 1],
    ['other', 1],
  ]);
}

/** Closed too soon: the office opens the trajectory again and goes on. */
function* comeBack(life: Life, ended: PlainDate): Stretch {
  const { random } = life;
  const day = onWeekday(addDays(ended, random.around(30, 0.5)));
  const reason = random.pick(['opnieuw contact, wil verder met het traject', 'te vroeg afgesloten', 'na herstel opnieuw gestart']);
  yield { type: 'trajectory.reopened', occurredOn: day, details: { reason } };
  return yield* learning(life, yield* pass(life, day, random.around(35, 0.5)));
}
