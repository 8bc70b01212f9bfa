import { describe, expect, it } from 'vitest';
import { graysTest, logRank } from '#shared/figures/comparison.ts';
import { cumulativeIncidence } from '#shared/figures/cumulative-incidence.ts';
import { type Confidence, kaplanMeier, survivalQuantile } from '#shared/figures/kaplan-meier.ts';
import { competingRiskSets, riskSets } from '#shared/figures/risk-sets.ts';
import { poissonRateRatio } from '#shared/figures/signal.ts';
import {
  EXACT,
  exitOf,
  expectColumns,
  greatestDistance,
  groupsOf,
  numberIn,
  numberOf,
  type Row,
  tableOf,
} from '../../setup/oracle-tables.ts';

// Of R's tables those that travel with the repository (test/fixtures/r); test/oracle/estimators.test.ts has them all.

describe('Patients by sex, as R has them', () => {
  it('the Kaplan–Meier curves', () => {
    const patients = patientsBySex();
    for (const [stratum, rows] of groupsOf(tableOf('fixtures', 'km_lung_sex_log-log.csv'), ({ stratum = '' }) => stratum)) {
      const curve = kaplanMeier(patients.get(stratum) ?? []);
      expect(curve.map(({ day }) => day)).toEqual(rows.map((row) => numberOf(row, 'time')));
      expectColumns(curve, rows, { estimate: 'surv', se: 'se_surv', lower: 'lower', upper: 'upper', atRisk: 'n_risk' });
    }
  });

  it('quantiles with their intervals, for three kinds of band', () => {
    const patients = patientsBySex();
    for (const row of tableOf('fixtures', 'quantiles_lung_sex.csv')) {
      const curve = kaplanMeier(patients.get(row.stratum ?? '') ?? [], { band: bandOf(row) });
      expect(survivalQuantile(curve, numberOf(row, 'p'))).toEqual({
        day: numberIn(row, 'quantile'),
        lower: numberIn(row, 'lower'),
        upper: numberIn(row, 'upper'),
      });
    }
  });

  it('the log-rank test', () => {
    const { statistic, df, p } = logRank([...patientsBySex().values()]);
    expect(df).toBe(1);
    expect(greatestDistance([statistic, p], [10.3267419548856, 0.00131116452035549])).toBeLessThan(EXACT);
  });
});

describe('A first job, with dropping out before it, by group, as R has it', () => {
  it('the cumulative incidence of the job', () => {
    for (const [group, rows] of groupsOf(tableOf('fixtures', 'cif_welfare_job_group.csv'), ({ group = '' }) => group)) {
      const points = new Map(cumulativeIncidence(leaversOf(group, '1')).map((point) => [point.day, point]));
      const curve = rows.map((row) => points.get(numberOf(row, 'day')));
      expectColumns(curve, rows, { estimate: 'estimate', se: 'se', lower: 'lower', upper: 'upper', atRisk: 'at_risk', events: 'events' });
    }
  });

  it("Gray's test for the job, and for dropping out", () => {
    for (const row of tableOf('fixtures', 'gray_welfare_group.csv')) {
      const cause = row.cause === 'job' ? '1' : '2';
      const { statistic, df, p } = graysTest([leaversOf('A', cause), leaversOf('B', cause)]);
      expect(df).toBe(numberOf(row, 'df'));
      expect(greatestDistance([statistic, p], [numberOf(row, 'statistic'), numberOf(row, 'p')])).toBeLessThan(EXACT);
    }
  });
});

it("The ratio of two rates, as R's poisson.test has it", () => {
  const rows = tableOf('fixtures', 'rate_ratio.csv');
  const ratios = rows.map((row) =>
    poissonRateRatio(
      { count: numberOf(row, 'recent'), quarters: numberOf(row, 'recent_quarters') },
      { count: numberOf(row, 'before'), quarters: numberOf(row, 'before_quarters') },
    ),
  );
  expectColumns(ratios, rows, { rateRatio: 'rate_ratio', lower: 'lower', upper: 'upper', p: 'p' });
});

function patientsBySex() {
  const patients = groupsOf(tableOf('fixtures', 'lung.csv'), ({ sex }) => `sex=${sex}`);
  return new Map(
    [...patients].map(([sex, rows]) => [
      sex,
      riskSets(
        rows.length,
        rows.map((row) => exitOf(row, 'time', row.status === '2')),
      ),
    ]),
  );
}

function leaversOf(group: string, cause: string) {
  const persons = tableOf('fixtures', 'welfare_first_job_or_dropout.csv').filter((person) => person.group === group);
  const exits = persons.map((person) => ({
    day: numberOf(person, 'time'),
    events: person.cause === cause ? 1 : 0,
    competing: person.cause !== cause && person.cause !== '0' ? 1 : 0,
    censored: person.cause === '0' ? 1 : 0,
  }));
  return competingRiskSets(persons.length, exits);
}

function bandOf({ conf_type }: Row): NonNullable<Confidence['band']> {
  if (conf_type === 'log' || conf_type === 'plain') return conf_type;
  return 'log-log';
}
