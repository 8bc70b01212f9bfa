import type { Logger } from 'pino';
import type { AuditChain } from '#server/audit/append.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Database, Transaction } from '#server/db/client.ts';
import type { Publication } from '#shared/contract/publications.ts';
import { definitionsOf } from '#shared/publications/definitions.ts';
import { daysOfPeriod } from '#shared/publications/period.ts';
import { TABLE_TITLES } from '#shared/publications/titles.ts';
import { sealContent } from './content.ts';
import { countTables } from './count-tables.ts';
import { ledgerPosition, listLedger } from './ledger-store.ts';
import { protectPublication } from './protection/in-worker.ts';
import { findPublication, keepAlive, keepVerdict, markAllInterrupted, markInterrupted, type Trying, type Verdict } from './store.ts';

/** Protects publications one after the other, in the background. */
export interface Protecting {
  /** @param by the coordinator's id: what is counted and stored is so in the name of whoever asked */
  begin(trying: Trying, by: string): void;
  /** Waits for all that was begun; never fails. */
  settled(): Promise<void>;
  /** Breaks off what goes on and says so in its rows: it can be tried again. */
  stop(): Promise<void>;
}

export interface ProtectingWith {
  readonly db: Database;
  readonly clock: () => Date;
  readonly log: Pick<Logger, 'info' | 'error'>;
  /** Where the verdict is written down; the demo, which nobody makes, leaves no lines. */
  readonly audit?: AuditChain;
}

/** Milliseconds between signs of life; as long as SILENCE allows for several. */
const HEARTBEAT = 10_000;

export function protecting(means: ProtectingWith): Protecting {
  let last: Promise<void> = Promise.resolve();
  const stopping = new AbortController();
  const waiting = new Map<Trying, string>();
  // Also of those whose turn has not come: they were not cut off.
  const signs = async () => {
    for (const [trying, by] of waiting) await asCoordinator(means, by, (tx) => keepAlive(tx, trying, means.clock(), null));
  };
  let heart: ReturnType<typeof setInterval> | undefined;
  const beat = () => void signs().catch((error) => means.log.error({ error }, 'publication.no-sign'));
  const settle = (trying: Trying) => {
    waiting.delete(trying);
    if (waiting.size === 0) clearInterval(heart);
  };
  return {
    begin(trying, by) {
      if (waiting.size === 0) heart = setInterval(beat, HEARTBEAT).unref();
      waiting.set(trying, by);
      last = last.then(() => protectOne(means, trying, by, stopping.signal)).finally(() => settle(trying));
    },
    settled: () => last,
    async stop() {
      stopping.abort();
      await last;
    },
  };
}

/** For the start of a server that is alone on its database: what a crash cut off can be tried again at once. Beside others, its silence tells. */
export function releaseCutOff(db: Database): Promise<void> {
  return asActor(db, 'system', markAllInterrupted);
}

/** Never fails: what goes wrong is logged, and the publication can be tried again. */
async function protectOne(means: ProtectingWith, trying: Trying, by: string, stopping: AbortSignal): Promise<void> {
  const { log } = means;
  try {
    stopping.throwIfAborted();
    await protectNow(means, trying, by, stopping);
  } catch (error) {
    if (!stopping.aborted) log.error({ publication: trying.id, error }, 'publication.protecting-failed');
    await asCoordinator(means, by, (tx) => markInterrupted(tx, trying)).catch((failure) =>
      // The database is gone too: then its silence says it.
      log.error({ publication: trying.id, error: failure }, 'publication.not-marked'),
    );
  }
}

async function protectNow(means: ProtectingWith, trying: Trying, by: string, stopping: AbortSignal): Promise<void> {
  const { clock, log } = means;
  const isWanted = await asCoordinator(means, by, (tx) => keepAlive(tx, trying, clock(), null));
  if (!isWanted) return;
  const counted = await asCoordinator(means, by, (tx) => count(tx, trying, clock()), { timeout: COUNTING, isSnapshot: true });
  if (!counted) return;
  const { row, tables, municipalities, ledger, position } = counted;
  const { period, method, base } = row;
  const unwanted = new AbortController();
  const progress = progressTo(means, trying, by, () => unwanted.abort());
  const found = await protectPublication(
    { period, method, base, tables, ledger },
    { onProgress: progress.say, signal: AbortSignal.any([stopping, unwanted.signal]) },
  )
    .catch((error) => {
      if (unwanted.signal.aborted && !stopping.aborted) return undefined;
      throw error;
    })
    .finally(() => progress.said());
  if (!found) return;
  const titled = found.tables.map((table) => ({ ...table, title: TABLE_TITLES[table.id] }));
  const sealed = sealContent({
    id: row.id,
    title: row.title,
    period,
    ...daysOfPeriod(period),
    method,
    base,
    knownAt: row.knownAt.toISOString(),
    softwareVersion: row.softwareVersion,
    municipalities,
    definitions: definitionsOf(
      titled.map(({ id }) => id),
      method,
    ),
    tables: titled,
    releasedTies: found.releasedTies,
  });
  const { isSafe, report, reasons, cells } = found;
  const isKept = await asCoordinator(means, by, async (tx) => {
    const verdict = { ...sealed, isSafe, report, reasons, cells, ledgerPosition: position };
    if (!(await keepVerdict(tx, trying, verdict))) return false;
    await noteVerdict(means, tx, trying, by, verdict);
    return true;
  });
  log.info({ publication: trying.id, isSafe, isKept, milliseconds: report.milliseconds }, 'publication.protected');
}

/** Milliseconds. A region's whole history at a moment of the past is read for it. */
const COUNTING = 120_000;

async function count(tx: Transaction, trying: Trying, now: Date) {
  const row = await findPublication(tx, trying.id);
  // Thrown away in the meantime.
  if (!row) return undefined;
  const counted = await countTables({ tx, period: row.period, knownAt: row.knownAt.toISOString(), now });
  return { row, ...counted, ledger: await listLedger(tx), position: await ledgerPosition(tx) };
}

/** Writes how far it is, one at a time and the latest only, and hears by that whether it is still wanted. */
function progressTo(means: ProtectingWith, trying: Trying, by: string, onGone: () => void) {
  let latest: Publication['progress'] = null;
  let writing: Promise<void> | undefined;
  const write = async () => {
    while (latest) {
      const progress = latest;
      latest = null;
      const isWanted = await asCoordinator(means, by, (tx) => keepAlive(tx, trying, means.clock(), progress));
      if (!isWanted) onGone();
    }
  };
  return {
    say(progress: NonNullable<Publication['progress']>) {
      latest = progress;
      writing ??= write()
        .catch((error) => means.log.error({ publication: trying.id, error }, 'publication.no-sign'))
        .finally(() => {
          writing = undefined;
        });
    },
    /** Nothing of it is written any more. */
    async said() {
      latest = null;
      await writing;
    },
  };
}

async function noteVerdict({ audit, clock }: ProtectingWith, tx: Transaction, { id }: Trying, by: string, verdict: Verdict): Promise<void> {
  const { isSafe, report, sha256 } = verdict;
  const { cells, earlierCells, recovered, narrow, outside, oneCategory, milliseconds } = report;
  await audit?.append(tx, {
    at: clock(),
    userId: by,
    role: 'coordinator',
    action: 'protectPublication',
    kind: 'change',
    outcome: isSafe ? 'done' : 'publication.unsafe',
    participantId: null,
    subject: { type: 'publication', id },
    reason: null,
    details: { sha256, cells, earlierCells, recovered, narrow, outside, oneCategory, milliseconds },
    address: null,
    requestId: null,
  });
}

function asCoordinator<T>(
  { db }: ProtectingWith,
  id: string,
  work: (tx: Transaction) => Promise<T>,
  limits: Parameters<typeof asActor>[3] = {},
): Promise<T> {
  return asActor(db, { id, role: 'coordinator', municipalities: [] }, work, limits);
}
