// The count figures computed a second time, in plain loops over the steps, without a line of the product: neither its machine,
// nor its stays, nor its SQL. Slow and obvious on purpose.

export interface Fact {
  readonly type: string;
  readonly on: string;
  readonly order: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly recordedAt: string;
  readonly withdrawnAt: string | null;
}

export interface Life {
  readonly municipality: string;
  readonly facts: readonly Fact[];
  readonly profiles: readonly { recordedAt: string; birthDate: string | null; gender: string | null; education: string | null }[];
}

export type Ask = Readonly<{
  from: string;
  to: string;
  every: string;
  by: readonly string[];
  observedUntil: string;
  knownAt: string;
  filters: Readonly<Record<string, string>>;
}>;

type Value = string | null;
type Values = Record<string, Value>;

/** Text of a row without its count, to its count. */
export type Table = Map<string, number>;

export type FigureName = 'inflow' | 'flows' | 'occupancy' | 'outflow' | 'throughflow' | 'transfers';

export function compute(figure: FigureName, lives: readonly Life[], ask: Ask): Table {
  const table: Table = new Map();
  const [last = ''] = [ask.to, ask.observedUntil].sort();
  const ends = figure === 'occupancy' ? endsOf(ask.from, last, ask.every) : [];
  for (const life of lives) {
    const moments = walk(life, ask.observedUntil, ask.knownAt);
    const first = moments[0];
    if (!first) continue;
    const person = personOf(life, moments, ask.knownAt);
    const count = (when: Record<string, string>, values: Values, key: Record<string, unknown>, filterOn = values) => {
      const all: Values = { ...person, ...filterOn };
      for (const [dimension, wanted] of Object.entries(ask.filters)) if (all[dimension] !== wanted) return;
      const group: Values = {};
      for (const dimension of ask.by) group[dimension] = all[dimension] ?? null;
      const row = keyOf({ ...when, group, ...key });
      table.set(row, (table.get(row) ?? 0) + 1);
    };
    if (figure === 'occupancy') {
      for (const day of ends) {
        const there = moments.filter((moment) => moment.on <= day).at(-1);
        if (!there) continue;
        const [stage, activity = null] = there.after.state.split('.');
        count({ date: day }, placeOf(there.after), { stage, activity, interrupted: there.after.interrupted });
      }
      continue;
    }
    let hasPlacement = false;
    let hasSocialEconomy = false;
    let hasJob = false;
    const firstPlacement = moments.find(({ fact }) => fact.type === 'placement.started');
    const ofFirst: Values = {
      workForm: firstPlacement ? String(firstPlacement.fact.details.workForm) : null,
      setting: firstPlacement ? String(firstPlacement.fact.details.setting) : null,
    };
    for (const moment of moments) {
      const { fact, before, after } = moment;
      const isIn = fact.on >= ask.from && fact.on <= last;
      const when = { period: labelOf(fact.on, ask.every) };
      const here = { municipality: after.municipality };
      if (figure === 'inflow') {
        if (isIn && moment === first) count(when, { ...here, ...ofFirst }, { what: 'referrals' });
        if (fact.type === 'placement.started') {
          const values = { ...here, workForm: String(fact.details.workForm), setting: String(fact.details.setting) };
          if (isIn && !hasPlacement) count(when, values, { what: 'placements' });
          if (isIn && !hasSocialEconomy && fact.details.setting === 'social-economy') count(when, values, { what: 'socialEconomy' });
          hasPlacement = true;
          hasSocialEconomy ||= fact.details.setting === 'social-economy';
        }
      }
      if (figure === 'throughflow') {
        if (fact.type === 'job.started') {
          const values = { ...here, ...(hasPlacement ? ofFirst : { workForm: null, setting: null }) };
          const key = {
            route: person.route,
            afterPlacement: hasPlacement,
            contract: fact.details.contract,
            support: fact.details.support ?? null,
          };
          if (isIn && !hasJob) count(when, values, key);
          hasJob = true;
        }
        hasPlacement ||= fact.type === 'placement.started';
      }
      if (!before || !isIn) continue;
      const from = before.state.split('.')[0];
      const to = after.state.split('.')[0];
      if (from !== to && (figure === 'flows' || figure === 'outflow')) {
        const placement = after.placement ?? before.placement;
        const values = { ...here, workForm: placement?.workForm ?? null, setting: placement?.setting ?? null };
        if (figure === 'flows') count(when, values, { from, to });
        else if (to === 'ended') count(when, values, { stage: from, reason: fact.details.reason });
      }
      if (figure === 'transfers' && before.municipality !== after.municipality) {
        count(when, placeOf(after), { stage: to, side: 'in' });
        count(when, placeOf(before), { stage: to, side: 'out' });
      }
    }
  }
  return table;
}

/** The same text for the same row, whatever the order of its members. */
export function keyOf(row: object): string {
  const sort = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, one]) => [name, sort(one)])
      : value;
  return JSON.stringify(sort(row));
}

/** The last days of the periods, cut off at `last`. */
export function endsOf(from: string, last: string, every: string): string[] {
  const ends: string[] = [];
  for (let day = from; day <= last; day = next(day)) {
    if (day === last || labelOf(next(day), every) !== labelOf(day, every)) ends.push(day);
  }
  return ends;
}

interface Position {
  readonly state: string;
  readonly interrupted: boolean;
  readonly municipality: string;
  readonly placement: { workForm: string; setting: string } | null;
}

export interface Moment {
  readonly on: string;
  readonly fact: Fact;
  readonly before: Position | null;
  readonly after: Position;
}

/** A legal history, step by step. Steps are taken to be legal: only where they lead is worked out here. */
export function walk(life: Life, until: string, knownAt: string): Moment[] {
  const facts = life.facts
    .filter(({ recordedAt, withdrawnAt, on }) => recordedAt <= knownAt && (withdrawnAt === null || withdrawnAt > knownAt) && on <= until)
    .sort((a, b) => (a.on === b.on ? a.order - b.order : a.on < b.on ? -1 : 1));
  const moments: Moment[] = [];
  let state = 'referred';
  let interrupted = false;
  let municipality = life.municipality;
  let placement: Position['placement'] = null;
  let jobSince = '';
  let stateBeforeEnd = '';
  let placementBeforeEnd: Position['placement'] = null;
  for (const fact of facts) {
    const before = moments.at(-1)?.after ?? null;
    const { type, details, on } = fact;
    const stage = state.split('.')[0];
    if (type === 'intake.held') state = 'screening.intake';
    if (type === 'advice.requested' && (stage === 'referred' || stage === 'screening')) state = 'screening.requested';
    if (type === 'advice.decided' && state === 'screening.requested') state = `screening.${String(details.outcome)}`;
    if (type === 'placement.started') {
      state = details.setting === 'social-economy' ? 'socialEconomy.working' : 'followOn.working';
      placement = { workForm: String(details.workForm), setting: String(details.setting) };
    }
    if (type === 'placement.ended' || type === 'job.ended') {
      state = `${stage}.between`;
      placement = null;
    }
    if (type === 'job.started') {
      state = 'regular.working';
      placement = null;
      jobSince = on;
    }
    if (type === 'job.confirmed' && on >= halfAYearAfter(jobSince)) state = 'regular.sustained';
    if (type === 'interruption.started') interrupted = true;
    if (type === 'interruption.ended') interrupted = false;
    if (type === 'trajectory.transferred') municipality = String(details.toMunicipality);
    if (type === 'trajectory.ended') {
      stateBeforeEnd = state;
      placementBeforeEnd = placement;
      state = 'ended';
      interrupted = false;
      placement = null;
    }
    if (type === 'trajectory.reopened') {
      state = stateBeforeEnd;
      placement = placementBeforeEnd;
    }
    moments.push({ on, fact, before, after: { state, interrupted, municipality, placement } });
  }
  return moments;
}

export function personOf(life: Life, moments: readonly Moment[], knownAt: string): Values {
  const first = moments[0];
  const profile = life.profiles.filter(({ recordedAt }) => recordedAt <= knownAt).at(-1);
  const placement = moments.find(({ fact }) => fact.type === 'placement.started');
  const hasJob = moments.some(({ fact }) => fact.type === 'job.started');
  const route = placement
    ? placement.fact.details.setting === 'social-economy'
      ? 'se-first'
      : 'direct'
    : hasJob
      ? 'no-placement'
      : 'none';
  return {
    programme: String(first?.fact.details.programme),
    ageClass: ageClassOf(profile?.birthDate ?? null, first?.on ?? ''),
    gender: profile?.gender ?? 'unknown',
    education: profile?.education ?? 'unknown',
    route,
  };
}

function ageClassOf(birthDate: string | null, on: string): string {
  if (birthDate === null) return 'unknown';
  const hadBirthday = on.slice(5) >= birthDate.slice(5);
  const age = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (hadBirthday ? 0 : 1);
  return age < 25 ? '<25' : age < 35 ? '25-34' : age < 45 ? '35-44' : age < 55 ? '45-54' : '55+';
}

function placeOf({ municipality, placement }: Position): Values {
  return { municipality, workForm: placement?.workForm ?? null, setting: placement?.setting ?? null };
}

function labelOf(day: string, every: string): string {
  const [year = '', month = ''] = day.split('-');
  if (every === 'year') return year;
  return every === 'month' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`;
}

function next(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function halfAYearAfter(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const target = `${month > 6 ? year + 1 : year}-${String(month > 6 ? month - 6 : month + 6).padStart(2, '0')}`;
  for (let there = date; ; there -= 1) {
    const candidate = `${target}-${String(there).padStart(2, '0')}`;
    const isDay = new Date(`${candidate}T12:00:00Z`).toISOString().slice(0, 10) === candidate;
    if (isDay) return candidate;
  }
}

/** Whether a step was withdrawn or replaced, or a profile revised, after the one moment and by the other. */
export function wasPutRight({ facts, profiles }: Life, earlier: string, later: string): boolean {
  const isBetween = (at: string | null | undefined) => at !== null && at !== undefined && at > earlier && at <= later;
  return facts.some(({ withdrawnAt }) => isBetween(withdrawnAt)) || profiles.slice(1).some(({ recordedAt }) => isBetween(recordedAt));
}
