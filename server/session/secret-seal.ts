import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type KeyRing, keyRing, type Secrets } from '#server/keys.ts';

/**
 * Keeps secrets (of second factors, and answers that are kept) unreadable in the database: AES-256-GCM with the place (table, row, column) as associated data, so that
 * one that was moved to another row does not open. Each says under which key it was sealed, so that the secret of the installation may change.
 */
export type SecretSeal = {
  seal(content: Uint8Array, place: Place): Uint8Array<ArrayBuffer>;
  /** @throws where the key is gone, or the content or its place is another than what was sealed */
  open(sealed: Uint8Array, place: Place): Buffer;
  /** Whether it was sealed under another key than the newest. */
  isOutdated(sealed: Uint8Array): boolean;
};

export type Place = readonly [table: 'credential' | 'setup_link' | 'kept_answer', row: string, column: string];

const [KEY_ID, NONCE, TAG] = [8, 12, 16];

export function secretSeal(
  secrets: Secrets,
  randomBytes: (size: number) => Buffer,
  purpose: 'second factor' | 'kept answer' = 'second factor',
): SecretSeal {
  const keys: KeyRing = keyRing(secrets, purpose);
  return {
    seal(content, place) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', keys.newest.bytes, nonce).setAAD(placeBytes(place));
      const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
      return new Uint8Array(Buffer.concat([Buffer.from(keys.newest.id, 'hex'), nonce, cipher.getAuthTag(), sealed]));
    },
    open(sealed, place) {
      const key = keys.find(keyIdOf(sealed));
      if (!key) throw new Error('A second factor is sealed under a secret that this installation no longer has');
      const body = sealed.subarray(KEY_ID);
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, body.subarray(0, NONCE)).setAAD(placeBytes(place));
      decipher.setAuthTag(body.subarray(NONCE, NONCE + TAG));
      return Buffer.concat([decipher.update(body.subarray(NONCE + TAG)), decipher.final()]);
    },
    isOutdated: (sealed) => keyIdOf(sealed) !== keys.newest.id,
  };
}

function keyIdOf(sealed: Uint8Array): string {
  return Buffer.from(sealed.subarray(0, KEY_ID)).toString('hex');
}

function placeBytes(place: Place): Buffer {
  return Buffer.from(place.join('|'));
}
