import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statePath } from '#shared/trajectory/decide.ts';
import { change, type HistoryStep, replay } from '#shared/trajectory/history.ts';
import { milestonesOf, type Profile, routeOf } from '#shared/trajectory/milestones.ts';
import type { Route } from '#shared/trajectory/states.ts';
import { type Stay, staysOf } from '#shared/trajectory/stays.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import { arbitraryHistory, arbitraryRequests, arbitraryStep, deskAfter } from '../../setup/arbitrary-trajectories.ts';
import { HOME, historyOf, recorded } from '../../setup/trajectories.ts';

const NOBODY: Profile = { birthDate: null, gender: null, education: null };

/** Enough for the rare orders of steps to turn up. No fixed seed: each run looks elsewhere, and a failure prints its own. */
const THOROUGH = { numRuns: 1000 };
/** Takes a quarter of a minute alone on a core; other work beside it must not fail it. */
const PATIENCE = 180_000;

describe('Whatever is recorded, withdrawn and corrected', () => {
  it(
    'the history that stands is legal, and its replay is what the last decision said',
    () => {
      fc.assert(
        fc.property(arbitraryRequests(), (requests) => {
          const { history, deeds } = deskAfter(requests);
          const replayed = replay(HOME, shuffled(history));
          const last = deeds.at(-1)?.taken;
          if (!replayed.legal || !last) throw new Error('An illegal history was reached');
          expect(staysOf(replayed.taken)).toEqual(staysOf(last));
          expect(replayed.taken.map(({ snapshot }) => [snapshot.value, snapshot.context])).toEqual(
            last.map(({ snapshot }) => [snapshot.value, snapshot.context]),
          );
        }),
        THOROUGH,
      );
    },
    PATIENCE,
  );

  it(
    'a step recorded and then withdrawn leaves no trace in what stands',
    () => {
      let tried = 0;
      fc.assert(
        fc.property(arbitraryHistory(20), fc.array(arbitraryStep, { minLength: 20, maxLength: 20 }), (steps, thoughts) => {
          const history = historyOf(...steps);
          for (const thought of thoughts) {
            const added = recorded(thought, history.length + 1);
            const after = change(HOME, history, { added });
            if (after.outcome !== 'accepted') continue;
            tried += 1;
            const back = change(
              HOME,
              accepted(after).map(({ step }) => step),
              { withdrawn: added.id },
            );
            expect(staysOf(accepted(back))).toEqual(staysOf(accepted(change(HOME, history, {}))));
            return;
          }
        }),
        THOROUGH,
      );
      expect(tried).toBeGreaterThan(THOROUGH.numRuns / 2);
    },
    PATIENCE,
  );

  it(
    'the order of recording does not matter, but for steps of one day',
    () => {
      let completed = 0;
      fc.assert(
        fc.property(arbitraryHistory(20), fc.array(fc.nat(1000), { minLength: 21, maxLength: 21 }), (steps, priorities) => {
          const history = recordedInOtherOrder(steps, priorities);
          if (!history) return;
          completed += 1;
          expect(history.map(({ id, order, ...step }) => step)).toEqual(steps);
          const replayed = replay(HOME, history);
          const inTime = replay(HOME, historyOf(...steps));
          if (!replayed.legal || !inTime.legal) throw new Error('Both orders are legal');
          expect(staysOf(replayed.taken)).toEqual(staysOf(inTime.taken));
        }),
        THOROUGH,
      );
      // Some orders lead into a dead end that refuses the rest; were it most of them, the property would say nothing.
      expect(completed).toBeGreaterThan(THOROUGH.numRuns / 2);
    },
    PATIENCE,
  );
});

describe('Whatever the history', () => {
  it(
    'its stays begin with the referral, follow one another without gap or overlap, and the last one lasts',
    () => {
      fc.assert(
        fc.property(arbitraryHistory(), (steps) => {
          const stays = staysOf(accepted(change(HOME, historyOf(...steps), {})));
          expect(stays[0]).toMatchObject({ state: 'referred', fromDate: steps[0].occurredOn, enteredFrom: null });
          stays.forEach((stay, index) => {
            const next: Stay | undefined = stays[index + 1];
            expect(stay.toDate).toBe(next ? next.fromDate : null);
            if (stay.toDate !== null) expect(stay.toDate >= stay.fromDate).toBe(true);
            if (next) expect(next.enteredFrom).toBe(stay.state);
            expect(stay.reason === null).toBe(stay.state !== 'ended');
            expect(stay.workForm === null).toBe(stay.state !== 'socialEconomy.working' && stay.state !== 'followOn.working');
          });
        }),
        THOROUGH,
      );
    },
    PATIENCE,
  );

  it(
    'the state of every day is that of the last step by then',
    () => {
      fc.assert(
        fc.property(arbitraryHistory(), (steps) => {
          const taken = accepted(change(HOME, historyOf(...steps), {}));
          const stays = staysOf(taken);
          for (const { occurredOn } of steps) {
            const there = stays.filter(({ fromDate, toDate }) => fromDate <= occurredOn && (toDate === null || toDate > occurredOn));
            const last = taken.findLast(({ step }) => step.occurredOn <= occurredOn);
            expect(there.map(({ state, municipality }) => [state, municipality])).toEqual(
              last ? [[statePath(last.snapshot), last.snapshot.context.municipality]] : [],
            );
          }
        }),
        { numRuns: 300 },
      );
    },
    PATIENCE,
  );

  it(
    'its firsts and its route are what a plain look through the steps finds',
    () => {
      fc.assert(
        fc.property(arbitraryHistory(), (steps) => {
          const milestones = milestonesOf(accepted(change(HOME, historyOf(...steps), {})), NOBODY);
          const plain = plainFirsts(steps);
          expect(milestones.referredOn).toBe(steps[0].occurredOn);
          expect(milestones.municipality).toBe(HOME);
          expect(milestones.firstPlacement).toEqual(plain.placement);
          expect(milestones.firstSocialEconomy).toEqual(plain.socialEconomy);
          const { knownOn: _, leftOn: __, ...job } = milestones.firstJob ?? {};
          expect(milestones.firstJob && job).toEqual(plain.job);
          expect(routeOf(milestones)).toBe(plain.route);
        }),
        THOROUGH,
      );
    },
    PATIENCE,
  );
});

function accepted(result: ReturnType<typeof change>) {
  if (result.outcome !== 'accepted') throw new Error(`Not accepted: ${JSON.stringify(result)}`);
  return result.taken;
}

/** Any other order than the one of the history, the same every time. */
function shuffled(history: readonly HistoryStep[]): HistoryStep[] {
  return history.toSorted((one, other) => ((one.order * 7919) % 101) - ((other.order * 7919) % 101));
}

/**
 * Records steps by priority instead of by day, steps of one day in their own order; one that is refused waits for others.
 * @returns undefined where some are refused for good
 */
function recordedInOtherOrder(steps: readonly Step[], priorities: readonly number[]): HistoryStep[] | undefined {
  let history: HistoryStep[] = [];
  let waiting = steps
    .map((step, place) => ({ step, place, priority: priorities[place] ?? 0 }))
    .toSorted((one, other) => one.priority - other.priority);
  for (let stuck = false; waiting.length > 0 && !stuck; ) {
    stuck = true;
    for (const { step, place } of waiting) {
      if (waiting.some((other) => other.step.occurredOn === step.occurredOn && other.place < place)) continue;
      const result = change(HOME, history, { added: recorded(step, history.length + 1) });
      if (result.outcome !== 'accepted') continue;
      history = result.taken.map((one) => one.step);
      waiting = waiting.filter((other) => other.place !== place);
      stuck = false;
      break;
    }
  }
  return waiting.length === 0 ? history : undefined;
}

function plainFirsts(steps: readonly Step[]) {
  let municipality = HOME;
  let placement: object | null = null;
  let socialEconomy: object | null = null;
  let job: object | null = null;
  let route: Route = 'none';
  for (const step of steps) {
    const here = { on: step.occurredOn, municipality };
    if (step.type === 'trajectory.transferred') municipality = step.details.toMunicipality;
    if (step.type === 'placement.started') {
      const { workForm, setting } = step.details;
      if (placement === null) {
        placement = { ...here, workForm, setting };
        route = setting === 'social-economy' ? 'se-first' : 'direct';
      }
      if (socialEconomy === null && setting === 'social-economy') socialEconomy = { ...here, workForm, setting };
    }
    if (step.type === 'job.started' && job === null) {
      job = { ...here, contract: step.details.contract, support: step.details.support ?? null, afterPlacement: placement !== null };
      if (placement === null) route = 'no-placement';
    }
  }
  return { placement, socialEconomy, job, route };
}
