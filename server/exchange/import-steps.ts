import { breather } from '#server/breathe.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Database, Transaction } from '#server/db/client.ts';
import type { Actor } from '#server/db/context.ts';
import { violatedConstraint } from '#server/db/violations.ts';
import type { Reach } from '#server/trajectories/store.ts';
import type { ImportReport } from '#shared/contract/exchange.ts';
import { Problem } from '#shared/contract/problem.ts';
import { stageRows } from './stage-rows.ts';
import { deleteAllRows, deleteRows, isImportLocked, lockImports, refreshStatistics } from './store.ts';
import { takeOver } from './take-over.ts';

export interface Importing {
  readonly db: Database;
  readonly actor: Actor;
  /** Whose name the steps are recorded under. */
  readonly recordedBy: string;
  readonly reach: Reach;
  readonly clock: () => Date;
  readonly newId: () => string;
  /** Whole numbers from 0 to below its argument. */
  readonly random: (below: number) => number;
  /** Writes the import down, in the transaction that stores it. */
  readonly note?: (tx: Transaction, report: ImportReport) => Promise<void>;
}

export interface ImportChoices {
  /** Checks everything and stores nothing. */
  readonly isDryRun: boolean;
  /** Takes whole trajectories that are right, whatever becomes of the others. */
  readonly isPartial: boolean;
  readonly canCreateMunicipalities: boolean;
}

/**
 * Takes over the steps of a CSV file: its rows are checked one by one and put aside while they arrive, then whole trajectories go
 * through the machine and are stored in one transaction. What is there already stays as it is, so that the same file twice changes nothing.
 *
 * @throws Problem import.unreadable, import.busy
 */
export async function importSteps(importing: Importing, bytes: AsyncIterable<Uint8Array>, choices: ImportChoices): Promise<ImportReport> {
  const { db, actor, clock, newId } = importing;
  if (takingOver.has(db) || (await isImportLocked(db))) throw new Problem('import.busy');
  const importId = newId();
  try {
    const staged = await stageRows({ db, actor, now: clock() }, importId, bytes, choices.canCreateMunicipalities);
    const report = await exclusively(db, () =>
      inOneTransaction(importing, async (tx) => {
        const taken = await takeOver(tx, importing, importId, staged);
        const rejectedRows = taken.rejections.count;
        const applied = !choices.isDryRun && (rejectedRows === 0 || choices.isPartial);
        const { participants, trajectories, steps, alreadyThere, municipalities } = taken;
        return {
          rows: staged.rows,
          participants,
          trajectories,
          steps,
          alreadyThere,
          municipalities,
          rejected: taken.rejections.named(),
          rejectedRows,
          applied,
        };
      }),
    );
    if (report.applied && report.steps > WORTH_STATISTICS) await asActor(db, 'system', refreshStatistics);
    return report;
  } finally {
    await removeRows(db, actor, importId);
  }
}

/** For the start of the server: removes what an import left that was cut off, unless one is going on beside us. */
export async function removeLeftovers(db: Database): Promise<void> {
  if (!(await isImportLocked(db))) await asActor(db, 'system', deleteAllRows);
}

/** Databases of this process into which an import is being taken over; the embedded one has no other process. */
const takingOver = new WeakSet<Database>();

async function exclusively<T>(db: Database, work: () => Promise<T>): Promise<T> {
  if (takingOver.has(db)) throw new Problem('import.busy');
  takingOver.add(db);
  try {
    return await work();
  } finally {
    takingOver.delete(db);
  }
}

/** Milliseconds. A region's whole history takes minutes; PostgreSQL serves others meanwhile. */
const LIMITS = { maxWait: 60_000, timeout: 3_600_000 };

class NotApplied extends Error {
  readonly report: ImportReport;

  constructor(report: ImportReport) {
    super('The import is rolled back');
    this.report = report;
  }
}

/** Stores all of it, or (where the report says that it is not applied) nothing. */
async function inOneTransaction({ db, actor, note }: Importing, work: (tx: Transaction) => Promise<ImportReport>): Promise<ImportReport> {
  const guarded = async (tx: Transaction) => {
    if (!(await lockImports(tx))) throw new Problem('import.busy');
    const report = await work(tx);
    if (!report.applied) throw new NotApplied(report);
    await note?.(tx, report);
    return report;
  };
  try {
    return await asActor(db, actor, guarded, LIMITS);
  } catch (error) {
    if (error instanceof NotApplied) return error.report;
    // Somebody opened the same file or trajectory by hand in the same moment; the next try finds it.
    if (violatedConstraint(error))
      throw new Problem('import.busy', { detail: 'Somebody changed one of these participants in the meantime; try again.' });
    throw error;
  }
}

const WORTH_STATISTICS = 1_000;
const ROWS_AT_ONCE = 2_000;

async function removeRows(db: Database, actor: Actor, importId: string): Promise<void> {
  const breathe = breather();
  while ((await asActor(db, actor, (tx) => deleteRows(tx, importId, ROWS_AT_ONCE))) === ROWS_AT_ONCE) await breathe();
}
