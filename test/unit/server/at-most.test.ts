import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { atMost } from '#server/session/at-most.ts';

it('fifty at once run four at a time, in the order in which they came, also when some fail', async () => {
  const inTurn = atMost(4);
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const work = (index: number) => async () => {
    begun.push(index);
    most = Math.max(most, ++running);
    await nextTurn();
    running--;
    if (index % 7 === 0) throw new Error('fails');
    return index;
  };
  const results = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => inTurn(work(index))));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(42);
  expect([most, inTurn.most]).toEqual([4, 4]);
  expect(begun).toEqual(begun.toSorted((one, other) => one - other));
});
