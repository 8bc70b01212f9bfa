import { createHmac, hkdfSync } from 'node:crypto';
import { openUnder, SEALING, sealUnder } from '#server/seal.ts';

/**
 * Keeps the INSZ unreadable in the database (access.md, "Data"): AES-256-GCM with table, row and column as associated data, so that a
 * sealed number moved to another row does not open; and an HMAC under a second key, by which the same number is found again.
 * Each sealed number says under which key it is, and that is part of what is authenticated.
 */
export interface InszSeal {
  /** What everything sealed under the newest key begins with. */
  readonly newestHead: Uint8Array<ArrayBuffer>;
  seal(insz: string, participantId: string): Uint8Array<ArrayBuffer>;
  /** @throws Error where it was sealed elsewhere, was altered, or its secret is not among those given */
  open(sealed: Uint8Array, participantId: string): string;
  /** As it is kept, and as it is looked for: under every key that something may still be kept under. */
  indexOf(insz: string): Uint8Array<ArrayBuffer>;
  indexesOf(insz: string): Uint8Array<ArrayBuffer>[];
}

export interface Secrets {
  readonly secret: string;
  readonly previousSecrets: readonly string[];
}

const VERSION = 2;
const KEY_ID = 8;
const HEAD = 1 + KEY_ID;
const DIGITS = 11;

/** Before keys had names there was no head. */
const HEADLESS = SEALING + DIGITS;

export function inszSeal({ secret, previousSecrets }: Secrets, randomBytes: (size: number) => Buffer): InszSeal {
  const newest = keysOf(secret);
  const all = [newest, ...previousSecrets.map(keysOf)];
  return {
    newestHead: new Uint8Array(newest.head),
    seal(insz, participantId) {
      const sealed = sealUnder(newest.sealing, Buffer.from(insz), associated(newest.head, participantId), randomBytes);
      return new Uint8Array(Buffer.concat([newest.head, sealed]));
    },
    open(sealed, participantId) {
      if (sealed.length === HEADLESS) return openHeadless(all, sealed, participantId);
      const head = Buffer.from(sealed.subarray(0, HEAD));
      const keys = all.find((candidate) => candidate.head.equals(head));
      if (!keys) throw new Error('An INSZ is sealed under a secret that is not among DOORSTROOM_SECRET and DOORSTROOM_PREVIOUS_SECRETS');
      return openUnder(keys.sealing, sealed.subarray(HEAD), associated(head, participantId)).toString();
    },
    indexOf: (insz) => indexUnder(newest, insz),
    indexesOf: (insz) => all.map((keys) => indexUnder(keys, insz)),
  };
}

interface Keys {
  readonly sealing: Buffer;
  readonly indexing: Buffer;
  /** Version and the name of the key. */
  readonly head: Buffer;
}

function keysOf(secret: string): Keys {
  const sealing = key(secret, 'doorstroom insz seal 1');
  const name = createHmac('sha256', sealing).update('key id').digest().subarray(0, KEY_ID);
  return { sealing, indexing: key(secret, 'doorstroom insz index 1'), head: Buffer.concat([Buffer.from([VERSION]), name]) };
}

function key(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
}

function indexUnder({ indexing }: Keys, insz: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', indexing).update(insz).digest());
}

function openHeadless(all: readonly Keys[], sealed: Uint8Array, participantId: string): string {
  for (const { sealing } of all) {
    try {
      return openUnder(sealing, sealed, place(participantId)).toString();
    } catch {
      // Sealed under another of the secrets.
    }
  }
  throw new Error('An INSZ does not open under any of the secrets');
}

function associated(head: Buffer, participantId: string): Buffer {
  return Buffer.concat([head, place(participantId)]);
}

function place(participantId: string): Buffer {
  return Buffer.from(`participant|${participantId}|insz`);
}
