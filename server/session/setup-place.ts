import type { Place } from '#server/seal.ts';

/** Where the secret that a link offers is kept. */
export function placeOfOffer(hash: Uint8Array): Place {
  return ['setup_link', Buffer.from(hash).toString('hex'), 'totp'];
}
