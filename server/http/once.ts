import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import { asActor } from '#server/db/as-actor.ts';
import type { Database, Transaction } from '#server/db/client.ts';
import { keyRing } from '#server/keys.ts';
import { secretSeal } from '#server/seal.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Actor } from './actor.ts';
import type { AnyAnswer } from './answer.ts';
import type { Dependencies } from './dependencies.ts';
import { type Asked, findKept, forgetAnswers, keepAnswer, takeKey } from './kept-answer-store.ts';

const DAY = 24 * 60 * 60_000;

/** @throws Problem request.invalid where the key is not of visible ASCII, or longer than 200 */
export function keyFrom(request: Request): string | undefined {
  const key = request.get('Idempotency-Key');
  if (key === undefined || /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  const field = { path: 'header.idempotency-key', code: 'format', message: 'must have 1 to 200 visible ASCII characters' };
  throw new Problem('request.invalid', { fields: [field] });
}

/**
 * Does the work once for a user's key within 24 hours: asked again, the answer that was kept in the transaction of the work goes out. It is
 * sealed, for it says what the request was about.
 *
 * @param asked everything that makes it the same request
 * @throws Problem request.key-reused where the key was sent with something else
 */
export async function once(
  tx: Transaction,
  { config, clock, randomBytes }: Pick<Dependencies, 'config' | 'clock' | 'randomBytes'>,
  { actor, key, asked }: { actor: Actor; key: string; asked: readonly unknown[] },
  work: () => AnyAnswer | Promise<AnyAnswer>,
): Promise<{ answer: AnyAnswer; isRepeated: boolean }> {
  const seal = secretSeal(config, randomBytes, 'kept answer');
  const fingerprint = fingerprintOf(keyRing(config, 'kept answer').newest.bytes, [...asked, actor.role, actor.municipalities]);
  const now = clock();
  const asking: Asked = { userId: actor.userId, key, fingerprint, now, cutoff: new Date(now.getTime() - DAY) };
  const place = ['kept_answer', `${actor.userId} ${key}`, 'answer'] as const;
  if (await takeKey(tx, asking)) {
    const answer = await work();
    await keepAnswer(tx, asking, seal.seal(Buffer.from(JSON.stringify(answer)), place));
    return { answer, isRepeated: false };
  }
  const kept = await findKept(tx, asking);
  if (!kept?.answer || !timingSafeEqual(kept.fingerprint, fingerprint)) throw new Problem('request.key-reused');
  return { answer: KeptAnswer.parse(JSON.parse(seal.open(kept.answer, place).toString('utf8'))), isRepeated: true };
}

/** For the start of the server: forgets the answers of those who did not come back. */
export function forgetOldAnswers(db: Database, now: Date): Promise<void> {
  return asActor(db, 'system', (tx) => forgetAnswers(tx, new Date(now.getTime() - DAY)));
}

const KeptAnswer = z.object({
  status: z.number().exactOptional(),
  version: z.number().exactOptional(),
  headers: z.record(z.string(), z.string()).exactOptional(),
  // Not there in an answer without content.
  body: z.unknown().optional(),
});

function fingerprintOf(key: Buffer, asked: readonly unknown[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', key).update(JSON.stringify(asked)).digest());
}
