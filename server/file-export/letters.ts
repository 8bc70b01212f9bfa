/**
 * In which letters a text is drawn (docs/decisions/018): those of the screen where they have every one, and those of DejaVu for the whole
 * of it where a name or a note is written in another script, so that a word is never half in the one and half in the other.
 */
export type Letters = 'own' | 'other';

/** What stands for a letter that neither font has. */
const NO_LETTER = '□';

export function lettersFor(text: string): Letters {
  return Array.from(text).every((letter) => OWN.test(letter)) ? 'own' : 'other';
}

/** Whether a text has a letter that cannot be drawn. */
export function hasUndrawable(text: string): boolean {
  return drawable(text).includes(NO_LETTER);
}

/** A text with nothing in it but what the fonts have: composed where they have the whole letter, without marks that are not seen. */
export function drawable(text: string): string {
  return Array.from(text.normalize('NFC').replace(UNSEEN, ''), (letter) => (OTHER.test(letter) ? letter : NO_LETTER)).join('');
}

/**
 * The lines of a text of which some is written from right to left, as the font is to be given them. It lays out what stands between two
 * spaces at once, in the direction of its first letter; so words that are read from right to left are joined by spaces that do not part them.
 *
 * @param fits whether a line has room enough
 */
export function drawnLines(text: string, fits: (line: string) => boolean): string {
  if (!RIGHT_TO_LEFT.test(text)) return text;
  return text
    .split('\n')
    .flatMap((line) => broken(line, fits))
    .map(joined)
    .join('\n');
}

function broken(text: string, fits: (line: string) => boolean): string[] {
  const [first = '', ...others] = text.split(' ');
  const lines = [first];
  for (const word of others) {
    const longer = `${lines.at(-1)} ${word}`;
    if (fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** From the first word of a row that is read from right to left to its last, with numbers between but no word that is read otherwise. */
function joined(line: string): string {
  return line.replace(ROW, (row, place: number) => {
    const turned = row
      .replaceAll(' ', '\u00a0')
      // The font turns everything round: what must not be is turned beforehand.
      .replace(NUMBER, (number) => Array.from(number).toReversed().join(''))
      .replace(/[()[\]{}«»<>]/gu, (bracket) => MIRRORED[bracket] ?? bracket);
    // A space that follows is laid out with the row, and comes to stand before it.
    return place + row.length < line.length ? `${turned} ` : turned;
  });
}

const MIRRORED: Readonly<Record<string, string>> = {
  ...{ '(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{', '<': '>', '>': '<' },
  ...{ '«': '»', '»': '«' },
};

const RIGHT_TO_LEFT = /[\u0590-\u08ff]/u;
const ROW = /(?<!\S)[^\s\p{Script=Latin}]*[\u0590-\u08ff]\S*(?: (?:[^\p{L}]* )?\S*[\u0590-\u08ff]\S*)*/gu;
const NUMBER = /\p{Nd}+(?:[.,/:-]\p{Nd}+)*/gu;

/** Joiners of words, marks of direction, variants: with no form of their own, but for the two joiners that shape Persian. */
const UNSEEN = /(?![\n\u200c\u200d])(?:\p{Cc}|\p{Cf}|\p{Variation_Selector})/gu;

/** What was taken into the fonts of the screen: Latin, its Extended-A and some of B, and punctuation. */
const OWN =
  /^[\n\u0020-\u007e\u00a0-\u017f\u0218-\u021b\u02c6\u02da\u02dc\u1e9e\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u2212]$/u;

/** What was taken of DejaVu: all of Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic and Persian, Georgian, as far as it has them. */
const OTHER =
  /^(?:[\u0300-\u034f\u0351-\u0353\u0357-\u0358\u035a\u035c-\u0362]|[\n\u0020-\u007e\u00a0-\u024f\u02bb-\u02bd\u02c6-\u02dd\u0370-\u0525\u0531-\u055f\u0561-\u0587\u0589-\u058a\u05b0-\u05c3\u05c6-\u05ea\u05f0-\u05f4\u0606-\u0607\u0609-\u060a\u060c\u0615\u061b\u061f\u0621-\u063a\u0640-\u0655\u0657\u065a\u0660-\u0670\u0674\u0679-\u06bf\u06c6-\u06c8\u06cb-\u06cc\u06ce\u06d0\u06d5\u06f0-\u06f9\u10a0-\u10c5\u10d0-\u10fc\u1e00-\u1efb\u1f00-\u1ffe\u200c-\u200d\u2010-\u2027\u202f-\u2044\u20a0-\u20b5\u20b8-\u20ba\u20bd\u2122\u2212\u25a1])$/u;
