import type { Logger } from 'pino';
import type { Direct } from '#server/db/direct.ts';
import { anchorKey, anchorKeys, anchorLine, appendAnchor, lastAnchor } from './anchor-file.ts';
import { sealsOf } from './chain-store.ts';
import { isSameSeal, type Secrets } from './seal.ts';
import { readHead } from './store.ts';

/** Tells what is outside the database where the chain ends, so that a tail that is cut off is missed (docs/decisions/023). */
export interface Anchor {
  /** A line was committed: it is anchored within a second. Never throws. */
  touch(): void;
  /** Anchors what there is, now. Never throws: a disk that fails is logged, and requests go on. */
  settle(): Promise<void>;
}

export interface Anchoring {
  readonly config: Secrets & { readonly auditAnchor: string };
  readonly reads: Direct;
  readonly clock: () => Date;
  readonly log: Pick<Logger, 'info' | 'error'>;
}

/** Milliseconds. */
const AT_MOST_EVERY = 1_000;

export function auditAnchor({ config, reads, clock, log }: Anchoring): Anchor {
  const key = anchorKey(config.secret);
  /** Null while it is not known. */
  let anchored: Uint8Array | undefined | null = null;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();

  const anchor = async () => {
    if (anchored === null) anchored = (await lastAnchor(config.auditAnchor, anchorKeys(config)))?.seal;
    // Read back: what was appended may have been rolled back since, and must not be remembered.
    const head = await reads('session', readHead);
    if (head.sequence === 0n || (anchored && isSameSeal(anchored, head.seal))) return;
    const line = anchorLine(head, clock(), key);
    // Also where logs go, which is another disk, and perhaps another machine.
    log.info(line, 'audit.anchor');
    await appendAnchor(config.auditAnchor, line);
    anchored = head.seal;
  };
  const settle = () => {
    clearTimeout(timer);
    timer = undefined;
    working = working.then(anchor).catch((error) => {
      anchored = null;
      log.error({ error }, 'audit.anchor-failed');
    });
    return working;
  };
  return {
    touch: () => {
      timer ??= setTimeout(settle, AT_MOST_EVERY).unref();
    },
    settle,
  };
}

/** What a start finds: a database that ends before its anchor, or has another line there, lost lines, or is an older copy that was put back. */
export async function isBehindAnchor({ config, reads }: Pick<Anchoring, 'config' | 'reads'>): Promise<boolean> {
  const anchored = await lastAnchor(config.auditAnchor, anchorKeys(config));
  if (!anchored) return false;
  const found = (await reads('system', (tx) => sealsOf(tx, [anchored.sequence]))).get(anchored.sequence);
  return !found || !isSameSeal(found, anchored.seal);
}
