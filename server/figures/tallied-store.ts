import { Prisma } from '#prisma/generated/client.ts';
import type { Dimension } from '#shared/contract/figures.ts';
import type { TalliedFigure } from '#shared/figures/tallies.ts';
import { addDays, endOfPeriod, type PlainDate, startOfPeriod } from '#shared/plain-date.ts';
import { BY, type Dimensions } from './condition-store.ts';
import type { Frame } from './frame.ts';

// What the summary can tell of a frame: present knowledge by month, of the municipality and what the key holds (tallies.ts).

type Told = Readonly<Partial<Record<Dimension, Prisma.Sql>>>;

/** What a tally's key says of a breakdown or filter. */
const IN_KEY: Readonly<Partial<Record<TalliedFigure, Told>>> = {
  referrals: { workForm: Prisma.sql`nullif(key[1], '')`, setting: Prisma.sql`nullif(key[2], '')` },
  placements: { workForm: Prisma.sql`key[1]`, setting: Prisma.sql`key[2]` },
  'social-economy': { workForm: Prisma.sql`key[1]`, setting: Prisma.sql`'social-economy'` },
  throughflow: { route: Prisma.sql`key[1]` },
};

/** As the rows themselves say it (event-store.ts). */
export function talliedDimensions(figure: TalliedFigure): Dimensions {
  return { ...BY, ...IN_KEY[figure], municipality: Prisma.sql`municipality` };
}

/** Whole months, and the days before and after them; all of the frame's periods. */
export interface Parts {
  readonly months: Frame | null;
  readonly days: readonly Frame[];
}

/**
 * The part of a frame that the summary tells, and the days to be found by their rows.
 * @param since where the months begin: with the frame for what happened in it; `ever` for a stock, the sum of all that moved before
 */
export function partsOf(frame: Frame, figures: readonly TalliedFigure[], since: 'frame' | 'ever'): Parts {
  const { from, until, isUntilToday } = frame;
  if (!isTold(frame, figures)) return { months: null, days: [frame] };
  const first = since === 'ever' || from === startOfPeriod(from, 'month') ? from : addDays(endOfPeriod(from, 'month'), 1);
  const last = isUntilToday || until === endOfPeriod(until, 'month') ? until : addDays(startOfPeriod(until, 'month'), -1);
  if (since === 'frame' && first > last) return { months: null, days: [frame] };
  const days = [between(frame, from, addDays(first, -1)), between(frame, addDays(last, 1), until)];
  return { months: { ...frame, from: first, until: last }, days: days.filter((part) => part.from <= part.until) };
}

function between(frame: Frame, from: PlainDate, until: PlainDate): Frame {
  return { ...frame, from, until };
}

function isTold(frame: Frame, figures: readonly TalliedFigure[]): boolean {
  const { isPresentKnowledge, isObservedUntilToday, corrected, by, filters } = frame;
  if (!isPresentKnowledge || corrected !== undefined) return false;
  const asked = [...by, ...Object.keys(filters)].filter((dimension) => dimension !== 'municipality');
  const isInKeys = asked.every((dimension) => figures.every((figure) => dimension in (IN_KEY[figure] ?? {})));
  // The route in a key, and the placement of a referral, are those of today: one after `observedUntil` would show in them.
  const isOfToday = figures.includes('throughflow') || asked.length > 0;
  return isInKeys && (isObservedUntilToday || !isOfToday);
}
