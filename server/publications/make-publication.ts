import { VERSION } from '#server/about/about.ts';
import type { Transaction } from '#server/db/client.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Publication, PublicationMethod } from '#shared/contract/publications.ts';
import { dayInBrussels } from '#shared/plain-date.ts';
import { daysOfPeriod } from '#shared/publications/period.ts';
import {
  existsForPeriod,
  findPublication,
  findToken,
  holdPublication,
  insertPublication,
  restartPublication,
  type Trying,
} from './store.ts';
import { publicationOf, statusAt } from './view.ts';

export interface Making {
  readonly tx: Transaction;
  /** What is known now is what is counted. */
  readonly now: Date;
  readonly newId: () => string;
}

/** A publication that is being protected, and the try that is to do it once this transaction stands. */
export interface Begun {
  readonly publication: Publication;
  readonly trying: Trying;
}

/** Counts are rounded to multiples of it. */
const BASE = 5;

/**
 * Begins a publication of a period that is over.
 * @throws Problem request.invalid, publication.period-taken
 */
export async function makePublication(
  { tx, now, newId }: Making,
  { title, period, method }: { title: string; period: string; method: PublicationMethod },
): Promise<Begun> {
  const { to } = daysOfPeriod(period);
  if (to >= dayInBrussels(now)) throw notOver(to);
  if (await existsForPeriod(tx, period)) throw new Problem('publication.period-taken');
  const trying = { id: newId(), attempt: newId() };
  const publication = { id: trying.id, title, period, base: BASE };
  if (!(await insertPublication(tx, publication, { ...trying, method, now, softwareVersion: VERSION }))) {
    throw new Problem('publication.period-taken');
  }
  return begun(tx, trying, now);
}

/**
 * Begins anew with what was never published, from what is known now.
 * @throws Problem resource.not-found; publication.not-possible where it is being protected, or was published
 */
export async function retryPublication({ tx, now, newId }: Making, id: string, method?: PublicationMethod): Promise<Begun> {
  const held = await holdPublication(tx, id);
  if (!held) throw new Problem('resource.not-found');
  if (!CAN_BE_TRIED.has(statusAt(held, now))) throw new Problem('publication.not-possible');
  const trying = { id, attempt: newId() };
  await restartPublication(tx, id, { ...trying, method: method ?? held.method, now, softwareVersion: VERSION });
  return begun(tx, trying, now);
}

const CAN_BE_TRIED: ReadonlySet<Publication['status']> = new Set(['interrupted', 'refused', 'draft']);

async function begun(tx: Transaction, trying: Trying, now: Date): Promise<Begun> {
  const row = await findPublication(tx, trying.id);
  if (!row) throw new Problem('resource.not-found');
  return { publication: publicationOf(row, now, { token: await findToken(tx, trying.id) }), trying };
}

function notOver(to: string): Problem {
  const message = `must be over: its last day is ${to}. Choose a quarter or a year that has ended, or wait until the day after`;
  return new Problem('request.invalid', { fields: [{ path: 'body.period', code: 'period.not-over', message }] });
}
