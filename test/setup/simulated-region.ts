import type { CountedTable } from '#server/publications/protection/counted.ts';
import type { CellKey } from '#shared/contract/publications.ts';
import type { CountTableId, PublicationDimension } from '#shared/publications/catalogue.ts';
import { CHANCE_OUTCOMES, LANGUAGE_CLASSES, WAIT_OUTCOMES } from '#shared/publications/catalogue.ts';
import { STAGES, type Stage } from '#shared/trajectory/states.ts';
import { WorkForm } from '#shared/trajectory/steps.ts';

/** People who move through the stages of an invented region, and the tables that they count up to: whatever is counted, the identities hold. */
export interface SimulatedRegion {
  /** `2023-Q1` is the first quarter. */
  tablesOf(period: string): CountedTable[];
  /** People of whom the offices had not told: they were referred in the quarter and moved on since, as the others did. */
  addLate(people: number, quarter: string): void;
}

interface Size {
  readonly municipalities: number;
  readonly workForms: number;
  readonly quarters: number;
  /** Referrals of a quarter, in the whole region. */
  readonly referrals: number;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FIRST_YEAR = 2023;
const QUARTER = 91;
const YEAR = 4 * QUARTER;
const AGES = ['-25', '25-34', '35-44', '45-54', '55+', 'unknown'];
const GENDERS = ['f', 'm', 'x', 'unknown'];
const EDUCATION = ['low', 'middle', 'high', 'unknown'];
const ROUTES = ['se-first', 'direct', 'no-placement'];
const REASONS = ['work', 'moved', 'stopped', 'other'];

const NEXT: Readonly<Record<Stage, readonly Stage[]>> = {
  referred: ['screening', 'screening', 'screening', 'socialEconomy', 'followOn', 'regular', 'ended'],
  screening: ['socialEconomy', 'socialEconomy', 'followOn', 'regular', 'ended'],
  socialEconomy: ['followOn', 'regular', 'ended'],
  followOn: ['socialEconomy', 'regular', 'regular', 'ended'],
  regular: ['socialEconomy', 'followOn', 'ended'],
  // Reopened: back to where they were.
  ended: [],
};

interface Person {
  readonly referredOn: number;
  readonly moves: readonly { readonly on: number; readonly from: Stage; readonly to: Stage; readonly reason: string }[];
  /** Where they lived from which day. */
  readonly homes: readonly { readonly from: number; readonly municipality: string }[];
  readonly workForm: string;
  readonly ageClass: string;
  readonly gender: string;
  readonly education: string;
  readonly language: string;
}

export function simulateRegion(size: Size, random: () => number): SimulatedRegion {
  const municipalities = Array.from({ length: size.municipalities }, (_, index) => `m${index + 1}`);
  const workForms = WorkForm.options.slice(0, size.workForms);
  const pick = <T>(from: readonly [T, ...T[]] | readonly T[]): T => {
    // Uneven: the first are common and the last rare, as in life.
    const item = from[Math.floor(random() ** 1.7 * from.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const end = size.quarters * QUARTER;

  const person = (referredOn: number): Person => {
    const home = pick(municipalities);
    const moves: Person['moves'][number][] = [];
    let stage: Stage = 'referred';
    let before: Stage = 'referred';
    for (let day = referredOn + Math.floor(random() * 80); day < end; day += 10 + Math.floor(random() * 260)) {
      // One in twenty of those who ended comes back.
      if (stage === 'ended' && random() > 0.05) break;
      const to: Stage = stage === 'ended' ? before : pick(NEXT[stage]);
      moves.push({ on: day, from: stage, to, reason: pick(REASONS) });
      before = stage;
      stage = to;
    }
    const homes = [{ from: referredOn, municipality: home }];
    if (random() < 0.03) homes.push({ from: referredOn + Math.floor(random() * 300), municipality: pick(municipalities) });
    return {
      referredOn,
      moves,
      homes,
      workForm: pick(workForms),
      ageClass: pick(AGES),
      gender: pick(GENDERS),
      education: pick(EDUCATION),
      language: pick(LANGUAGE_CLASSES),
    };
  };

  const people: Person[] = [];
  for (let quarter = 0; quarter < size.quarters; quarter++) {
    const referred = Math.round(size.referrals * (0.6 + 0.8 * random()));
    for (let index = 0; index < referred; index++) people.push(person(quarter * QUARTER + Math.floor(random() * QUARTER)));
  }

  return {
    addLate(count, quarter) {
      for (let index = 0; index < count; index++) people.push(person(spanOf(quarter).from + Math.floor(random() * QUARTER)));
    },
    tablesOf: (period) => (period.includes('Q') ? quarterTables(spanOf(period)) : yearTables(spanOf(period))),
  };

  function quarterTables({ from, to }: Span): CountedTable[] {
    const isIn = (day: number | undefined): day is number => day !== undefined && from <= day && day < to;
    const categories = { municipality: municipalities };
    return [
      table('referrals', categories, (add) => {
        for (const one of people) if (isIn(one.referredOn)) add({ municipality: homeOf(one, one.referredOn) });
      }),
      table('inflow', { ...categories, workForm: workForms }, (add) => {
        for (const one of people) {
          const day = firstPlacement(one)?.on;
          if (isIn(day)) add({ municipality: homeOf(one, day), workForm: one.workForm });
        }
      }),
      table('occupancy', { ...categories, stage: STAGES }, (add) => {
        for (const one of people) {
          if (one.referredOn >= to) continue;
          const stage = one.moves.findLast(({ on }) => on < to)?.to ?? 'referred';
          add({ municipality: homeOf(one, to - 1), stage });
        }
      }),
      table(
        'flows',
        { from: STAGES, to: STAGES },
        (add) => {
          for (const one of people) for (const move of one.moves) if (isIn(move.on)) add({ from: move.from, to: move.to });
        },
        STAGES.flatMap((from) =>
          STAGES.filter((to) => from === to || (from !== 'ended' && !NEXT[from].includes(to))).map((to) => ({ from, to })),
        ),
      ),
      table('throughflow', { ...categories, route: ROUTES }, (add) => {
        for (const one of people) {
          const job = firstJob(one);
          if (isIn(job)) add({ municipality: homeOf(one, job), route: routeOf(one, job) });
        }
      }),
    ];
  }

  function yearTables({ from, to }: Span): CountedTable[] {
    const placed = people.filter((one) => {
      const day = firstPlacement(one)?.on;
      return day !== undefined && from <= day && day < to;
    });
    return [
      table('outflow', { reason: REASONS, stage: STAGES.slice(0, -1) }, (add) => {
        for (const one of people) {
          for (const move of one.moves)
            if (move.to === 'ended' && from <= move.on && move.on < to) add({ reason: move.reason, stage: move.from });
        }
      }),
      table('profile.age', { ageClass: AGES, gender: GENDERS }, (add) => {
        for (const { ageClass, gender } of placed) add({ ageClass, gender });
      }),
      table('profile.education', { education: EDUCATION, language: LANGUAGE_CLASSES }, (add) => {
        for (const { education, language } of placed) add({ education, language });
      }),
      table('wait', { outcome: WAIT_OUTCOMES }, (add) => {
        for (const one of people) if (from - YEAR <= one.referredOn && one.referredOn < from) add({ outcome: waitOf(one) });
      }),
      table(
        'chance.counts',
        { months: ['12', '24'], route: ROUTES, outcome: CHANCE_OUTCOMES },
        (add) => {
          for (const years of [1, 2]) {
            for (const one of people) {
              const placement = firstPlacement(one);
              if (!placement || placement.on < from - years * YEAR || placement.on >= from - (years - 1) * YEAR) continue;
              const job = firstJob(one);
              const outcome = job !== undefined && job - placement.on <= years * YEAR ? 'job' : 'no-job';
              add({ months: String(12 * years), route: placement.to === 'socialEconomy' ? 'se-first' : 'direct', outcome });
            }
          }
        },
        ['12', '24'].flatMap((months) => CHANCE_OUTCOMES.map((outcome) => ({ months, route: 'no-placement', outcome }))),
      ),
    ];
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOf(period: string): Span {
  const year = (Number(period.slice(0, 4)) - FIRST_YEAR) * YEAR;
  if (!period.includes('Q')) return { from: year, to: year + YEAR };
  const from = year + (Number(period.at(-1)) - 1) * QUARTER;
  return { from, to: from + QUARTER };
}

function firstPlacement({ moves }: Person) {
  return moves.find(({ to }) => to === 'socialEconomy' || to === 'followOn');
}

function firstJob({ moves }: Person): number | undefined {
  return moves.find(({ to }) => to === 'regular')?.on;
}

function routeOf(one: Person, job: number): string {
  const placement = firstPlacement(one);
  if (!placement || placement.on > job) return 'no-placement';
  return placement.to === 'socialEconomy' ? 'se-first' : 'direct';
}

function homeOf({ homes }: Person, day: number): string {
  return homes.findLast(({ from }) => from <= day)?.municipality ?? homes[0]?.municipality ?? '';
}

function waitOf(one: Person): string {
  const [first] = one.moves.filter(({ to }) => to !== 'screening');
  if (!first || first.on - one.referredOn > YEAR) return 'waiting';
  if (first.to === 'ended' || first.to === 'regular') return 'other';
  return WAIT_OUTCOMES[Math.min(3, Math.floor((first.on - one.referredOn) / QUARTER))] ?? 'waiting';
}

function table(
  id: CountTableId,
  categories: Partial<Record<PublicationDimension, readonly string[]>>,
  count: (add: (key: CellKey) => void) => void,
  impossible: readonly CellKey[] = [],
): CountedTable {
  const counts = new Map<string, { key: CellKey; count: number }>();
  count((key) => {
    const name = JSON.stringify(key);
    counts.set(name, { key, count: (counts.get(name)?.count ?? 0) + 1 });
  });
  return { id, categories, counts: [...counts.values()], impossible };
}
