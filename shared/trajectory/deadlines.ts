import type { Deadline } from '#shared/contract/trajectories.ts';
import { addDays, addMonths, daysBetween, endOfPeriod, type PlainDate, yearsBetween } from '#shared/plain-date.ts';
import { allowedSteps, presenceOf, runningJob, runningPlacement, statePath, type TrajectorySnapshot } from './decide.ts';
import type { Placement } from './guards.ts';
import type { Taken } from './history.ts';
import { RULES, type Rule, ruleOn } from './rules.ts';
import type { State } from './states.ts';
import type { StepType } from './steps.ts';

export interface Situation {
  /** A legal history, replayed. */
  readonly taken: readonly [Taken, ...Taken[]];
  /** The day in Brussels. */
  readonly today: PlainDate;
  /** Null where it is not known: then what hangs on an age is not guessed. */
  readonly birthDate: PlainDate | null;
}

/**
 * What asks for attention in a trajectory (domain.md, "Deadlines and warnings"), earliest first, each id at most once; nothing once it has ended.
 * What is due today or was due before is a warning. What is due later is a deadline, from as many days ahead as its rule says,
 * or else from `notice.days` ahead. Rules are those of `today`. Nothing here blocks a step.
 */
export function deadlinesOf(situation: Situation): { deadlines: Deadline[]; warnings: Deadline[] } {
  const { taken, today } = situation;
  const last = taken.at(-1) ?? taken[0];
  if (last.snapshot.context.ended) return { deadlines: [], warnings: [] };
  const allowed = allowedSteps(last.snapshot);
  const all = KINDS.flatMap(([id, due]) => {
    const found = due({ ...situation, last, snapshot: last.snapshot });
    if (!found) return [];
    const { dueOn, rule, notice = ruleOn('notice.days', today).value } = found;
    const daysLeft = daysBetween(today, dueOn);
    // A step that this state refuses settles nothing: no placement starts during sick leave.
    const step = found.step !== null && allowed.includes(found.step) ? found.step : null;
    return daysLeft > notice ? [] : [{ id, dueOn, daysLeft, step, source: rule.source, isVerified: rule.certainty !== 'recalled' }];
  }).toSorted((a, b) => a.daysLeft - b.daysLeft);
  return { deadlines: all.filter(({ daysLeft }) => daysLeft > 0), warnings: all.filter(({ daysLeft }) => daysLeft <= 0) };
}

interface Present extends Situation {
  readonly last: Taken;
  readonly snapshot: TrajectorySnapshot;
}

interface Due {
  readonly dueOn: PlainDate;
  readonly rule: Rule;
  /** Days ahead from which it is announced. */
  readonly notice?: number;
  /** The step that settles it. */
  readonly step: StepType | null;
}

const KINDS: readonly (readonly [Deadline['id'], (present: Present) => Due | null])[] = [
  ['advice-pending', advicePending],
  ['advice-expires', adviceExpires],
  ['waiting', waiting],
  ['placement-ends', placementEnds],
  ['between', between],
  ['twe-limit', tweLimit],
  ['entitlement', entitlement],
  ['gpmi', gpmi],
  ['aftercare', aftercare],
  ['silent', silent],
  ['month-end', monthEnd],
];

function advicePending({ snapshot, today }: Present): Due | null {
  const { request } = snapshot.context;
  const rule = ruleOn('advice-pending.days', today);
  return request && { dueOn: addDays(request.on, rule.value), rule, step: 'advice.decided' };
}

/** An approval that runs out unused: nothing has started since it was given, and no job runs. Once it has run out, a new request settles it. */
function adviceExpires({ taken, snapshot, today }: Present): Due | null {
  const { advice, request } = snapshot.context;
  if (advice?.outcome !== 'approved' || advice.validUntil === null || runningJob(snapshot)) return null;
  const decided = taken.findLastIndex(({ step }) => step.type === 'advice.decided');
  if (taken.slice(decided).some(({ step }) => step.type === 'placement.started' || step.type === 'job.started')) return null;
  const isOver = advice.validUntil < today;
  if (isOver && request) return null;
  const rule = ruleOn('advice-expires.days', today);
  return { dueOn: advice.validUntil, rule, notice: rule.value, step: isOver ? 'advice.requested' : 'placement.started' };
}

function waiting({ taken, snapshot, today }: Present): Due | null {
  if (statePath(snapshot) !== 'screening.approved') return null;
  const rule = ruleOn('waiting.days', today);
  return { dueOn: addDays(enteredOn(taken, ['screening.approved']), rule.value), rule, step: 'placement.started' };
}

function placementEnds({ snapshot, today }: Present): Due | null {
  const plannedEnd = runningPlacement(snapshot)?.plannedEnd;
  const rule = ruleOn('placement-ends.days', today);
  return plannedEnd ? { dueOn: plannedEnd, rule, notice: rule.value, step: 'placement.ended' } : null;
}

function between({ taken, snapshot, today }: Present): Due | null {
  const state = statePath(snapshot);
  if (state !== 'socialEconomy.between' && state !== 'followOn.between') return null;
  const rule = ruleOn('between.days', today);
  // "More than" so many days: due on the day after them.
  return { dueOn: addDays(enteredOn(taken, [state]), rule.value + 1), rule, step: 'placement.started' };
}

/** Counted from the referral: the day of the agreement is not recorded, and a warning that comes early does less harm. */
function tweLimit({ snapshot, today }: Present): Due | null {
  const { programme, referredOn } = snapshot.context;
  if (programme !== 'twe') return null;
  const rule = ruleOn('twe.months', today);
  return { dueOn: addMonths(referredOn, rule.value), rule, notice: ruleOn('twe-limit.days', today).value, step: 'trajectory.ended' };
}

/**
 * The day on which a running Art. 60 §7 placement is estimated to have brought enough days for unemployment benefit, placements before it
 * included and interruptions left out (RVA T31). The number of days is the one that holds on that very day, for the age on that day.
 */
function entitlement({ taken, snapshot, birthDate, today }: Present): Due | null {
  if (runningPlacement(snapshot)?.workForm !== 'art60') return null;
  const spells = spellsOfWork(taken, today);
  const notice = ruleOn('entitlement.notice-days', today).value;
  const [first] = RULES.filter(({ id }) => id === 'entitlement.days')
    .flatMap((rule) => {
      const reached = dayReached(spells, rule.value, today);
      const window = windowOf(rule, birthDate);
      if (reached === null || window === null) return [];
      const dueOn = latest(reached, window.from);
      return dueOn <= window.until ? [{ dueOn, rule }] : [];
    })
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  return first ? { ...first, notice, step: 'placement.ended' } : null;
}

/** "No evaluation or step": any step shows that the file is alive, an evaluation settles it. */
function gpmi({ last, today }: Present): Due {
  const rule = ruleOn('gpmi.months', today);
  return { dueOn: addMonths(last.step.occurredOn, rule.value), rule, step: 'evaluation.held' };
}

/** The first check after the start of the running job that no confirmation on or after its day has answered. */
function aftercare({ snapshot, today }: Present): Due | null {
  const job = runningJob(snapshot);
  if (!job) return null;
  for (const id of ['aftercare.first-months', 'aftercare.second-months', 'aftercare.third-months'] as const) {
    const rule = ruleOn(id, today);
    const dueOn = addMonths(job.startedOn, rule.value);
    if (job.confirmedOn === null || job.confirmedOn < dueOn) return { dueOn, rule, step: 'job.confirmed' };
  }
  return null;
}

function silent({ last, today }: Present): Due {
  const rule = ruleOn('silent.days', today);
  return { dueOn: addDays(last.step.occurredOn, rule.value), rule, step: null };
}

/** The month's payment needs a registration that is valid on its last calendar day (VDAB draaiboek TWE-OCMW, financiering). */
function monthEnd({ snapshot, today }: Present): Due | null {
  const { programme, registeredUntil } = snapshot.context;
  const dueOn = endOfPeriod(today, 'month');
  if (programme !== 'twe' || (registeredUntil !== null && registeredUntil >= dueOn)) return null;
  const rule = ruleOn('month-end.notice-days', today);
  return { dueOn, rule, notice: rule.value, step: 'registration.confirmed' };
}

/** The first day of the unbroken time up to now in these states; interruptions and transfers do not break it. */
function enteredOn(taken: readonly [Taken, ...Taken[]], states: readonly State[]): PlainDate {
  const before = taken.findLastIndex(({ snapshot }) => !states.includes(statePath(snapshot)));
  return (taken[before + 1] ?? taken[0]).step.occurredOn;
}

interface Spell {
  readonly from: PlainDate;
  /** Exclusive; null while it lasts. */
  readonly to: PlainDate | null;
  /** At most full-time. */
  readonly hoursPerWeek: number;
}

/** Time at work under Art. 60 §7. A placement without hours counts as full-time, as most are: it warns too early rather than too late. */
function spellsOfWork(taken: readonly Taken[], today: PlainDate): Spell[] {
  const fullTime = ruleOn('full-time.hours', today).value;
  return taken.flatMap(({ step, snapshot }, index) => {
    const placement: Placement | null = runningPlacement(snapshot);
    if (placement?.workForm !== 'art60' || presenceOf(snapshot) === 'interrupted') return [];
    const to = taken[index + 1]?.step.occurredOn ?? null;
    return [{ from: step.occurredOn, to, hoursPerWeek: Math.min(placement.hoursPerWeek ?? fullTime, fullTime) }];
  });
}

const DAYS_A_QUARTER = 13 * 7;
/** A working life and more: a placement of a few minutes a week would otherwise run out of the calendar. */
const TOO_FAR = 100 * 365;

/** The first day before which so many days were worked, if the last spell goes on; null when they are not reached, or not within a lifetime. */
function dayReached(spells: readonly Spell[], daysWorked: number, today: PlainDate): PlainDate | null {
  const hours = ruleOn('full-time.hours', today).value;
  // In calendar days times weekly hours, so that a year of full-time work is 4 × 78 days without a rounding error.
  let missing = (daysWorked * DAYS_A_QUARTER * hours) / ruleOn('full-time.quarter-days', today).value;
  for (const { from, to, hoursPerWeek } of spells) {
    const calendarDays = Math.ceil(missing / hoursPerWeek - 1e-9);
    if (to === null || daysBetween(from, to) >= calendarDays) return calendarDays > TOO_FAR ? null : addDays(from, calendarDays);
    missing -= daysBetween(from, to) * hoursPerWeek;
  }
  return null;
}

/** The days on which a rule holds for a person; null when that hangs on an age that is not known. */
function windowOf({ from, until, ageFrom, ageUnder }: Rule, birthDate: PlainDate | null): { from: PlainDate; until: PlainDate } | null {
  const days = { from: from ?? '0000-01-01', until: until ?? '9999-12-31' };
  if (ageFrom === undefined && ageUnder === undefined) return days;
  if (birthDate === null) return null;
  return {
    from: ageFrom === undefined ? days.from : latest(days.from, birthday(birthDate, ageFrom)),
    until: ageUnder === undefined ? days.until : earliest(days.until, addDays(birthday(birthDate, ageUnder), -1)),
  };
}

function latest(one: PlainDate, other: PlainDate): PlainDate {
  return daysBetween(one, other) > 0 ? other : one;
}

function earliest(one: PlainDate, other: PlainDate): PlainDate {
  return daysBetween(one, other) > 0 ? one : other;
}

/** The first day at that age, as `yearsBetween` counts it. */
function birthday(birthDate: PlainDate, age: number): PlainDate {
  const day = addMonths(birthDate, 12 * age);
  return yearsBetween(birthDate, day) < age ? addDays(day, 1) : day;
}
