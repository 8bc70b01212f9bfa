import { Secret, TOTP } from 'otpauth';
import type { SecondFactorOffer } from '#shared/contract/credential.ts';

// What every authenticator app understands (RFC 6238); some ignore any other wish.
const SHAPE = { issuer: 'Doorstroom', algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** Clocks of phones differ a little, and typing takes a while: the code of before and the one to come are taken too. */
const WINDOW = 1;

/** 160 bits, as long as the hash (RFC 4226, section 4). */
export function newTotpSecret(randomBytes: (size: number) => Buffer): Uint8Array {
  return randomBytes(20);
}

/** @param account under which name the phone lists it: the e-mail address */
export function offerOf(secret: Uint8Array, account: string): SecondFactorOffer {
  const totp = totpOf(secret, account);
  return { uri: totp.toString(), secret: totp.secret.base32 };
}

/** Which 30 seconds (counted from 1970) the code belongs to, or undefined where it is not right at this moment. */
export function stepOfCode(secret: Uint8Array, code: string, now: Date): number | undefined {
  const totp = totpOf(secret, '');
  const timestamp = now.getTime();
  const distance = totp.validate({ token: code, timestamp, window: WINDOW });
  return distance === null ? undefined : totp.counter({ timestamp }) + distance;
}

function totpOf(secret: Uint8Array, label: string): TOTP {
  return new TOTP({ ...SHAPE, label, secret: new Secret({ buffer: Uint8Array.from(secret).buffer }) });
}
