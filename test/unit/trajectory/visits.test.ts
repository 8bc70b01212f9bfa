import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/plain-date.ts';
import { type Stay, staysOf } from '#shared/trajectory/stays.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import { arbitraryHistory } from '../../setup/arbitrary-trajectories.ts';
import { a, ELSEWHERE, HOME, takenOf } from '../../setup/trajectories.ts';

describe('A visit', () => {
  it('to a stage goes on through placements, interruptions and a move; it ends where the stage is left', () => {
    const stays = staysOf(
      takenOf(
        a.referral('2024-01-01'),
        a.placement('2024-02-01'),
        a.interruption('2024-03-01'),
        a.resumption('2024-04-01'),
        a.transfer('2024-05-01', ELSEWHERE),
        a.placement('2024-06-01'),
        a.placementEnd('2024-07-01'),
        a.job('2024-08-01'),
      ),
    );
    const ofSocialEconomy = stays.filter(({ stage }) => stage === 'socialEconomy');
    expect(
      ofSocialEconomy.map(({ fromDate, stageSince, stateSince, leavesStage, leavesState }) => [
        fromDate,
        stageSince,
        stateSince,
        leavesStage,
        leavesState,
      ]),
    ).toEqual([
      ['2024-02-01', '2024-02-01', '2024-02-01', false, false],
      ['2024-03-01', '2024-02-01', '2024-02-01', false, false],
      ['2024-04-01', '2024-02-01', '2024-02-01', false, false],
      ['2024-05-01', '2024-02-01', '2024-02-01', false, false],
      ['2024-06-01', '2024-02-01', '2024-02-01', false, true],
      ['2024-07-01', '2024-02-01', '2024-07-01', true, true],
    ]);
    expect(new Set(stays.map(({ referredOn, referralMunicipality }) => `${referredOn} ${referralMunicipality}`))).toEqual(
      new Set([`2024-01-01 ${HOME}`]),
    );
  });

  it('that comes back after another within the day is a visit of its own', () => {
    const stays = staysOf(takenOf(a.referral('2024-01-01'), a.placement('2024-02-01'), a.job('2024-03-01'), a.placement('2024-03-01')));
    expect(visits(stays, 'socialEconomy')).toEqual([
      ['2024-02-01', '2024-03-01'],
      ['2024-03-01', null],
    ]);
    expect(visits(stays, 'regular')).toEqual([['2024-03-01', '2024-03-01']]);
  });

  it('to a stage before an end and after a reopening are two', () => {
    const stays = staysOf(takenOf(a.referral('2024-01-01'), a.intake('2024-02-01'), a.end('2024-03-01'), a.reopening('2024-04-01')));
    expect(visits(stays, 'screening')).toEqual([
      ['2024-02-01', '2024-03-01'],
      ['2024-04-01', null],
    ]);
  });
});

describe('The place at the end of a day', () => {
  it('changes once a day, whatever came and went within it, and not at all where one is back', () => {
    const changes = placesOf(
      staysOf(
        takenOf(
          a.referral('2024-01-01'),
          a.intake('2024-01-01'),
          a.placement('2024-02-01'),
          a.job('2024-02-01'),
          a.end('2024-03-01'),
          a.reopening('2024-03-01'),
          a.jobEnd('2024-04-01'),
          a.end('2024-04-01'),
        ),
      ),
    );
    expect(changes).toEqual([
      ['2024-01-01', 'none', 'screening'],
      ['2024-02-01', 'screening', 'regular'],
      ['2024-04-01', 'regular', 'ended'],
    ]);
  });
});

describe('The first placement', () => {
  it('stands on every stay from its own on, and keeps its route whatever follows', () => {
    const stays = staysOf(
      takenOf(a.referral('2024-01-01'), a.followOn('2024-02-01'), a.placement('2024-02-01'), a.placementEnd('2024-03-01')),
    );
    expect(stays.map(({ state, placedOn, placedRoute }) => [state, placedOn, placedRoute])).toEqual([
      ['referred', null, null],
      ['followOn.working', '2024-02-01', 'direct'],
      ['socialEconomy.working', '2024-02-01', 'direct'],
      ['socialEconomy.between', '2024-02-01', 'direct'],
    ]);
  });
});

it('a first placement after a job is none that routes are compared from', () => {
  const stays = staysOf(takenOf(a.referral('2024-01-01'), a.job('2024-02-01'), a.placement('2024-03-01')));
  expect(stays.map(({ placedOn, placedRoute }) => [placedOn, placedRoute])).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ]);
});

it('whatever the history, visits and places are what a walk from day to day finds', () => {
  fc.assert(
    fc.property(arbitraryHistory(), (steps) => {
      const stays = staysOf(takenOf(...steps));
      expect(placesOf(stays)).toEqual(placesByDay(stays, steps));
      for (const stage of new Set(stays.map((stay) => stay.stage))) {
        const runs = stays
          .filter((stay, place) => stay.stage === stage && stays[place - 1]?.stage !== stage)
          .map((stay) => [stay.fromDate, stays.slice(stays.indexOf(stay)).find((other) => other.stage !== stage)?.fromDate ?? null]);
        expect(visits(stays, stage)).toEqual(runs);
      }
      const first = steps.find(({ type }) => type === 'placement.started' || type === 'job.started');
      expect(stays.find(({ placedOn }) => placedOn !== null)?.placedOn).toBe(
        first?.type === 'placement.started' ? first.occurredOn : undefined,
      );
    }),
    { numRuns: 150 },
  );
}, 120_000);

function visits(stays: readonly Stay[], stage: string): (string | null)[][] {
  return stays
    .filter((stay) => stay.stage === stage && (stay.leavesStage || stay.toDate === null))
    .map(({ stageSince, toDate }) => [stageSince, toDate]);
}

function placesOf(stays: readonly Stay[]): unknown[][] {
  return stays.flatMap(({ fromDate, stageOfDayBefore, stage }) => (stageOfDayBefore === null ? [] : [[fromDate, stageOfDayBefore, stage]]));
}

function placesByDay(stays: readonly Stay[], [first, ...later]: readonly Step[]): unknown[][] {
  const last = later.at(-1)?.occurredOn ?? first?.occurredOn ?? '';
  const changes: unknown[][] = [];
  let before = 'none';
  for (let day = first?.occurredOn ?? ''; day <= last; day = addDays(day, 1)) {
    const there = stays.findLast(({ fromDate }) => fromDate <= day)?.stage ?? 'none';
    if (there !== before) changes.push([day, before, there]);
    before = there;
  }
  return changes;
}
