import { setImmediate as turn } from 'node:timers/promises';
import type { AuditChain } from '#server/audit/append.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Database } from '#server/db/client.ts';
import type { InszSeal } from './insz-seal.ts';
import { countInsz, lockSealedElsewhere, reseal } from './insz-store.ts';

export interface RotationReport {
  /** Put under the newest key by this run. */
  readonly rotated: number;
  /** Under the newest key now: all there are. */
  readonly total: number;
}

const BATCH = 200;

/**
 * Puts every INSZ that is kept under an older secret under the newest, with its index, a batch a transaction: stopped half-way, the next run goes on
 * with what is left. What was written is read back and opened before the transaction ends.
 *
 * @param onBatch called with how many are done so far
 * @throws Error where one does not open under any of the secrets; its batch is left as it was
 */
export async function rotateInsz(
  { db, seal, chain, now }: { db: Database; seal: InszSeal; chain: AuditChain; now: () => Date },
  onBatch: (rotated: number) => void = () => undefined,
): Promise<RotationReport> {
  let rotated = 0;
  for (;;) {
    const count = await asActor(db, 'system', async (tx) => {
      const sealed = await lockSealedElsewhere(tx, seal.newestHead, BATCH);
      if (sealed.length === 0) return 0;
      const numbers = new Map(sealed.map(({ id, inszSealed }) => [id, seal.open(inszSealed, id)]));
      const renewed = [...numbers].map(([id, insz]) => ({ id, inszSealed: seal.seal(insz, id), inszIndex: seal.indexOf(insz) }));
      for (const { id, inszSealed } of await reseal(tx, renewed)) {
        if (seal.open(inszSealed, id) !== numbers.get(id)) throw new Error(`The INSZ of participant ${id} does not read back as it was`);
      }
      await chain.append(tx, { ...LINE, at: now(), details: { rotated: sealed.length } });
      return sealed.length;
    });
    if (count === 0) break;
    rotated += count;
    onBatch(rotated);
    await turn();
  }
  return { rotated, total: await asActor(db, 'system', countInsz) };
}

const LINE = {
  userId: null,
  role: 'system',
  action: 'shell.insz-rotate',
  kind: 'change',
  outcome: 'done',
  participantId: null,
  subject: null,
  reason: null,
  address: null,
  requestId: null,
} as const;
