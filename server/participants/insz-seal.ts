import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/**
 * Keeps the INSZ unreadable in the database (access.md, "Data"): AES-256-GCM with table, row and column as associated data, so that a
 * sealed number moved to another row does not open; and an HMAC under a second key, by which the same number is found again.
 */
export interface InszSeal {
  seal(insz: string, participantId: string): Uint8Array<ArrayBuffer>;
  open(sealed: Uint8Array, participantId: string): string;
  indexOf(insz: string): Uint8Array<ArrayBuffer>;
}

const NONCE = 12;
const TAG = 16;

export function inszSeal(secret: string, randomBytes: (size: number) => Buffer): InszSeal {
  const sealing = key(secret, 'doorstroom insz seal 1');
  const indexing = key(secret, 'doorstroom insz index 1');
  return {
    seal(insz, participantId) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(place(participantId));
      const content = Buffer.concat([cipher.update(insz, 'utf8'), cipher.final()]);
      return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), content]));
    },
    open(sealed, participantId) {
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, NONCE)).setAAD(place(participantId));
      decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
      return decipher.update(sealed.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
    },
    indexOf: (insz) => new Uint8Array(createHmac('sha256', indexing).update(insz).digest()),
  };
}

function key(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
}

function place(participantId: string): Buffer {
  return Buffer.from(`participant|${participantId}|insz`);
}
