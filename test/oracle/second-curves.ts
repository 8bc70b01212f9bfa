import { type Ask, keyOf, type Life, type Moment, personOf, walk } from './second-computation.ts';

// What the figures that follow people count, a second time, person by person and day by day, without a line of the product: neither its
// projections, nor its SQL, nor its estimators.

export type CurveAsk = Omit<Ask, 'every' | 'from'> & { readonly from: string | null };

type Value = string | null;

/** How somebody left observation: by an event, by one that competes, or because observation ended. */
interface Exit {
  readonly day: number;
  readonly how: 'event' | 'competing' | 'censored';
}

interface Counts {
  n: number;
  curve: { day: number; atRisk: number; events: number; competing: number; censored: number }[];
}

export type Question =
  | { readonly figure: 'incidence'; readonly target: 'placement' | 'social-economy' | 'job' }
  | { readonly figure: 'time-to-job' }
  | { readonly figure: 'sustained' }
  | { readonly figure: 'time-in-stage'; readonly place: string }
  | { readonly figure: 'comparison' };

/** The counts per day of every group that has anybody. */
export function countCurves(question: Question, lives: readonly Life[], ask: CurveAsk): Map<string, Counts> {
  const groups = new Map<string, Exit[]>();
  for (const { moments, key } of followed(lives, ask, question.figure === 'comparison')) {
    const exits = groups.get(key) ?? [];
    groups.set(key, exits);
    exits.push(...exitsOf(question, moments, ask.observedUntil));
  }
  const counted = [...groups].filter(([, exits]) => exits.length > 0);
  return new Map(counted.map(([key, exits]) => [key, { n: exits.length, curve: curveOf(exits) }]));
}

function curveOf(exits: readonly Exit[]): Counts['curve'] {
  const days = [...new Set(exits.map(({ day }) => day))].sort((a, b) => a - b);
  return days.map((day) => {
    const of = (how: string) => exits.filter((exit) => exit.day === day && exit.how === how).length;
    const atRisk = exits.filter((exit) => exit.day >= day).length;
    return { day, atRisk, events: of('event'), competing: of('competing'), censored: of('censored') };
  });
}

/** The persons asked for, each with what happened until the last day observed. */
function followed(lives: readonly Life[], ask: CurveAsk, byRoute: boolean): { moments: [Moment, ...Moment[]]; key: string }[] {
  return lives.flatMap((life) => {
    const [first, ...later] = walk(life, ask.observedUntil, ask.knownAt);
    if (!first || (ask.from !== null && first.on < ask.from) || first.on > ask.to) return [];
    const moments: [Moment, ...Moment[]] = [first, ...later];
    const placement = moments.find(({ fact }) => fact.type === 'placement.started');
    const values: Record<string, Value> = {
      ...personOf(life, moments, ask.knownAt),
      municipality: life.municipality,
      workForm: placement ? String(placement.fact.details.workForm) : null,
      setting: placement ? String(placement.fact.details.setting) : null,
    };
    if (Object.entries(ask.filters).some(([dimension, wanted]) => values[dimension] !== wanted)) return [];
    const by = byRoute ? new Set(['route', ...ask.by]) : ask.by;
    const group: Record<string, Value> = {};
    for (const dimension of by) group[dimension] = values[dimension] ?? null;
    return [{ moments, key: keyOf(group) }];
  });
}

function exitsOf(question: Question, moments: readonly [Moment, ...Moment[]], until: string): Exit[] {
  const [{ on: referredOn }] = moments;
  switch (question.figure) {
    case 'incidence':
      return [firstOf(question.target, moments, referredOn, until)];
    case 'time-to-job': {
      const exit = firstOf('job', moments, referredOn, until);
      return [{ day: exit.day, how: exit.how === 'event' ? 'event' : 'censored' }];
    }
    case 'sustained':
      return spellOf(moments, until);
    case 'time-in-stage':
      return visitsTo(question.place, moments, until);
    case 'comparison': {
      const start = placedAt(moments);
      const placed = moments[start];
      return placed ? [firstOf('job', moments.slice(start), placed.on, until)] : [];
    }
  }
}

function firstOf(target: string, moments: readonly Moment[], origin: string, until: string): Exit {
  for (const { fact } of moments) {
    const isPlacement = fact.type === 'placement.started';
    const isTarget =
      target === 'job' ? fact.type === 'job.started' : isPlacement && (target === 'placement' || fact.details.setting === 'social-economy');
    if (isTarget) return { day: between(origin, fact.on), how: 'event' };
    if (fact.type === 'job.started' || fact.type === 'trajectory.ended') return { day: between(origin, fact.on), how: 'competing' };
  }
  return { day: between(origin, until), how: 'censored' };
}

/** Where the first placement is, unless a job came before it. */
function placedAt(moments: readonly Moment[]): number {
  const first = moments.findIndex(({ fact }) => fact.type === 'placement.started' || fact.type === 'job.started');
  return moments[first]?.fact.type === 'placement.started' ? first : -1;
}

function spellOf(moments: readonly Moment[], until: string): Exit[] {
  const start = moments.findIndex(({ fact }) => fact.type === 'job.started');
  const began = moments[start]?.on;
  if (began === undefined) return [];
  let hasJob = false;
  let lastKnown = began;
  for (let day = began; day <= until; day = dayAfter(day)) {
    let known = false;
    for (const { fact } of moments.slice(start).filter(({ on }) => on === day)) {
      if (fact.type === 'job.ended' || fact.type === 'placement.started') hasJob = false;
      if (fact.type === 'job.started') hasJob = true;
      if (hasJob && (fact.type === 'job.started' || fact.type === 'job.confirmed')) known = true;
      if (hasJob && fact.type === 'trajectory.ended' && fact.details.reason === 'regular-work') known = true;
    }
    if (!hasJob) return [{ day: between(began, day), how: 'event' }];
    if (known) lastKnown = day;
  }
  return [{ day: between(began, lastKnown), how: 'censored' }];
}

function visitsTo(place: string, moments: readonly Moment[], until: string): Exit[] {
  const isThere = ({ after: { state } }: Moment) => state === place || state.split('.')[0] === place;
  const exits: Exit[] = [];
  let since: string | null = null;
  for (const moment of moments) {
    if (since === null && isThere(moment)) since = moment.on;
    if (since !== null && !isThere(moment)) {
      exits.push({ day: between(since, moment.on), how: 'event' });
      since = null;
    }
  }
  if (since !== null) exits.push({ day: between(since, until), how: 'censored' });
  return exits;
}

const STAGES = ['referred', 'screening', 'socialEconomy', 'followOn', 'regular', 'ended'];

interface Places {
  n: number;
  /** Persons under observation on a day, day 0 first. */
  atRisk: number[];
  /** Per day and stage, as of the whole group of the day before: what an observer of everybody would have multiplied out. */
  probability: number[][];
  /** Days on which anybody was elsewhere at the end than the day before. */
  moved: number[];
}

/** Where the persons of each group are at the end of each day, until the horizon. Since the referral, or since the first placement. */
export function countPlaces(lives: readonly Life[], ask: CurveAsk, horizon: number, since: 'referral' | 'placement'): Map<string, Places> {
  const paths = new Map<string, string[][]>();
  for (const { moments, key } of followed(lives, ask, since === 'placement')) {
    const start = since === 'placement' ? placedAt(moments) : 0;
    const origin = moments[start]?.on;
    if (origin === undefined) continue;
    const path: string[] = [];
    for (let day = origin; day <= ask.observedUntil && path.length <= horizon; day = dayAfter(day)) {
      path.push(
        moments
          .filter(({ on }) => on <= day)
          .at(-1)
          ?.after.state.split('.')[0] ?? '',
      );
    }
    paths.set(key, [...(paths.get(key) ?? []), path]);
  }
  return new Map([...paths].map(([key, of]) => [key, placesOf(of)]));
}

function placesOf(paths: readonly string[][]): Places {
  const n = paths.length;
  const share = STAGES.map((stage) => paths.filter(([first]) => first === stage).length / n);
  const places: Places = { n, atRisk: [n], probability: [share], moved: [] };
  const longest = Math.max(...paths.map(({ length }) => length));
  for (let day = 1; day < longest; day++) {
    const there = paths.filter(({ length }) => length > day);
    const before = places.probability.at(-1) ?? [];
    const now = STAGES.map((stage, to) =>
      STAGES.reduce((sum, left, from) => {
        const atRisk = there.filter((path) => path[day - 1] === left);
        if (atRisk.length === 0) return sum + (from === to ? (before[from] ?? 0) : 0);
        return sum + ((before[from] ?? 0) * atRisk.filter((path) => path[day] === stage).length) / atRisk.length;
      }, 0),
    );
    if (there.some((path) => path[day] !== path[day - 1])) places.moved.push(day);
    places.atRisk.push(there.length);
    places.probability.push(now);
  }
  return places;
}

function between(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
