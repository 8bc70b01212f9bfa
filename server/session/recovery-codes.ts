import { hashSlowly } from './passwords.ts';

/** Ten codes, as they are shown and as they are kept. */
export type NewRecoveryCodes = {
  readonly codes: readonly string[];
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly hashes: readonly string[];
};

const HOW_MANY = 10;

export async function newRecoveryCodes(randomBytes: (size: number) => Buffer): Promise<NewRecoveryCodes> {
  const salt = new Uint8Array(randomBytes(16));
  const codes = Array.from({ length: HOW_MANY }, () => newCode(randomBytes));
  return { codes, salt, hashes: await Promise.all(codes.map((code) => hashOfRecoveryCode(code, salt))) };
}

/**
 * Slowly, as a password: fifty bits would be found out in days if the hash were fast. One salt for the ten, so that looking for one takes
 * one hash.
 */
export function hashOfRecoveryCode(code: string, salt: Uint8Array): Promise<string> {
  return hashSlowly(plain(code), salt);
}

// Crockford's: no letter that looks like a digit, so that what is written by hand can be read back.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten letters of five bits each, such as `7F3QK-M2XW9`. */
function newCode(randomBytes: (size: number) => Buffer): string {
  // 256 is a multiple of 32, so that every letter is as likely as any other.
  const letters = [...randomBytes(10)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

function plain(code: string): string {
  return code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}
