import { setImmediate as turn } from 'node:timers/promises';

/** Milliseconds of work after which others get a turn. */
const LONG = 20;

/** Lets timers and other requests have their turn when this work has gone on for long. Call it between pieces of work. */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < LONG) return;
    await turn();
    since = performance.now();
  };
}
