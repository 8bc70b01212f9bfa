import { z } from 'zod';
import { text } from '#shared/text.ts';

/** In lower case, as it is kept. */
export const Email = z.email().max(254).toLowerCase();

const PASSWORD_MINIMUM = 15;

/**
 * A password that somebody chooses. Long rather than full of signs; the server also refuses what is common or made of the person's own name
 * (`password.common`, `password.personal`). The same letters may be typed as different code points, hence the normal form.
 */
export const NewPassword = z.string().max(1000).normalize('NFC').min(PASSWORD_MINIMUM).max(200);

/** Six digits of the phone, or a recovery code; spaces and dashes do not matter. */
export const Code = text(20);

/** To be scanned with a phone: the address that a QR code holds, and its secret to type where scanning does not work. */
export const SecondFactorOffer = z.object({ uri: z.string(), secret: z.string() });
export type SecondFactorOffer = z.infer<typeof SecondFactorOffer>;

/** Each signs in once in place of the phone. Shown once: only their hashes are kept. */
export const RecoveryCodes = z.array(z.string());
