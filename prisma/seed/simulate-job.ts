import { addDays, addMonths, daysBetween, type PlainDate } from '#shared/plain-date.ts';
import { type Life, onWeekday, pass, type Stretch, stop } from './life.ts';
import { EMPLOYERS } from './region.ts';

/** Share of the checks at 3, 6 and 12 months that get done and recorded; the later, the more are missing. */
const CHECKS = [
  { months: 3, isDone: 0.82 },
  { months: 6, isDone: 0.75 },
  { months: 12, isDone: 0.6 },
] as const;

/**
 * A job on the regular labour market with its checks, until the file closes, the job is lost, or another follows.
 * `otherwise` is where someone goes who needs more than another job.
 */
export function* jobThrough(life: Life, day: PlainDate, otherwise: (life: Life, day: PlainDate) => Stretch): Stretch {
  const { random } = life;
  const contract = random.weighted([
    ['permanent', 3],
    ['fixed-term', 4],
    ['temp-agency', 3.5],
    ['part-time-with-allowance', 1.5],
    ['ibo', 1.2],
    ['self-employed', 0.2],
  ]);
  const support = random.weighted([
    ['none', 6],
    ['less', 3],
    [undefined, 1],
  ]);
  yield {
    type: 'job.started',
    occurredOn: day,
    details: { contract, ...(random.chance(0.85) && { employer: random.pick(EMPLOYERS) }), ...(support && { support }) },
  };

  // Some offices close the file once work is found: nothing is known afterwards.
  if (random.chance(0.13)) return yield* stop(life, yield* pass(life, day, random.around(12, 0.6), { isWorking: true }), 'regular-work');

  const loss = random.chance(contract === 'permanent' ? 0.24 : 0.44) ? random.around(130, 0.7) : Number.POSITIVE_INFINITY;
  const change = random.chance(0.07) ? random.around(170, 0.5) : Number.POSITIVE_INFINITY;
  // A year of aftercare is the rule; a quarter of the files close once the job is sustained.
  const until = Math.min(loss, change, (random.chance(0.25) ? 190 : 365) + random.around(30, 0.5));
  const last = yield* checked(life, day, until);
  const end = yield* pass(life, last, until - daysBetween(day, last), { isWorking: true });
  if (until === loss) return yield* lost(life, end, otherwise);
  if (until === change) return yield* jobThrough(life, end, otherwise);
  return yield* stop(life, end, 'regular-work');
}

/** The checks that fall within so many days after the start; answers the day of the last. */
function* checked(life: Life, day: PlainDate, days: number): Stretch {
  const { random } = life;
  let last = day;
  for (const { months, isDone } of CHECKS) {
    const due = onWeekday(addDays(addMonths(day, months), random.whole(0, 9)));
    if (daysBetween(day, due) >= days - 3) break;
    if (!random.chance(isDone)) continue;
    last = yield* pass(life, last, daysBetween(last, due), { isWorking: true });
    yield { type: 'job.confirmed', occurredOn: last, details: {} };
  }
  return last;
}

function* lost(life: Life, day: PlainDate, otherwise: (life: Life, day: PlainDate) => Stretch): Stretch {
  const { random } = life;
  const reason = random.weighted([
    ['completed', 4],
    ['dismissed', 3],
    ['withdrew', 2],
    ['illness', 1.5],
    ['host-closed', 0.5],
    ['other', 1],
  ]);
  yield { type: 'job.ended', occurredOn: day, details: { reason } };
  const free = yield* pass(life, day, random.around(130, 0.6));
  const next = random.weighted([
    ['job', 0.4],
    ['placement', 0.25],
    ['end', 0.35],
  ]);
  if (next === 'job') return yield* jobThrough(life, free, otherwise);
  if (next === 'placement') return yield* otherwise(life, free);
  return yield* stop(
    life,
    free,
    random.weighted([
      ['withdrew', 4],
      ['illness', 2],
      ['moved', 1],
      ['not-feasible', 2],
      ['other', 1],
    ]),
  );
}
