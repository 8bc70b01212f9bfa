import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type KeyRing, keyRing, type Secrets } from '#server/keys.ts';

type RandomBytes = (size: number) => Buffer;

/**
 * Keeps secrets (of second factors), answers that are kept and drafts unreadable in the database: sealed with the place (table, row, column) as
 * associated data, so that one that was moved to another row does not open. Each says under which key it was sealed, so that the secret of
 * the installation may change.
 */
export type SecretSeal = {
  seal(content: Uint8Array, place: Place): Uint8Array<ArrayBuffer>;
  /** @throws where the key is gone, or the content or its place is another than what was sealed */
  open(sealed: Uint8Array, place: Place): Buffer;
  /** Whether it was sealed under another key than the newest. */
  isOutdated(sealed: Uint8Array): boolean;
};

export type Place = readonly [table: 'credential' | 'setup_link' | 'kept_answer' | 'draft', row: string, column: string];

const [KEY_ID, NONCE, TAG] = [8, 12, 16];

export function secretSeal(
  secrets: Secrets,
  randomBytes: RandomBytes,
  purpose: 'second factor' | 'kept answer' | 'draft' = 'second factor',
): SecretSeal {
  const keys: KeyRing = keyRing(secrets, purpose);
  return {
    seal(content, place) {
      const sealed = sealUnder(keys.newest.bytes, content, placeBytes(place), randomBytes);
      return new Uint8Array(Buffer.concat([Buffer.from(keys.newest.id, 'hex'), sealed]));
    },
    open(sealed, place) {
      const key = keys.find(keyIdOf(sealed));
      if (!key) throw new Error(`This (${purpose}) is sealed under a secret that this installation no longer has`);
      return openUnder(key.bytes, sealed.subarray(KEY_ID), placeBytes(place));
    },
    isOutdated: (sealed) => keyIdOf(sealed) !== keys.newest.id,
  };
}

/**
 * AES-256-GCM, the one cipher of everything that is sealed whole.
 * @param associated what else must be the same for it to open
 * @returns nonce, tag and content
 */
export function sealUnder(key: Uint8Array, content: Uint8Array, associated: Uint8Array, randomBytes: RandomBytes): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated);
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws Error where anything of it is not as it was sealed */
export function openUnder(key: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG }).setAAD(associated);
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
}

/** How much longer what is sealed is than its content, in bytes. */
export const SEALING = NONCE + TAG;

function keyIdOf(sealed: Uint8Array): string {
  return Buffer.from(sealed.subarray(0, KEY_ID)).toString('hex');
}

function placeBytes(place: Place): Buffer {
  return Buffer.from(place.join('|'));
}
