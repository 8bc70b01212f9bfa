import { describe, expect, it } from 'vitest';
import { folded, text } from '#shared/text.ts';

describe('Text that a person typed', () => {
  it('is trimmed', () => {
    expect(text(20).parse('  De Kringwinkel \n')).toBe('De Kringwinkel');
  });

  it('is not empty, not only blanks, and not longer than asked once trimmed', () => {
    expect(text(5).safeParse('').success).toBe(false);
    expect(text(5).safeParse(' \t\n').success).toBe(false);
    expect(text(5).safeParse(' 12345 ').success).toBe(true);
    expect(text(5).safeParse('123456').success).toBe(false);
  });

  it('may hold line breaks, accents and emoji, and no NUL or half a character', () => {
    expect(text(50).safeParse('één\ntwee 🙂').success).toBe(true);
    for (const broken of ['a\u0000b', '\ud83d', 'a\ude42b']) {
      expect(text(50).safeParse(broken).error?.issues[0]).toMatchObject({ code: 'custom', params: { code: 'text.not-storable' } });
    }
  });
});

describe('Text as people search', () => {
  it('has no capitals, no diacritics and one space between words', () => {
    expect(folded('  Zoë   D’HÆSE-Çelik\t')).toBe('zoe d’hæse-celik');
    expect(folded('İŞIK')).toBe(folded('işik'));
  });

  it('is the same however the accents are encoded, and when folded again', () => {
    expect(folded('Jose\u0301')).toBe(folded('José'));
    for (const name of ['José', 'ÅNGSTRÖM', 'Nguyễn Thị', 'straße']) expect(folded(folded(name))).toBe(folded(name));
  });
});
