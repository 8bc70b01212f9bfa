import { createHash, hkdfSync } from 'node:crypto';

/** @param secret DOORSTROOM_SECRET; each use of it gets a key of its own, so that none can stand in for another */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `doorstroom ${purpose}`, 32));
}

/** A key and the name under which what was made with it says so. */
export type Key = { readonly id: string; readonly bytes: Buffer };

/** The keys of one purpose: what is made is made with the newest; what was made under a secret of before still opens with that one's. */
export type KeyRing = { readonly newest: Key; readonly all: readonly Key[]; find(id: string): Key | undefined };

export type Secrets = { readonly secret: string; readonly previousSecrets: readonly string[] };

export function keyRing({ secret, previousSecrets }: Secrets, purpose: string): KeyRing {
  const newest = keyOf(secret, purpose);
  const all = [newest, ...previousSecrets.map((previous) => keyOf(previous, purpose))];
  return { newest, all, find: (id) => all.find((key) => key.id === id) };
}

function keyOf(secret: string, purpose: string): Key {
  const bytes = deriveKey(secret, purpose);
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 16), bytes };
}
