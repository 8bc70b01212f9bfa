import fc from 'fast-check';
import { Dimension, FigureQuery } from '#shared/contract/figures.ts';
import type { RecordedProfile, RecordedStep } from '#shared/trajectory/projection.ts';
import { arbitraryHistory, arbitraryRequests, deskAfter, instant } from '../setup/arbitrary-trajectories.ts';
import { ELSEWHERE, HOME } from '../setup/trajectories.ts';
import type { Person } from './population.ts';
import type { Ask, Life } from './second-computation.ts';
import type { CurveAsk } from './second-curves.ts';

// Random people with everything ever recorded of them, and random questions about them.

export const SEED = 20_261_123;
/** After every step and every record. */
export const SCOPE = { reach: 'all', today: '2031-05-20', now: new Date('2031-05-20T10:00:00Z') } as const;

/** As the second computation takes it. */
export function lifeOf({ municipality, record, profiles }: Person): Life {
  return {
    municipality,
    facts: record.map(({ step: { type, occurredOn, details, order }, recordedAt, withdrawnAt }) => ({
      type,
      on: occurredOn,
      details: { ...details },
      order,
      recordedAt,
      withdrawnAt,
    })),
    profiles: profiles.map(({ recordedAt, profile }) => ({ recordedAt, ...profile })),
  };
}

/** Half of the people have a record full of corrections, half an orderly history recorded in the order of its days; some move the other way. */
export function arbitraryPerson(): fc.Arbitrary<Person> {
  const corrected = arbitraryRequests(30).map((requests) => deskAfter(requests).record);
  const orderly = arbitraryHistory().map((steps) =>
    steps.map(
      (step, place): RecordedStep => ({
        step: { ...step, id: `step-${place}`, order: place },
        recordedAt: instant(place),
        withdrawnAt: null,
      }),
    ),
  );
  return fc
    .tuple(
      fc.oneof(corrected, orderly),
      fc.boolean(),
      fc.uniqueArray(fc.nat(45), { maxLength: 3 }),
      fc.array(arbitraryProfile(), { minLength: 3, maxLength: 3 }),
    )
    .map(([record, isReversed, minutes, profiles]) => ({
      municipality: isReversed ? ELSEWHERE : HOME,
      record: isReversed ? record.map(reversed) : record,
      profiles: minutes
        .sort((a, b) => a - b)
        .map((minute, place): RecordedProfile => ({ recordedAt: instant(minute), profile: profiles[place] ?? NOBODY })),
    }));
}

const NOBODY = { birthDate: null, gender: null, education: null };

function arbitraryProfile(): fc.Arbitrary<RecordedProfile['profile']> {
  return fc.record({
    birthDate: fc.constantFrom(null, '1960-02-29', '1975-07-31', '1985-03-15', '1998-01-15', '1998-01-16', '2003-12-01'),
    gender: fc.constantFrom(null, 'f', 'm', 'x'),
    education: fc.constantFrom(null, 'low', 'middle', 'high'),
  });
}

function reversed(recorded: RecordedStep): RecordedStep {
  const { step } = recorded;
  if (step.type !== 'trajectory.transferred') return recorded;
  return { ...recorded, step: { ...step, details: { toMunicipality: step.details.toMunicipality === HOME ? ELSEWHERE : HOME } } };
}

/** A question as the API takes it, and as the second computation does. Often such that the summary table can answer. */
export function arbitraryAsk(): fc.Arbitrary<{ ask: Ask; query: FigureQuery }> {
  const monthStart = fc
    .tuple(fc.integer({ min: 2022, max: 2026 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, month]) => `${year}-${two(month)}-01`);
  const anyDay = fc
    .tuple(fc.integer({ min: 2023, max: 2026 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`);
  const monthEnd = monthStart.map((day) => new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10));
  const filter = {
    municipality: fc.constantFrom(HOME, ELSEWHERE),
    workForm: fc.constantFrom('art60', 'training', 'internship', 'wijk-werken'),
    setting: fc.constantFrom('social-economy', 'public', 'private'),
    programme: fc.constantFrom('twe', 'art60', 'other'),
    ageClass: fc.constantFrom('<25', '25-34', '35-44', '55+', 'unknown'),
    gender: fc.constantFrom('f', 'm', 'unknown'),
    education: fc.constantFrom('low', 'high', 'unknown'),
    route: fc.constantFrom('se-first', 'direct', 'no-placement', 'none'),
  };
  const simple = fc.record({ by: fc.constantFrom([], ['municipality']), filters: fc.constantFrom({}, { municipality: HOME }) });
  const ofPlacement = fc.record({
    by: fc.subarray(['workForm', 'setting', 'municipality']),
    filters: fc.constantFrom({}, { workForm: 'art60' }, { setting: 'social-economy' }, { setting: 'private', municipality: ELSEWHERE }),
  });
  const rich = fc.record({
    by: fc.uniqueArray(fc.constantFrom(...Dimension.options), { maxLength: 3 }),
    filters: fc
      .tuple(fc.record(filter), fc.subarray(Object.keys(filter), { maxLength: 2 }))
      .map(([values, names]) => Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)))),
  });
  return fc
    .record({
      from: fc.oneof(monthStart, anyDay),
      to: fc.oneof(monthEnd, anyDay, fc.constant('2030-12-31')),
      every: fc.constantFrom('month', 'quarter', 'year'),
      observedUntil: fc.oneof(fc.constant(SCOPE.today), monthEnd, anyDay),
      knownAt: fc.option(
        fc.nat(45).map((minute) => instant(minute)),
        { nil: undefined },
      ),
      what: fc.oneof(simple, ofPlacement, rich),
    })
    .map(({ from: a, to: b, every, observedUntil, knownAt, what: { by, filters } }) => {
      const [from, to] = a <= b ? [a, b] : [b, a];
      const query = FigureQuery.parse({ from, to, every, by: by.join(), observedUntil, knownAt, ...filters });
      return { ask: { from, to, every, by, observedUntil, knownAt: knownAt ?? SCOPE.now.toISOString(), filters }, query };
    });
}

/** A question of the counts, without its period now and then, for groups of any size; or of everybody, which the summary table can tell. */
export function arbitraryCurveAsk(): fc.Arbitrary<{ ask: CurveAsk; query: { by: string; minimum: string } }> {
  const any = fc.tuple(arbitraryAsk(), fc.boolean()).map(([{ ask }, hasFrom]): CurveAsk => ({ ...ask, from: hasFrom ? ask.from : null }));
  const everybody = fc
    .tuple(arbitraryAsk(), fc.constantFrom([], ['municipality']), fc.constantFrom({}, { municipality: HOME }))
    .map(([{ ask }, by, filters]): CurveAsk => {
      const { today, now } = SCOPE;
      return { ...ask, from: null, to: today, observedUntil: today, knownAt: now.toISOString(), by, filters };
    });
  return fc.oneof(any, everybody).map((ask) => {
    const { from, to, by, observedUntil, knownAt, filters } = ask;
    const isNow = knownAt === SCOPE.now.toISOString();
    const query = { ...(from && { from }), to, by: by.join(), observedUntil, ...(isNow ? {} : { knownAt }), ...filters, minimum: '0' };
    return { ask, query };
  });
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
