import { auditAnchor } from '#server/audit/anchor.ts';
import { auditChain } from '#server/audit/append.ts';
import { type SystemDeed, systemLine } from '#server/audit/system-line.ts';
import { type Config, readConfig } from '#server/config.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { OpenDatabase, Transaction } from '#server/db/client.ts';
import { openUpToDate } from '#server/db/open.ts';
import { fillProjections } from '#server/trajectories/fill-projections.ts';

/** The audit log for a command of the shell. */
export interface CommandAudit {
  /** Writes the command down in the transaction of what it does, as its last statement. */
  append(tx: Transaction, deed: SystemDeed): Promise<void>;
  /** Writes it down in a transaction of its own, where what it does has none or several. */
  write(deed: SystemDeed): Promise<void>;
}

export type AtWork = OpenDatabase & { readonly config: Config; readonly applied: readonly string[]; readonly audit: CommandAudit };

/** Does the work of a command on the database of the settings, brought up to date; at the end, what it wrote down is anchored. */
export async function withDatabase<T>(work: (atWork: AtWork) => Promise<T>): Promise<T> {
  const config = readConfig();
  const opened = await openUpToDate(config);
  try {
    const { audit, settle } = auditOf(config, opened);
    try {
      if (opened.applied.length > 0) await audit.write({ action: 'shell.migrate', details: { applied: opened.applied } });
      await fillProjections(opened.prisma);
      return await work({ ...opened, config, audit });
    } finally {
      await settle();
    }
  } finally {
    await opened.close();
  }
}

/**
 * The same for a command that opens a database in its own way, such as one that is just being put back; what it wrote is anchored by
 * `settle`. One that wrote nothing anchors nothing: who only looks must not vouch for what is there.
 */
export function auditOf(config: Config, { prisma, reads }: Pick<OpenDatabase, 'prisma' | 'reads'>) {
  const chain = auditChain(config);
  const clock = () => new Date();
  let hasWritten = false;
  const append: CommandAudit['append'] = async (tx, deed) => {
    await chain.append(tx, systemLine(deed, clock()));
    hasWritten = true;
  };
  const audit: CommandAudit = { append, write: (deed) => asActor(prisma, 'system', (tx) => append(tx, deed)) };
  const anchor = auditAnchor({ config, reads, clock, log: { info: () => undefined, error: () => console.error(UNANCHORED) } });
  return { audit, settle: async () => (hasWritten ? anchor.settle() : undefined) };
}

const UNANCHORED =
  'The end of the audit log could not be written to its anchor (DOORSTROOM_AUDIT_ANCHOR): is there room, and may this user write there?';
