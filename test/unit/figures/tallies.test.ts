import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { negated, summed, type TalliedFigure, type Tally, talliesOf } from '#shared/figures/tallies.ts';
import { addDays, addMonths, endOfPeriod, type PlainDate, startOfPeriod } from '#shared/plain-date.ts';
import { type Milestones, milestonesOf } from '#shared/trajectory/milestones.ts';
import { STAGES } from '#shared/trajectory/states.ts';
import { type Stay, staysOf } from '#shared/trajectory/stays.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import { arbitraryHistory } from '../../setup/arbitrary-trajectories.ts';
import { a, ELSEWHERE, HOME, takenOf } from '../../setup/trajectories.ts';

/** A small region: up to a dozen trajectories. */
const region = fc.array(arbitraryHistory(20), { minLength: 1, maxLength: 12 }).map((histories) => histories.map((steps) => counted(steps)));

describe('The tallies of one trajectory', () => {
  it('count its referral, its stages and its firsts in the month and municipality of each', () => {
    const { tallies } = counted([
      a.referral('2024-01-15'),
      a.transfer('2024-02-10', ELSEWHERE),
      a.placement('2024-03-20', { workForm: 'art60' }),
      a.followOn('2024-06-01', { workForm: 'internship', setting: 'private' }),
      a.job('2024-06-30', { contract: 'ibo', support: 'less' }),
      a.end('2024-12-31', 'regular-work'),
    ]);
    expect(tallies.filter(({ figure, month }) => figure !== 'occupancy' && month > '0001-01-01')).toEqual([
      { figure: 'flows', month: '2024-03-01', municipality: ELSEWHERE, key: ['referred', 'socialEconomy'], count: 1 },
      { figure: 'flows', month: '2024-06-01', municipality: ELSEWHERE, key: ['followOn', 'regular'], count: 1 },
      { figure: 'flows', month: '2024-06-01', municipality: ELSEWHERE, key: ['socialEconomy', 'followOn'], count: 1 },
      { figure: 'flows', month: '2024-12-01', municipality: ELSEWHERE, key: ['regular', 'ended'], count: 1 },
      { figure: 'outflow', month: '2024-12-01', municipality: ELSEWHERE, key: ['regular', 'regular-work'], count: 1 },
      { figure: 'placements', month: '2024-03-01', municipality: ELSEWHERE, key: ['art60', 'social-economy'], count: 1 },
      { figure: 'referrals', month: '2024-01-01', municipality: HOME, key: ['art60', 'social-economy'], count: 1 },
      { figure: 'social-economy', month: '2024-03-01', municipality: ELSEWHERE, key: ['art60'], count: 1 },
      { figure: 'throughflow', month: '2024-06-01', municipality: ELSEWHERE, key: ['se-first', 'yes', 'ibo', 'less'], count: 1 },
    ]);
  });

  it('count, per day since the referral and for the municipality of the referral, what came first, the place each day ends in and how long visits lasted', () => {
    const { tallies } = counted([
      a.referral('2024-01-15'),
      a.intake('2024-01-15'),
      a.transfer('2024-02-10', ELSEWHERE),
      a.placement('2024-03-20'),
      a.placementEnd('2024-04-20'),
      a.followOn('2024-05-01'),
      a.job('2024-05-01'),
      a.end('2024-06-30', 'regular-work'),
      a.reopening('2024-07-10'),
    ]);
    const byDay = tallies.filter(({ month }) => month === '0001-01-01');
    expect(byDay.every(({ municipality }) => municipality === HOME)).toBe(true);
    expect(byDay.map(({ figure, key, count }) => [figure, ...key, count])).toEqual([
      ['jobs', 'censored', '60', 1],
      ['outcomes', 'job', 'job', '107', 1],
      ['outcomes', 'placement', 'placement', '65', 1],
      ['outcomes', 'social-economy', 'social-economy', '65', 1],
      ['placed-outcomes', 'se-first', 'job', '42', 1],
      ['placed-people', 'se-first', 'unknown', 'unknown', 'unknown', 'twe', 1],
      ['placed-places', 'se-first', 'ended', 'regular', '112', 1],
      ['placed-places', 'se-first', 'none', 'socialEconomy', '0', 1],
      ['placed-places', 'se-first', 'regular', 'ended', '102', 1],
      ['placed-places', 'se-first', 'socialEconomy', 'regular', '42', 1],
      ['placed-running', 'se-first', 'regular', '2024-03-20', 1],
      ['places', 'ended', 'regular', '177', 1],
      ['places', 'none', 'screening', '0', 1],
      ['places', 'regular', 'ended', '167', 1],
      ['places', 'screening', 'socialEconomy', '65', 1],
      ['places', 'socialEconomy', 'regular', '107', 1],
      ['visits', 'ended', '10', 1],
      ['visits', 'followOn', '0', 1],
      ['visits', 'followOn.working', '0', 1],
      ['visits', 'referred', '0', 1],
      ['visits', 'regular', '60', 1],
      ['visits', 'regular.working', '60', 1],
      ['visits', 'screening', '65', 1],
      ['visits', 'screening.intake', '65', 1],
      ['visits', 'socialEconomy', '42', 1],
      ['visits', 'socialEconomy.between', '11', 1],
      ['visits', 'socialEconomy.working', '31', 1],
    ]);
  });

  it('count who is still waiting by the day since when, and where they are now', () => {
    const open = (...steps: Step[]) =>
      counted(steps)
        .tallies.filter(({ figure, key }) => ['open', 'placed-open', 'placed-running'].includes(figure) || key[1] === 'no-placement')
        .map(({ figure, municipality, key }) => [figure, municipality, ...key]);
    expect(open(a.referral('2024-01-15'))).toEqual([
      ['open', HOME, 'job', '2024-01-15'],
      ['open', HOME, 'placement', '2024-01-15'],
      ['open', HOME, 'social-economy', '2024-01-15'],
      ['placed-outcomes', HOME, 'none', 'no-placement', '0'],
    ]);
    expect(open(a.referral('2024-01-15'), a.placement('2024-03-20'))).toEqual([
      ['open', HOME, 'job', '2024-01-15'],
      ['placed-open', HOME, 'se-first', '2024-03-20'],
      ['placed-running', HOME, 'se-first', 'socialEconomy', '2024-03-20'],
    ]);
    expect(open(a.referral('2024-01-15'), a.job('2024-03-20'))).toEqual([['placed-outcomes', HOME, 'no-placement', 'no-placement', '0']]);
  });

  it('count a change of stage that took no time, and no placement after another in the same stage', () => {
    const { tallies } = counted([
      a.referral('2024-01-15'),
      a.placement('2024-01-15'),
      a.job('2024-01-15'),
      a.job('2024-02-01'),
      a.placement('2024-03-01'),
      a.placement('2024-04-01'),
    ]);
    expect(tallies.filter(({ figure }) => figure === 'flows').map(({ month, key }) => [month, ...key])).toEqual([
      ['2024-01-01', 'referred', 'socialEconomy'],
      ['2024-01-01', 'socialEconomy', 'regular'],
      ['2024-03-01', 'regular', 'socialEconomy'],
    ]);
  });

  it('count an end that was reopened as an outflow, and the return as a flow', () => {
    const { tallies } = counted([a.referral('2024-01-15'), a.end('2024-02-01', 'no-show'), a.reopening('2024-03-01')]);
    expect(tallies.filter(({ figure }) => figure === 'outflow' || figure === 'flows').map(({ key }) => key)).toEqual([
      ['referred', 'ended'],
      ['ended', 'referred'],
      ['referred', 'no-show'],
    ]);
  });

  it('come to nothing together with what takes them out again', () => {
    fc.assert(
      fc.property(arbitraryHistory(20), (steps) => {
        const { stays, milestones } = counted(steps);
        const tallies = talliesOf(stays, milestones);
        expect(summed([...tallies, ...negated(tallies)])).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('are summed in one order, each figure, month, municipality and key once', () => {
    const one: Tally = { figure: 'flows', month: '2024-01-01', municipality: HOME, key: ['a', 'b'], count: 1 };
    const other: Tally = { ...one, key: ['a,b'], count: 2 };
    const gone: Tally = { ...one, month: '2024-02-01', count: 0 };
    const sums = summed([other, gone, one, one]);
    expect(sums).toEqual(summed([one, other, one, gone]));
    expect(sums.map(({ key, count }) => [key, count])).toEqual([
      [['a', 'b'], 2],
      [['a,b'], 2],
    ]);
  });
});

describe('The tallies of a region', () => {
  it('give at every month end who is there, by state, presence and municipality, as a plain count over stays does', () => {
    fc.assert(
      fc.property(region, (trajectories) => {
        const tallies = summed(trajectories.flatMap(({ stays, milestones }) => talliesOf(stays, milestones)));
        const stays = trajectories.flatMap((trajectory) => trajectory.stays);
        for (const end of monthEnds(stays)) {
          const bySums = countsOf(
            tallies.filter(({ figure, month }) => figure === 'occupancy' && month <= end),
            ({ municipality, key }) => [municipality, ...key],
          );
          const plain = countsOf(
            stays.filter((stay) => isThere(stay, end)).map((stay) => ({ ...stay, count: 1 })),
            ({ municipality, state, presence }) => [municipality, state, presence],
          );
          expect(bySums).toEqual(plain);
        }
      }),
      { numRuns: 1000 },
    );
  }, 180_000);

  it('hold the identity of stock and flow: who is there at a month end is who was there before, plus in, minus out', () => {
    fc.assert(
      fc.property(region, (trajectories) => {
        const stays = trajectories.flatMap((trajectory) => trajectory.stays);
        const tallies = summed(trajectories.flatMap(({ stays: own, milestones }) => talliesOf(own, milestones)));
        const sum = (figure: TalliedFigure, month: PlainDate, matches: (key: readonly string[]) => boolean) =>
          tallies
            .filter((tally) => tally.figure === figure && tally.month === month && matches(tally.key))
            .reduce((total, { count }) => total + count, 0);
        for (const end of monthEnds(stays)) {
          const month = startOfPeriod(end, 'month');
          const before = addDays(month, -1);
          for (const stage of STAGES) {
            const there = (day: PlainDate) => stays.filter((stay) => stay.stage === stage && isThere(stay, day)).length;
            const referred = stage === 'referred' ? sum('referrals', month, () => true) : 0;
            const into = sum('flows', month, ([, to]) => to === stage);
            const out = sum('flows', month, ([from]) => from === stage);
            expect(there(end), `${stage} on ${end}`).toBe(there(before) + referred + into - out);
          }
        }
      }),
      { numRuns: 300 },
    );
  }, 180_000);

  it('give where everybody is so many days after the referral, as a plain look at the ends of the days does', () => {
    fc.assert(
      fc.property(region, fc.nat(400), (trajectories, day) => {
        const tallies = summed(trajectories.flatMap(({ stays, milestones }) => talliesOf(stays, milestones)));
        const come = tallies.filter(({ figure, key: [, , since] }) => figure === 'places' && Number(since) <= day);
        for (const stage of STAGES) {
          const sum = (place: 0 | 1) => come.filter(({ key }) => key[place] === stage).reduce((total, { count }) => total + count, 0);
          const there = trajectories.filter(({ stays }) => {
            const end = addDays(stays[0]?.fromDate ?? '', day);
            return stays.findLast(({ fromDate }) => fromDate <= end)?.stage === stage;
          });
          expect(sum(1) - sum(0), stage).toBe(there.length);
        }
      }),
      { numRuns: 300 },
    );
  }, 180_000);

  it('count ends, referrals, first placements and first jobs as a plain look through the steps does', () => {
    fc.assert(
      fc.property(region, (trajectories) => {
        const total = (figure: TalliedFigure) =>
          summed(trajectories.flatMap(({ stays, milestones }) => talliesOf(stays, milestones)))
            .filter((tally) => tally.figure === figure)
            .reduce((sum, { count }) => sum + count, 0);
        const withA = (test: (step: Step) => boolean) => trajectories.filter(({ steps }) => steps.some(test)).length;
        expect(total('referrals')).toBe(trajectories.length);
        expect(total('outflow')).toBe(trajectories.flatMap(({ steps }) => steps.filter(({ type }) => type === 'trajectory.ended')).length);
        expect(total('placements')).toBe(withA(({ type }) => type === 'placement.started'));
        expect(total('social-economy')).toBe(
          withA((step) => step.type === 'placement.started' && step.details.setting === 'social-economy'),
        );
        expect(total('throughflow')).toBe(withA(({ type }) => type === 'job.started'));
      }),
      { numRuns: 300 },
    );
  }, 180_000);
});

interface Counted {
  readonly steps: readonly Step[];
  readonly stays: Stay[];
  readonly milestones: Milestones;
  readonly tallies: Tally[];
}

function counted(steps: readonly Step[]): Counted {
  const taken = takenOf(...steps);
  const stays = staysOf(taken);
  const milestones = milestonesOf(taken, { birthDate: null, gender: null, education: null });
  return { steps, stays, milestones, tallies: summed(talliesOf(stays, milestones)) };
}

function isThere({ fromDate, toDate }: Stay, day: PlainDate): boolean {
  return fromDate <= day && (toDate === null || toDate > day);
}

/** From the month before the first stay to the month after the last change. */
function monthEnds(stays: readonly Stay[]): PlainDate[] {
  const days = stays.map(({ fromDate }) => fromDate).toSorted();
  const last = addMonths(days.at(-1) ?? '2024-01-01', 1);
  const ends: PlainDate[] = [];
  for (let day = addMonths(days[0] ?? '2024-01-01', -1); day <= endOfPeriod(last, 'month'); day = addMonths(startOfPeriod(day, 'month'), 1))
    ends.push(endOfPeriod(day, 'month'));
  return ends;
}

function countsOf<Item extends { readonly count: number }>(
  items: readonly Item[],
  by: (item: Item) => readonly string[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[by(item).join(' ')] = (counts[by(item).join(' ')] ?? 0) + item.count;
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}
