import { describe, expect, it } from 'vitest';
import { expectedDays, stateOccupation } from '#shared/figures/aalen-johansen.ts';
import { logarithmic } from '#shared/figures/bands.ts';
import { logRank } from '#shared/figures/comparison.ts';
import type { Occupation, TransitionCounts } from '#shared/figures/curve.ts';
import { normalQuantile } from '#shared/figures/distributions.ts';
import { kaplanMeier, restrictedMean, survivalQuantile } from '#shared/figures/kaplan-meier.ts';
import { riskSets } from '#shared/figures/risk-sets.ts';
import { daysBetween, PlainDate } from '#shared/plain-date.ts';
import { type Spell, transitionsOf } from '../setup/observed.ts';
import {
  EXACT,
  exitOf,
  expectColumns,
  fixtures,
  greatestDistance,
  groupsOf,
  hasTables,
  numberOf,
  type Row,
  tableOf,
  textOf,
} from '../setup/oracle-tables.ts';

// R 4.2.2 with survival 3.5-3, etm 1.1.1 and cmprsk 2.2-11 computed the tables.
const isThere = hasTables('oracle') && hasTables('data');
const where = isThere ? '' : ' (skipped: the folders ../shared/oracle and ../shared/data are not here)';

describe.skipIf(!isThere)(`Kaplan–Meier as R's survfit${where}`, () => {
  it.each([
    { table: 'km_lung_all_log-log.csv', people: 'lung.csv', time: 'time', band: 'log-log', dead: '2', group: () => 'all' },
    {
      table: 'km_lung_sex_log-log.csv',
      people: 'lung.csv',
      time: 'time',
      band: 'log-log',
      dead: '2',
      group: ({ sex }: Row) => `sex=${sex}`,
    },
    { table: 'km_lung_months_ties_log.csv', people: 'lung_months.csv', time: 'month', band: 'log', dead: '2', group: () => 'all' },
    {
      table: 'km_welfare_firstjob_group_log-log.csv',
      people: 'welfare_time_to_first_job.csv',
      time: 'time',
      band: 'log-log',
      dead: '1',
      group: ({ group }: Row) => `group=${group}`,
    },
  ] as const)('from the people: $table', ({ table, people, time, band, dead, group }) => {
    const strata = groupsOf(tableOf('oracle', table), ({ stratum = '' }) => stratum);
    const persons = groupsOf(tableOf('oracle', people), group);
    expect([...strata.keys()].sort()).toEqual([...persons.keys()].sort());
    for (const [stratum, rows] of strata) {
      const exits = (persons.get(stratum) ?? []).map((person) => exitOf(person, time, person.status === dead));
      const curve = kaplanMeier(riskSets(exits.length, exits), { band });
      expect(curve.map(({ day, atRisk, events, censored }) => [day, atRisk, events, censored])).toEqual(
        rows.map((row) => ['time', 'n_risk', 'n_event', 'n_censor'].map((column) => numberOf(row, column))),
      );
      expectColumns(curve, rows, { estimate: 'surv', se: 'se_surv', lower: 'lower', upper: 'upper' });
    }
  });

  it('restricted means with their standard errors', () => {
    const persons = groupsOf(tableOf('oracle', 'lung.csv'), ({ sex }) => `sex=${sex}`);
    for (const row of tableOf('oracle', 'rmst_lung_sex.csv')) {
      const exits = (persons.get(row.stratum ?? '') ?? []).map((person) => exitOf(person, 'time', person.status === '2'));
      const { days, se } = restrictedMean(kaplanMeier(riskSets(exits.length, exits)), numberOf(row, 'tau'));
      expect(greatestDistance([days, se], [numberOf(row, 'rmean'), numberOf(row, 'se(rmean)')])).toBeLessThan(EXACT);
    }
  });

  it('the first job of the school leavers, and its median', () => {
    const medians = { f: { day: 730, lower: 730, upper: 792 }, m: { day: 730, lower: 549, upper: 730 } };
    for (const [sex, rows] of groupsOf(tableOf('data', 'school-to-work.first-job.km.csv'), ({ sex }) => sex ?? '')) {
      const days = rows.map((row) => ({ day: numberOf(row, 'day'), atRisk: numberOf(row, 'at_risk'), events: numberOf(row, 'events') }));
      const curve = kaplanMeier(days.map((day) => ({ ...day, censored: 0 })));
      expectColumns(curve, rows, { estimate: 'survival', se: 'se', lower: 'lower', upper: 'upper' });
      expect(survivalQuantile(curve)).toEqual(medians[sex === 'f' ? 'f' : 'm']);
    }
  });
});

describe.skipIf(!isThere)(`Probability of states as R's etm and survfit${where}`, () => {
  const welfare = () => transitionsOf(spellsOf('welfare_sim.csv', 't0', 't1'), STATES);

  it('a process with returns: probabilities and Greenwood-type standard errors', () => {
    const occupation = stateOccupation(welfare());
    for (const [state, rows] of groupsOf(tableOf('oracle', 'xcheck_etm_welfare_full.csv'), ({ state }) => state ?? '')) {
      const curve = rows.map((row) => pointOf(occupation, STATES.indexOf(state), numberOf(row, 'time')));
      expectColumns(curve, rows, { probability: 'p_etm', se: 'se_greenwood_etm' });
      expectColumns(curve, rows, { probability: 'p_survfit' });
    }
  });

  it('expected days per state', () => {
    const occupation = stateOccupation(welfare());
    for (const row of tableOf('oracle', 'aj_welfare_full__rmts.csv')) {
      const days = expectedDays(occupation, numberOf(row, 'tau'))[STATES.indexOf(row.row ?? '')];
      expect(greatestDistance([days], [numberOf(row, 'rmean')])).toBeLessThan(EXACT);
    }
  });

  it('the same process in months, with heavy ties', () => {
    const spells = spellsOf('welfare_sim_months.csv', 'm0', 'm1');
    const occupation = stateOccupation(transitionsOf(spells, STATES), { band: 'log' });
    // R's standard error here is the infinitesimal jackknife, which is Greenwood's only as long as nobody is censored.
    const firstCensoring = Math.min(...spells.filter(({ to }) => to === null).map(({ end }) => end));
    expect(firstCensoring).toBe(7);
    for (const [state, rows] of groupsOf(tableOf('oracle', 'aj_welfare_months_ties.csv'), ({ state }) => state ?? '')) {
      const pointIn = (row: Row) => pointOf(occupation, STATES.indexOf(state), numberOf(row, 'time'));
      expectColumns(rows.map(pointIn), rows, { probability: 'pstate' });
      const early = rows.filter((row) => numberOf(row, 'time') <= firstCensoring);
      expectColumns(early.map(pointIn), early, { se: 'se', lower: 'lower', upper: 'upper' });
      const z = normalQuantile(0.95);
      const bands = rows.map((row) => logarithmic(numberOf(row, 'pstate'), numberOf(row, 'se'), z));
      expectColumns(bands, rows, { lower: 'lower', upper: 'upper' });
    }
  });

  it('the same process with those who came late: the product over the persons under observation', () => {
    const spells = everySpell('welfare_sim.csv', 't0', 't1');
    const late = new Set(spells.filter(({ start }) => start > 0).map(({ id }) => id));
    for (const { id, start } of spells) if (start === 0) late.delete(id);
    expect(late.size).toBe(94);
    const { days, probability } = stateOccupation(transitionsOf(spells, STATES));
    // Straight from the persons, one row of one matrix at a time.
    let expected: Record<string, number> = { screening: 1 };
    for (const [i, day] of days.entries()) {
      const next = { ...expected };
      for (const { state, to } of spells.filter(({ end }) => end === day)) {
        if (to === null) continue;
        const share =
          (expected[state] ?? 0) / spells.filter((spell) => spell.state === state && spell.start < day && spell.end >= day).length;
        next[state] = (next[state] ?? 0) - share;
        next[to] = (next[to] ?? 0) + share;
      }
      expected = next;
      expect(
        greatestDistance(
          probability[i] ?? [],
          STATES.map((state) => expected[state] ?? 0),
        ),
      ).toBeLessThan(EXACT);
    }
  });

  it('the stages of the school leavers, and their expected days', () => {
    const occupation = stateOccupation(schoolLeavers());
    const rows = tableOf('data', 'school-to-work.state-occupation.csv');
    const means = tableOf('data', 'school-to-work.restricted-mean.csv');
    for (const [state, stage] of STAGES.entries()) {
      const curve = rows.map((row) => pointOf(occupation, state, numberOf(row, 'day')));
      expectColumns(curve, rows, { probability: stage });
      for (const row of means) {
        const days = expectedDays(occupation, numberOf(row, 'horizon'))[state];
        expect(greatestDistance([days], [numberOf(row, stage)])).toBeLessThan(EXACT);
      }
    }
  });
});

describe.skipIf(!isThere)(`Comparisons as R's survdiff${where}`, () => {
  it('the first job of the school leavers, girls and boys', () => {
    const rows = groupsOf(tableOf('data', 'school-to-work.first-job.km.csv'), ({ sex }) => sex ?? '');
    const groups = [...rows.values()].map((days) =>
      days.map((row) => ({ day: numberOf(row, 'day'), atRisk: numberOf(row, 'at_risk'), events: numberOf(row, 'events'), censored: 0 })),
    );
    expect(logRank(groups).statistic).toBeCloseTo(2.833201, 6);
  });

  it('the tables that travel with the repository, and are held to in its unit tests, are the same', () => {
    for (const file of fixtures()) expect(textOf('fixtures', file), file).toBe(textOf('oracle', file));
  });
});

const STATES = ['screening', 'placement1', 'placement2', 'job', 'dropout', 'interrupted'];
const STAGES = ['referred', 'socialEconomy', 'followOn', 'regular'];

/** R was given those who were observed from the start; the files also hold 94 who came later. */
function spellsOf(file: string, start: string, end: string): Spell[] {
  const first = new Set(
    everySpell('welfare_sim.csv', 't0', 't1')
      .filter((spell) => spell.start === 0)
      .map(({ id }) => id),
  );
  return everySpell(file, start, end).filter(({ id }) => first.has(id));
}

function everySpell(file: string, start: string, end: string): (Spell & { id: string })[] {
  return tableOf('oracle', file).map((row) => ({
    id: row.id ?? '',
    state: row.from ?? '',
    start: numberOf(row, start),
    end: numberOf(row, end),
    to: row.to === 'censor' ? null : (row.to ?? ''),
  }));
}

function pointOf(occupation: Occupation, state: number, day: number) {
  const i = occupation.days.indexOf(day);
  const { probability, se, lower, upper } = occupation;
  return {
    probability: probability[i]?.[state] ?? null,
    se: se[i]?.[state] ?? null,
    lower: lower[i]?.[state] ?? null,
    upper: upper[i]?.[state] ?? null,
  };
}

/** All began on 1 July 1993, changed on first days of months, and were seen to the end: their flows per month are the transitions per day. */
function schoolLeavers(): TransitionCounts {
  const months = [...groupsOf(tableOf('data', 'school-to-work.flows.csv'), ({ month }) => month ?? '')].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  let present = [712, 0, 0, 0];
  const counts = months.map(([month, rows]) => {
    const transitions = rows.map((row) => ({
      from: STAGES.indexOf(row.from ?? ''),
      to: STAGES.indexOf(row.to ?? ''),
      count: numberOf(row, 'count'),
    }));
    const atRisk = present;
    present = present.map((count, state) =>
      transitions.reduce((sum, { from, to, count: moved }) => sum + (to === state ? moved : 0) - (from === state ? moved : 0), count),
    );
    return { day: daysBetween(PlainDate.parse('1993-07-01'), PlainDate.parse(`${month}-01`)), atRisk, transitions };
  });
  const [, second] = counts;
  return { states: STAGES, initial: second?.atRisk ?? [], days: counts.slice(1) };
}
