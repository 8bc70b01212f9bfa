import { folded } from '#shared/text.ts';

/** Nothing that is mistaken for something else when it is read aloud or copied by hand. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * A code such as `BEK-7F3Q`, by which those know a participant who may not know the person. It says where the file was opened and
 * nothing else. Not unique by itself: whoever stores it draws again, longer, when it is taken.
 * @param random whole numbers from 0 to below its argument
 */
export function participantCode(municipalityName: string, random: (below: number) => number, length = 4): string {
  const letters = folded(municipalityName)
    .replace(/[^a-z]/gu, '')
    .toUpperCase();
  const drawn = Array.from({ length }, () => ALPHABET[random(ALPHABET.length)]).join('');
  return `${letters.padEnd(3, 'X').slice(0, 3)}-${drawn}`;
}
