import { createHmac } from 'node:crypto';
import { deriveKey } from '#server/keys.ts';
import type { KeptLine } from './line.ts';

/** The key that lines are sealed with, and the name under which each line says which one it was. */
export interface SealKey {
  readonly id: string;
  readonly key: Buffer;
}

/** @param secret DOORSTROOM_SECRET: who holds the database alone cannot make a line look right */
export function sealKey(secret: string): SealKey {
  const key = deriveKey(secret, 'audit chain');
  return { key, id: createHmac('sha256', key).update('key id').digest('hex').slice(0, 16) };
}

/** Keys by the name that lines say: of the secret in use, and of those before it. */
export function sealKeys({ secret, previousSecrets }: Secrets): ReadonlyMap<string, SealKey> {
  return new Map([secret, ...previousSecrets].map(sealKey).map((key) => [key.id, key]));
}

export interface Secrets {
  readonly secret: string;
  readonly previousSecrets: readonly string[];
}

/** HMAC-SHA-256 over the seal of the line before and everything this line says, in one fixed form. */
export function sealOf(line: KeptLine, previous: Uint8Array, { key }: SealKey): Uint8Array<ArrayBuffer> {
  const { sequence, at, userId, role, action, kind, outcome, participantId, subject, reason, details, address, requestId, keyId } = line;
  const content = JSON.stringify([
    sequence.toString(),
    at.toISOString(),
    ...[userId, role, action, kind, outcome, participantId, subject?.type ?? null, subject?.id ?? null],
    ...[reason, details, address, requestId, keyId],
  ]);
  return new Uint8Array(createHmac('sha256', key).update(previous).update(content).digest());
}

export function isSameSeal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
