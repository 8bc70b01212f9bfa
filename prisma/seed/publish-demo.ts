import type { Logger } from 'pino';
import { asActor } from '#server/db/as-actor.ts';
import type { Database, Transaction } from '#server/db/client.ts';
import { discardPublication } from '#server/publications/end-publication.ts';
import { makePublication } from '#server/publications/make-publication.ts';
import type { Protecting } from '#server/publications/protecting.ts';
import { releasePublication } from '#server/publications/release-publication.ts';
import { listPublications } from '#server/publications/store.ts';
import { addDays, addMonths, type PlainDate, periodLabel, startOfPeriod } from '#shared/plain-date.ts';
import { daysOfPeriod, kindOfPeriod } from '#shared/publications/period.ts';
import { lastRecording } from './demo-store.ts';
import { DEMO_USERS } from './demo-users.ts';

export interface PublishingDemo {
  readonly db: Database;
  readonly newId: () => string;
  readonly log: Pick<Logger, 'info' | 'error'>;
  /** One that nobody else begins anything with. */
  readonly protecting: Protecting;
  /** Broken off where it is; the next start goes on there. */
  readonly signal: AbortSignal;
}

/**
 * Publishes the last eight quarters of the demo region and its last two years, one after the other, as the coordinator would have done it: each from what
 * the offices had recorded six weeks after it was over, through the same deeds, and together with all before it. What there is already stays.
 */
export async function publishDemo(publishing: PublishingDemo): Promise<void> {
  const { log, signal } = publishing;
  for (const plan of await plans(publishing)) {
    if (signal.aborted) return;
    const outcome = await publish(publishing, plan);
    if (outcome === 'there') continue;
    log.info({ period: plan.period, outcome }, 'demo.publication');
    // What comes after would be tied to it.
    if (outcome !== 'published') return;
  }
}

interface Plan {
  readonly period: string;
  readonly title: string;
  /** When it was made, and what was known then. */
  readonly at: Date;
}

const QUARTERS = 8;
const YEARS = 2;
/** Until the slowest of the offices has sat down to its files, and most of what comes in late or is put right has been. */
const DAYS_AFTER = 42;
const HOUR = 3_600_000;

async function plans({ db }: PublishingDemo): Promise<Plan[]> {
  const [last, there] = await asCoordinator(db, async (tx) => [await lastRecording(tx), await listPublications(tx)]);
  if (!last) return [];
  // Begun at an earlier start: as it was meant then, though another quarter may be over by now.
  const begun = there.filter(isOurs).map(({ period }) => period);
  const first = begun.filter((period) => kindOfPeriod(period) === 'quarter').toSorted()[0];
  return planOf(
    first === undefined ? addMonths(startOfPeriod(addDays(last, -DAYS_AFTER), 'quarter'), -3 * QUARTERS) : daysOfPeriod(first).from,
  );
}

/** Oldest first, a year after its quarters. */
function planOf(firstDay: PlainDate): Plan[] {
  const starts = Array.from({ length: QUARTERS }, (_, nth) => addMonths(firstDay, 3 * nth));
  const quarters = starts.map((start) => periodLabel(start, 'quarter'));
  const years = quarters.filter((quarter) => quarter.endsWith('Q4')).map((quarter) => quarter.slice(0, 4));
  return [...quarters, ...years.slice(-YEARS)].map(planned).toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function planned(period: string): Plan {
  const isYear = kindOfPeriod(period) === 'year';
  const day = addDays(daysOfPeriod(period).to, DAYS_AFTER);
  return { period, title: titleOf(period), at: new Date(`${day}T${isYear ? '13' : '08'}:30:00Z`) };
}

const ORDINALS = ['eerste', 'tweede', 'derde', 'vierde'];

function titleOf(period: string): string {
  const [year, quarter] = period.split('-Q');
  if (quarter === undefined) return `Van OCMW naar werk: jaarcijfers ${year}`;
  return `Van OCMW naar werk: ${ORDINALS[Number(quarter) - 1]} kwartaal ${year}`;
}

type Outcome = 'there' | 'published' | 'refused' | 'interrupted';

async function publish({ db, newId, protecting }: PublishingDemo, { period, title, at }: Plan): Promise<Outcome> {
  const trying = await asCoordinator(db, async (tx) => {
    const there = (await listPublications(tx)).filter((row) => row.period === period);
    const unfinished = there.find((row) => isOurs(row) && row.publishedAt === null);
    if (unfinished) await discardPublication(tx, unfinished.id);
    else if (there.length > 0) return undefined;
    return (await makePublication({ tx, now: at, newId }, { title, period, method: 'rounding' })).trying;
  });
  if (!trying) return 'there';
  protecting.begin(trying, COORDINATOR.id);
  await protecting.settled();
  return asCoordinator(db, async (tx) => {
    const made = (await listPublications(tx)).find(({ id }) => id === trying.id);
    if (made?.status === 'draft') {
      await releasePublication({ tx, now: new Date(at.getTime() + HOUR) }, trying.id);
      return 'published';
    }
    if (made?.status !== 'refused') return 'interrupted';
    await discardPublication(tx, trying.id);
    return 'refused';
  });
}

/** Nobody makes one at that very moment. */
function isOurs({ period, madeAt }: { period: string; madeAt: Date }): boolean {
  return madeAt.getTime() === planned(period).at.getTime();
}

const COORDINATOR = coordinator();

function coordinator() {
  const found = DEMO_USERS.find(({ role }) => role === 'coordinator');
  if (!found) throw new RangeError('The demo has a coordinator');
  return found;
}

function asCoordinator<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return asActor(db, { id: COORDINATOR.id, role: 'coordinator', municipalities: [] }, work);
}
