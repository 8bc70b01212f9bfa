import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '#server/root.ts';
import { getIncidence, getStateOccupation, getSurvival } from '#shared/contract/curves.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';

// The same 712 real histories as in school-to-work.test.ts, followed: what R's survival and etm made of them.
const FOLDER = join(ROOT, '..', 'shared', 'data');
const isThere = existsSync(join(FOLDER, 'school-to-work.csv'));
const ASKED = 'from=1993-07-01&to=1999-06-30&observedUntil=1999-06-30&minimum=0';
const DIGITS = 9;

describe.skipIf(!isThere)(
  `real histories, followed by other software${isThere ? '' : ' (skipped: the folder ../shared/data is not here)'}`,
  () => {
    let app: TestApp;
    let coordinator: Agent;

    beforeAll(async () => {
      app = await startTestApp();
      const administrator = await app.as('administrator');
      await administrator
        .post('/imports?createMunicipalities=true')
        .type('text/csv')
        .send(readFileSync(join(FOLDER, 'school-to-work.csv'), 'utf8'))
        .expect(200);
      coordinator = await app.as('coordinator');
    }, 120_000);
    afterAll(() => app.close());

    it('days to the first job by gender: curve, errors, intervals, medians and log-rank', async () => {
      const { body } = await coordinator.get(`/figures/survival?of=time-to-job&by=gender&${ASKED}`).expect(200);
      const { groups, logRank } = getSurvival.responses[200].parse(body);
      const rows = rowsOf('school-to-work.first-job.km.csv');
      expect(groups.map(({ group, n }) => [group.gender, n])).toEqual([
        ['f', 342],
        ['m', 370],
      ]);
      for (const { group, curve } of groups) {
        // R lists the last day also where only censorings are on it; so do we, and every other day too.
        const expected = rows.filter(({ sex }) => sex === group.gender);
        expect(expected.length).toBeGreaterThan(40);
        for (const { day, at_risk, events, survival, se, lower, upper } of expected) {
          const point = curve.find((each) => each.day === Number(day));
          expect([day, point?.atRisk, point?.events]).toEqual([day, Number(at_risk), Number(events)]);
          expect(point?.estimate).toBeCloseTo(Number(survival), DIGITS);
          expect(point?.se).toBeCloseTo(Number(se), DIGITS);
          expect(point?.lower).toBeCloseTo(Number(lower), DIGITS);
          expect(point?.upper).toBeCloseTo(Number(upper), DIGITS);
        }
        expect(curve.filter(({ events }) => events > 0).length).toBe(expected.filter(({ events }) => events !== '0').length);
      }
      expect(groups.map(({ median }) => median)).toEqual([
        { day: 730, lower: 730, upper: 792 },
        { day: 730, lower: 549, upper: 730 },
      ]);
      expect(logRank).toMatchObject({ df: 1 });
      expect(logRank?.statistic).toBeCloseTo(2.833201, 6);
    });

    it('where they are by the day, and the days expected in each stage', async () => {
      const { body } = await coordinator.get(`/figures/state-occupation?horizon=2200&${ASKED}`).expect(200);
      const [all] = getStateOccupation.responses[200].parse(body).groups;
      if (!all) throw new Error('One group holds all');
      expect(all.n).toBe(712);
      const at = (day: number) => {
        const place = all.days.findLastIndex((each) => each <= day);
        return Object.fromEntries(all.stages.map((stage, index) => [stage, all.probability[place]?.[index]]));
      };
      for (const { day, ...stages } of rowsOf('school-to-work.state-occupation.csv')) {
        for (const [stage, probability] of Object.entries(stages)) expect(at(Number(day))[stage]).toBeCloseTo(Number(probability), DIGITS);
      }
      for (const { horizon = '', ...stages } of rowsOf('school-to-work.restricted-mean.csv')) {
        const expected = all.expectedDays[horizon === '365' ? 365 : 730];
        const total = Object.values(expected ?? {}).reduce((sum, days) => sum + days, 0);
        expect(total).toBeCloseTo(Number(horizon), DIGITS);
        for (const [stage, days] of Object.entries(stages)) expect(Reflect.get(expected ?? {}, stage)).toBeCloseTo(Number(days), DIGITS);
      }
    });

    it('the chance of a first job is what is left of the curve to it, where nobody ends without one', async () => {
      const { body } = await coordinator.get(`/figures/incidence?target=job&${ASKED}`).expect(200);
      const { body: survival } = await coordinator.get(`/figures/survival?of=time-to-job&${ASKED}`).expect(200);
      const [chance] = getIncidence.responses[200].parse(body).groups;
      const [time] = getSurvival.responses[200].parse(survival).groups;
      expect(chance?.curve.map(({ day, estimate }) => [day, estimate.toFixed(DIGITS)])).toEqual(
        time?.curve.map(({ day, estimate }) => [day, (1 - estimate).toFixed(DIGITS)]),
      );
    });
  },
);

function rowsOf(file: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(join(FOLDER, file), 'utf8').replaceAll('"', '').trim().split('\n');
  const names = header.trim().split(',');
  return lines.map((line) =>
    Object.fromEntries(
      line
        .trim()
        .split(',')
        .map((cell, place) => [names[place] ?? '', cell]),
    ),
  );
}
