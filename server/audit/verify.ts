import type { Direct } from '#server/db/direct.ts';
import { linesAfter, readEnd, type StoredLine, sealsOf } from './chain-store.ts';
import { isSameSeal, type SealKey, sealOf } from './seal.ts';
import type { Head } from './store.ts';

/** What is wrong with the log, and where: lines `from` up to `to`, by number. */
export type BadPlace =
  | { readonly kind: 'missing' | 'unfitting' | 'unknown-key' | 'beyond-head'; readonly from: bigint; readonly to: bigint }
  | { readonly kind: 'no-head' | 'head-replaced'; readonly from: bigint; readonly to: bigint }
  /** Something outside the database remembers a line that is no longer there, or is another now. */
  | { readonly kind: 'cut' | 'rewritten'; readonly from: bigint; readonly to: bigint; readonly by: 'anchor' | 'note'; readonly at?: Date };

export interface Verification {
  /** How many lines were read, and where the log ends. */
  readonly lines: number;
  readonly head: Head | undefined;
  /** The first of them, and how many there are in all. */
  readonly badPlaces: readonly BadPlace[];
  readonly badPlacesFound: number;
}

/** A line as somebody outside the database remembers it; of a seal copied by hand, the beginning is enough. */
export interface Remembered {
  readonly sequence: bigint;
  readonly seal: Uint8Array;
  readonly by: 'anchor' | 'note';
  readonly at?: Date;
}

/** As many places are named; a log that is wrong everywhere must not fill the memory. */
const NAMED = 100;
const LINES_AT_ONCE = 5_000;
const REMEMBERED_AT_ONCE = 1_000;

/**
 * Reads the whole log and seals every line anew: an edit, a swap or an insertion no longer fits its seal, a deletion leaves a gap, and a
 * head that says otherwise than the last line was moved, or its lines cut off. Where head and lines were cut off together, only what is remembered
 * outside tells. Memory does not grow with the log.
 */
export async function verifyChain(
  reads: Direct,
  keys: ReadonlyMap<string, SealKey>,
  remembered: AsyncIterable<Remembered> | Iterable<Remembered> = [],
): Promise<Verification> {
  const bad = badPlaces();
  const { head, last } = await reads('system', readEnd);
  let place: Place = { sequence: 0n, seal: new Uint8Array() };
  let lines = 0;
  for (;;) {
    const page = await reads('system', (tx) => linesAfter(tx, place.sequence, last, LINES_AT_ONCE));
    for (const stored of page) place = goOn(place, stored, keys, bad.add);
    lines += page.length;
    if (page.length < LINES_AT_ONCE) break;
  }
  compareHead(head, place, bad.add);
  await compareRemembered(reads, remembered, head?.sequence ?? 0n, bad.add);
  return { lines, head, badPlaces: bad.named, badPlacesFound: bad.count() };
}

/** How far the reading is. */
type Place = Pick<StoredLine, 'seal'> & { readonly sequence: bigint };
type Add = (place: BadPlace) => void;

function goOn(before: Place, { line, seal }: StoredLine, keys: ReadonlyMap<string, SealKey>, add: Add): Place {
  const { sequence } = line;
  const isNext = sequence === before.sequence + 1n;
  if (!isNext) add({ kind: 'missing', from: before.sequence + 1n, to: sequence - 1n });
  const key = keys.get(line.keyId);
  if (!key) add({ kind: 'unknown-key', from: sequence, to: sequence });
  else if (isNext && !isSameSeal(seal, sealOf(line, before.seal, key))) add({ kind: 'unfitting', from: sequence, to: sequence });
  // From the seal that stands there, so that one line that was changed is one bad place, and not all after it.
  return { sequence, seal };
}

function compareHead(head: Head | undefined, { sequence, seal }: Place, add: Add): void {
  if (!head) add({ kind: 'no-head', from: sequence, to: sequence });
  else if (head.sequence > sequence) add({ kind: 'missing', from: sequence + 1n, to: head.sequence });
  else if (head.sequence < sequence) add({ kind: 'beyond-head', from: head.sequence + 1n, to: sequence });
  else if (!isSameSeal(head.seal, seal)) add({ kind: 'head-replaced', from: sequence, to: sequence });
}

async function compareRemembered(
  reads: Direct,
  remembered: AsyncIterable<Remembered> | Iterable<Remembered>,
  end: bigint,
  add: Add,
): Promise<void> {
  let batch: Remembered[] = [];
  const compare = async () => {
    const seals = await reads('system', (tx) =>
      sealsOf(
        tx,
        batch.map(({ sequence }) => sequence),
      ),
    );
    for (const { sequence, seal, by, at } of batch) {
      const found = seals.get(sequence);
      const where = { from: sequence, to: sequence, by, ...(at && { at }) };
      if (sequence > end) add({ kind: 'cut', ...where, from: end + 1n });
      else if (found && !isSameSeal(found.subarray(0, seal.length), seal)) add({ kind: 'rewritten', ...where });
    }
    batch = [];
  };
  for await (const each of remembered) {
    batch.push(each);
    if (batch.length === REMEMBERED_AT_ONCE) await compare();
  }
  if (batch.length > 0) await compare();
}

/** Joins what is wrong in the same way with the place before it. */
function badPlaces() {
  const named: BadPlace[] = [];
  let current: BadPlace | undefined;
  let count = 0;
  const add: Add = (place) => {
    if (current && place.kind === current.kind && canJoin(current, place)) {
      current = { ...current, to: place.to };
      if (count <= NAMED) named[named.length - 1] = current;
      return;
    }
    current = place;
    count++;
    if (count <= NAMED) named.push(place);
  };
  return { named, add, count: () => count };
}

function canJoin(current: BadPlace, place: BadPlace): boolean {
  return place.from === current.to + 1n || (place.kind === 'cut' && place.from === current.from && place.to >= current.to);
}
