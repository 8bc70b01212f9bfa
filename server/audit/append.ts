import type { Transaction } from '#server/db/client.ts';
import type { AuditLine, KeptLine } from './line.ts';
import { type SealKey, sealKey, sealOf } from './seal.ts';
import { type Head, insertLine, lockHead } from './store.ts';

/** The chain as this process goes on with it. */
export interface AuditChain {
  /**
   * Adds a line at the end of the chain, in the transaction of what it tells of. Every writer meets at the head, so it comes last in
   * its transaction.
   */
  append(tx: Transaction, line: AuditLine): Promise<void>;
}

/**
 * The head is remembered, so that a line is one statement: it moves the head on from where this process believes it to be, waiting for
 * whoever moves it in the same moment. Where that was wrong (another process wrote, or our own last line was rolled back) nothing is
 * written; then the head is locked, read and moved.
 */
export function auditChain({ secret }: { secret: string }): AuditChain {
  const key = sealKey(secret);
  let head: Head | undefined;
  return {
    async append(tx, line) {
      if (head) {
        const next = after(head, line, key);
        const believed = head;
        // Before it is known to hold: who comes meanwhile goes on from here, and waits in the database for the outcome.
        head = next.head;
        if (await insertLine(tx, believed, next.kept, next.head)) return;
      }
      const locked = await lockHead(tx);
      const next = after(locked, line, key);
      if (!(await insertLine(tx, locked, next.kept, next.head))) throw new Error('The audit log has no head, or it moved under a lock');
      head = next.head;
    },
  };
}

function after(head: Head, line: AuditLine, key: SealKey): { kept: KeptLine; head: Head } {
  const sequence = head.sequence + 1n;
  const details = line.details && JSON.stringify(line.details);
  const kept = { ...line, details, sequence, keyId: key.id };
  return { kept, head: { sequence, seal: sealOf(kept, head.seal, key) } };
}
