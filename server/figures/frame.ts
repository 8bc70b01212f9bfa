import type { Dimension, FigureQuery } from '#shared/contract/figures.ts';
import { Problem } from '#shared/contract/problem.ts';
import { addDays, addMonths, endOfPeriod, type PlainDate, periodLabel, startOfPeriod } from '#shared/plain-date.ts';

/** What a figure is read within: who asks, and when. */
export interface Scope {
  /** Every municipality, or the codes of those that the caller belongs to. */
  readonly reach: 'all' | readonly string[];
  /** The day in Belgium. */
  readonly today: PlainDate;
  readonly now: Date;
  /** Only trajectories that were put right between two moments of knowledge. */
  readonly corrected?: Corrected;
}

/** After the one instant, up to and with the other. */
export interface Corrected {
  readonly after: string;
  readonly until: string;
}

/** One period of the answer, cut to the days that were asked for and observed. */
export interface FramePeriod {
  readonly label: string;
  readonly firstDay: PlainDate;
  readonly lastDay: PlainDate;
}

type Filters = Readonly<Partial<Record<Exclude<Dimension, 'municipality'>, string>>>;

/** A query with its defaults filled in: what is counted, over which days, for whom, and from which knowledge. */
export interface Frame {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly observedUntil: PlainDate;
  /** The last day that counts: `to` or `observedUntil`, whichever comes first. */
  readonly until: PlainDate;
  /** Whether steps may exist after `until`, and after `observedUntil`. */
  readonly isUntilToday: boolean;
  readonly isObservedUntilToday: boolean;
  readonly knownAt: string;
  /** Present knowledge, as the tallies hold it; else that of `knownAt`. */
  readonly isPresentKnowledge: boolean;
  readonly periods: readonly FramePeriod[];
  readonly by: readonly Dimension[];
  readonly filters: Filters;
  /** The only municipalities that count, or all. */
  readonly municipalities: 'all' | readonly string[];
  /** Where only trajectories count that were put right in between. */
  readonly corrected: Corrected | undefined;
}

/**
 * @throws Problem `request.invalid` when the range is reversed or has more than 1,200 periods, or municipalities are told apart in the
 *   region's total; `resource.not-found` for a municipality out of the caller's reach, whether it exists or not
 */
export function frameOf(query: FigureQuery, { reach: own, today, now, corrected }: Scope): Frame {
  const reach = query.scope === 'region' ? regionFor(query, own) : own;
  const { every, by, municipality, workForm, setting, programme, ageClass, gender, education, route } = query;
  // Nobody has observed what is still to come, nor known what was not yet recorded.
  const observedUntil = earliest(query.observedUntil ?? today, today);
  const knownAt = new Date(Math.min(query.knownAt === undefined ? now.getTime() : Date.parse(query.knownAt), now.getTime())).toISOString();
  const to = query.to ?? observedUntil;
  const from = query.from ?? latest('1900-01-01', addMonths(startOfPeriod(to, 'month'), -12));
  if (from > to) throw invalid('query.from', 'range.reversed', 'not after `to`');
  if (municipality !== undefined && reach !== 'all' && !reach.includes(municipality)) throw new Problem('resource.not-found');
  const until = earliest(to, observedUntil);
  return {
    from,
    to,
    observedUntil,
    until,
    isUntilToday: until >= today,
    isObservedUntilToday: observedUntil >= today,
    knownAt,
    isPresentKnowledge: query.knownAt === undefined,
    periods: periodsOf(from, until, every),
    by,
    filters: given({ workForm, setting, programme, ageClass, gender, education, route }),
    municipalities: municipality === undefined ? reach : [municipality],
    corrected,
  };
}

/** All municipalities, as one total for whoever does not see them all: apart they would tell what another office does. */
function regionFor({ by, municipality }: FigureQuery, own: Scope['reach']): 'all' {
  const apart = municipality === undefined ? (by.includes('municipality') ? 'query.by' : undefined) : 'query.municipality';
  if (apart !== undefined && own !== 'all') {
    throw invalid(apart, 'scope.region-total', 'the region is given as one total: leave the municipality out, or ask with scope=own');
  }
  return 'all';
}

/** A query that cannot be answered, with the parameter at fault. */
export function invalid(path: string, code: string, message: string): Problem {
  return new Problem('request.invalid', { fields: [{ path, code, message }] });
}

const MOST_PERIODS = 1_200;

function periodsOf(from: PlainDate, until: PlainDate, every: FigureQuery['every']): FramePeriod[] {
  const periods: FramePeriod[] = [];
  for (let firstDay = from; firstDay <= until; ) {
    if (periods.length === MOST_PERIODS) throw invalid('query.from', 'range.too-wide', `at most ${MOST_PERIODS} periods`);
    const end = endOfPeriod(firstDay, every);
    periods.push({ label: periodLabel(firstDay, every), firstDay, lastDay: earliest(end, until) });
    firstDay = addDays(end, 1);
  }
  return periods;
}

function given(filters: { [Name in keyof Filters]: string | undefined }): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
}

function earliest(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? a : b;
}

function latest(a: PlainDate, b: PlainDate): PlainDate {
  return a > b ? a : b;
}
