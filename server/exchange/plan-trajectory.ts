import type { Reach } from '#server/trajectories/store.ts';
import { historyOf, type StepRecord, type TrajectoryFile } from '#server/trajectories/trajectory-file.ts';
import { type HistoryStep, inOrder, replay, type Taken } from '#shared/trajectory/history.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import type { Added, Good, StagedRow } from './check-row.ts';
import { conflict, erased, neverThere, notYours, type Refusal, refusal, waiting } from './row-refusals.ts';
import type { KnownPerson } from './store.ts';

/** The rows of one participant of the file, with whom they are about and what is known of that person. */
export interface ParticipantRows {
  readonly reference: string;
  readonly rows: readonly StagedRow[];
  /** Null where nobody in the database is meant. */
  readonly known: KnownPerson | null;
  readonly files: readonly TrajectoryFile[];
}

export interface Deciding {
  readonly at: string;
  readonly recordedBy: string;
  readonly reach: Reach;
  readonly newId: () => string;
}

/** What is to become of one trajectory of the file. */
export type Plan = { readonly rows: readonly Good[]; readonly label: string } & (
  | { readonly kind: 'open'; readonly taken: TakenSteps; readonly municipality: string; readonly added: readonly Added[] }
  | { readonly kind: 'change'; readonly taken: TakenSteps; readonly file: TrajectoryFile; readonly added: readonly Added[] }
  /** Everything is recorded already. */
  | { readonly kind: 'same'; readonly file: TrajectoryFile; readonly added: readonly [] }
);
type TakenSteps = readonly [Taken, ...Taken[]];

/** Decides on one trajectory by itself: whether its rows, with what is recorded of it, make a legal history that is the caller's to record. */
export function plan(
  label: string,
  rows: readonly Good[],
  { known, files }: ParticipantRows,
  deciding: Deciding,
): Plan | { refusals: Refusal[] } {
  const file = files.find((candidate) => candidate.label === label);
  if (known && !isWithin(deciding.reach, file?.office ?? known.municipality)) {
    return { refusals: rows.map(({ line }) => notYours(line)) };
  }
  if (known?.isErased && (!file || notYetThere(rows, file.steps).length > 0)) return { refusals: rows.map(({ line }) => erased(line)) };
  if (file) return planChange(label, rows, file, isWaiting(files), deciding);
  if (isWaiting(files)) return { refusals: rows.map(({ line }) => waiting(line)) };
  const elsewhere = rows.filter(({ good }) => !isWithin(deciding.reach, good.municipality));
  if (elsewhere.length > 0) {
    return {
      refusals: elsewhere.map(({ line }) => ({
        line,
        code: 'municipality.not-yours',
        message: 'municipality: must be one of your own; only an administrator imports for several',
      })),
    };
  }
  return planOpening(label, rows, deciding);
}

/** Whether the person's file waits for another office to accept it: until then nothing is added to it. */
export function isWaiting(files: readonly TrajectoryFile[]): boolean {
  return files.some(({ handover }) => handover?.status === 'proposed');
}

function planOpening(label: string, rows: readonly Good[], { newId, reach }: Deciding): Plan | { refusals: Refusal[] } {
  const added = rows.map((row) => ({ ...row, id: newId() }));
  const history = added.map((row, order) => asHistory(row, order));
  const [first] = inOrder(history);
  const referral = added.find(({ id }) => id === first?.id) ?? added[0];
  if (!referral) return { refusals: [] };
  const { municipality } = referral.good;
  const result = replay(municipality, history);
  if (!result.legal) return { refusals: [refusal(result.step?.id, added, result.reason)] };
  const refusals = [...elsewhereRefusals(result.taken, added, municipality), ...moveRefusals(result.taken, added, municipality, reach)];
  return refusals.length > 0 ? { refusals } : { kind: 'open', label, rows, added, taken: result.taken, municipality };
}

function planChange(
  label: string,
  rows: readonly Good[],
  file: TrajectoryFile,
  isFileWaiting: boolean,
  { newId, reach }: Deciding,
): Plan | { refusals: Refusal[] } {
  const added = notYetThere(rows, file.steps).map((row) => ({ ...row, id: newId() }));
  if (added.length === 0) {
    const visited = new Set([file.referralMunicipality, ...file.stays.map(({ municipality }) => municipality)]);
    const refusals = rows.filter(({ good }) => !visited.has(good.municipality)).map(({ line }) => neverThere(line));
    return refusals.length > 0 ? { refusals } : { kind: 'same', label, rows, file, added: [] };
  }
  if (isFileWaiting) return { refusals: added.map(({ line }) => waiting(line)) };
  const history = [...historyOf(file.steps), ...added.map((row, index) => asHistory(row, AFTER_ALL + index))];
  const result = replay(file.referralMunicipality, history);
  if (!result.legal) {
    const refused = added.find(({ id }) => id === result.step?.id);
    return { refusals: [refused ? refusal(refused.id, added, result.reason) : conflict(result.step, added, result.reason)] };
  }
  const visited = new Set([file.referralMunicipality, ...result.taken.map(({ snapshot }) => snapshot.context.municipality)]);
  const refusals = [
    ...elsewhereRefusals(result.taken, added, file.referralMunicipality),
    ...moveRefusals(result.taken, added, file.office, reach),
    ...rows
      .filter((row) => !added.some(({ line }) => line === row.line) && !visited.has(row.good.municipality))
      .map(({ line }) => neverThere(line)),
  ];
  return refusals.length > 0 ? { refusals } : { kind: 'change', label, rows, added, taken: result.taken, file };
}

/** Places after every sequence of the database, each in the order of the file. */
const AFTER_ALL = 2 ** 52;

function asHistory({ good, id }: Added, order: number): HistoryStep {
  return { ...good.step, id, order };
}

/**
 * The rows that are not recorded yet. One that says what a recorded step says, withdrawn ones among them, is that step: else a
 * second import of the same file would bring back what was taken back since.
 */
function notYetThere(rows: readonly Good[], steps: readonly StepRecord[]): Good[] {
  const there = new Map<string, number>();
  for (const { step, note } of steps) {
    const key = contentOf(step, note);
    there.set(key, (there.get(key) ?? 0) + 1);
  }
  return rows.filter(({ good }) => {
    const key = contentOf(good.step, good.note);
    const left = there.get(key) ?? 0;
    if (left > 0) there.set(key, left - 1);
    return left === 0;
  });
}

/** Keys in one order: the database gives them in its own. */
function contentOf({ type, occurredOn, details }: Step, note: string | null): string {
  return JSON.stringify([type, occurredOn, Object.entries(details).toSorted(([a], [b]) => (a < b ? -1 : 1)), note]);
}

/** A row's municipality is where the trajectory has been by that step; anything else is a row of somebody else's. */
function elsewhereRefusals(taken: TakenSteps, added: readonly Added[], referralMunicipality: string): Refusal[] {
  const rowOf = new Map(added.map((row) => [row.id, row]));
  const visited = new Set([referralMunicipality]);
  return taken.flatMap(({ step, snapshot }) => {
    visited.add(snapshot.context.municipality);
    const row = rowOf.get(step.id);
    return row && !visited.has(row.good.municipality) ? [neverThere(row.line)] : [];
  });
}

/**
 * A case worker's file goes on its way to another office with its last transfer, which that office may refuse: taken back, it must leave
 * the file where it is.
 */
function moveRefusals(taken: TakenSteps, added: readonly Added[], office: string, reach: Reach): Refusal[] {
  const last = (taken.at(-1) ?? taken[0]).snapshot;
  const { municipality, ended } = last.context;
  if (municipality === office || isWithin(reach, municipality)) return [];
  const transfer = lastTransfer(taken);
  const before = transfer && taken[taken.indexOf(transfer) - 1]?.snapshot.context.municipality;
  if (before === office && ended === null && added.some(({ id }) => id === transfer?.step.id)) return [];
  return [
    {
      line: added.at(-1)?.line ?? 0,
      code: 'handover.by-transfer',
      message:
        'step: a trajectory that ends up with another office goes there with one transfer, and not ended; more is for an administrator to import',
    },
  ];
}

export function lastTransfer(taken: TakenSteps): Taken | undefined {
  return taken.findLast(({ step }) => step.type === 'trajectory.transferred');
}

export function isWithin(reach: Reach, municipality: string): boolean {
  return reach === 'all' || reach.includes(municipality);
}
