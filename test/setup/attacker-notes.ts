import type { Publication, PublishedCell } from '#shared/contract/publications.ts';

export type Seen = Pick<Publication, 'period' | 'releasedTies'> & {
  readonly tables: readonly { readonly id: string; readonly cells: readonly PublishedCell[] }[];
};

export interface Found {
  readonly period: string;
  readonly table: string;
  readonly key: PublishedCell['key'];
}

export type TruthOf = (period: string, table: string, key: PublishedCell['key']) => number | undefined;

/** What is hidden without bound is not looked for further than this above the truth or 0. */
const FAR = 30;

export interface Variable extends Found {
  readonly low: number;
  readonly high: number;
  readonly value: number | null;
  readonly truth: number | undefined;
}

/** Σ plus − Σ minus is 0, or at most 0. */
export interface Equation {
  readonly plus: readonly number[];
  readonly minus: readonly number[];
  readonly isExact: boolean;
}

export interface Notes {
  readonly variables: readonly Variable[];
  readonly equations: readonly Equation[];
  readonly rows: readonly { readonly total: number; readonly parts: readonly number[] }[];
}

function nameOf(period: string, table: string, key: PublishedCell['key']): string {
  return [
    period,
    table,
    ...Object.entries(key)
      .map(([dimension, value]) => `${dimension}=${value}`)
      .sort(),
  ].join('|');
}

/** Everything that he can write down before he begins to reckon. */
export function takeNotes(publications: readonly Seen[], truthOf: TruthOf | undefined): Notes {
  const variables: Variable[] = [];
  const equations = new Map<string, Equation>();
  const rows: { total: number; parts: number[] }[] = [];
  /** What was said last of each number. */
  const said = new Map<string, number>();
  const tables = new Set<string>();

  for (const publication of publications) {
    const { period } = publication;
    const own = new Map<string, number>();
    for (const { id: table, cells } of publication.tables) {
      // Shares follow from the counts beside them.
      if (table === 'chance') continue;
      tables.add(`${period}|${table}`);
      for (const { key, value, low, high } of cells) {
        const name = nameOf(period, table, key);
        const truth = truthOf?.(period, table, key);
        const top = high ?? FAR + Math.max(truth ?? 0, 100);
        const before = said.get(name);
        const earlier = before === undefined ? undefined : variables[before];
        if (before !== undefined && earlier?.value === value && earlier.low === (low ?? 0) && earlier.high === top) own.set(name, before);
        else own.set(name, variables.push({ period, table, key, value, low: low ?? 0, high: top, truth }) - 1);
      }
      rows.push(...rowsOf(period, table, cells, own));
    }
    for (const [name, variable] of own) said.set(name, variable);

    const forgotten = new Set(publication.releasedTies.map((tie) => `${tie.period}|${tie.table}`));
    const note = (plus: readonly Term[], minus: readonly Term[], isExact = true) => {
      const terms = [...plus, ...minus];
      const isAbout = terms.some((term) => own.has(nameOf(...term)));
      const isForgotten = terms.some(([of, table]) => of !== period && forgotten.has(`${of}|${table}`));
      if (!isAbout || isForgotten) return;
      const places = (of: readonly Term[]) => of.flatMap((term) => said.get(nameOf(...term)) ?? []);
      equations.set(JSON.stringify([places(plus), places(minus)]), { plus: places(plus), minus: places(minus), isExact });
    };
    writeIdentities(period, (of, table) => tables.has(`${of}|${table}`), note);
    // Whoever is told that an old tie no longer holds forgets it too.
    for (const [name, { plus, minus }] of equations) {
      const about = [...plus, ...minus].flatMap((index) => variables[index] ?? []);
      const periods = new Set(about.map((variable) => variable.period));
      if (periods.size > 1 && !periods.has(period) && about.some((variable) => forgotten.has(`${variable.period}|${variable.table}`)))
        equations.delete(name);
    }
  }
  const sums = rows.map(({ total, parts }): Equation => ({ plus: parts, minus: [total], isExact: true }));
  return { variables, equations: [...sums, ...equations.values()].filter(({ plus, minus }) => plus.length + minus.length > 0), rows };
}

/** In every table: the cells that differ in one dimension only, and the one without it. */
function rowsOf(
  period: string,
  table: string,
  cells: readonly PublishedCell[],
  own: ReadonlyMap<string, number>,
): { total: number; parts: number[] }[] {
  const rows = new Map<string, { total: number; parts: number[] }>();
  for (const { key } of cells) {
    for (const dimension of Object.keys(key)) {
      const rest = Object.fromEntries(Object.entries(key).filter(([name]) => name !== dimension));
      const total = own.get(nameOf(period, table, rest));
      const part = own.get(nameOf(period, table, key));
      if (total === undefined || part === undefined) continue;
      const name = `${total}|${dimension}`;
      const row = rows.get(name) ?? { total, parts: [] };
      row.parts.push(part);
      rows.set(name, row);
    }
  }
  return [...rows.values()];
}

type Term = readonly [period: string, table: string, key: PublishedCell['key']];

/** From the definitions that are published with the tables. */
function writeIdentities(
  period: string,
  isOut: (period: string, table: string) => boolean,
  note: (plus: readonly Term[], minus: readonly Term[], isExact?: boolean) => void,
): void {
  const year = Number(period.slice(0, 4));
  const quarters = (of: number) => ['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) => `${of}-${quarter}`);
  const years = [year, year + 1, year + 2];
  const stages = ['referred', 'screening', 'socialEconomy', 'followOn', 'regular', 'ended'];

  const all = years.flatMap((of) => quarters(of - 1)).concat(quarters(year + 2));
  all.forEach((quarter, place) => {
    const before = all[place - 1];
    if (isOut(quarter, 'flows')) {
      if (isOut(quarter, 'inflow')) {
        note(
          [[quarter, 'inflow', {}]],
          [
            [quarter, 'flows', { to: 'socialEconomy' }],
            [quarter, 'flows', { to: 'followOn' }],
          ],
          false,
        );
      }
      if (isOut(quarter, 'throughflow')) note([[quarter, 'throughflow', {}]], [[quarter, 'flows', { to: 'regular' }]], false);
    }
    if (!before || !isOut(before, 'occupancy') || !['occupancy', 'flows', 'referrals'].every((table) => isOut(quarter, table))) return;
    for (const stage of stages) {
      const arrivals: Term[] = stage === 'referred' ? [[quarter, 'referrals', {}]] : [];
      note(
        [[before, 'occupancy', { stage }], [quarter, 'flows', { to: stage }], ...arrivals],
        [
          [quarter, 'occupancy', { stage }],
          [quarter, 'flows', { from: stage }],
        ],
      );
    }
    note(
      [
        [before, 'occupancy', {}],
        [quarter, 'referrals', {}],
      ],
      [[quarter, 'occupancy', {}]],
    );
  });

  for (const number of years) {
    const here = String(number);
    const add = (of: number, table: string, key: PublishedCell['key'], to: Term) => {
      const out = quarters(of).filter((quarter) => isOut(quarter, table));
      if (out.length > 0 && isOut(to[0], to[1]))
        note(
          out.map((quarter): Term => [quarter, table, key]),
          [to],
          out.length === 4,
        );
    };
    const same = (one: Term, other: Term, isExact = true) => {
      if (isOut(one[0], one[1]) && isOut(other[0], other[1])) note([one], [other], isExact);
    };
    for (const stage of stages.slice(0, -1)) add(number, 'flows', { from: stage, to: 'ended' }, [here, 'outflow', { stage }]);
    add(number, 'inflow', {}, [here, 'profile.age', {}]);
    add(number, 'inflow', {}, [here, 'profile.education', {}]);
    same([here, 'profile.age', {}], [here, 'profile.education', {}]);
    add(number - 1, 'referrals', {}, [here, 'wait', {}]);
    for (const [months, ago] of [
      ['12', 1],
      ['24', 2],
    ] as const) {
      add(number - ago, 'inflow', {}, [here, 'chance.counts', { months }]);
      same([String(number - ago), 'profile.age', {}], [here, 'chance.counts', { months }]);
      same([String(number - ago), 'profile.education', {}], [here, 'chance.counts', { months }]);
    }
    for (const route of ['se-first', 'direct', 'no-placement']) {
      const before = String(number - 1);
      same([before, 'chance.counts', { months: '12', route }], [here, 'chance.counts', { months: '24', route }]);
      same(
        [before, 'chance.counts', { months: '12', route, outcome: 'job' }],
        [here, 'chance.counts', { months: '24', route, outcome: 'job' }],
        false,
      );
    }
  }
}
