import { describe, expect, it } from 'vitest';
import { drawable, drawnLines, hasUndrawable, lettersFor } from '#server/file-export/letters.ts';

const always = () => true;

describe('the letters of the PDF', () => {
  it('are those of the screen where they have all of a text, and one other font’s for the whole of it where not', () => {
    expect(['Dossier van Łukasz', 'Dossier van Ольга', 'Nguyễn', 'Ş'].map(lettersFor)).toEqual(['own', 'other', 'other', 'own']);
  });

  it('come composed, and without what is not seen', () => {
    expect(drawable('e\u0301\u200e\ufeff')).toBe('é');
  });

  it('keep the joiner that shapes Persian', () => {
    expect(drawable('می\u200cروم')).toBe('می\u200cروم');
  });

  it('that nobody can draw are a box, one for each', () => {
    expect(drawable('ሰላም 你好')).toBe('□□□ □□');
    expect([hasUndrawable('ሰላም'), hasUndrawable('Їжак')]).toEqual([true, false]);
  });
});

describe('words from right to left', () => {
  const SPACE = '\u00a0';

  it('are laid out together, and what stands before and after them is not', () => {
    expect(drawnLines('Dossier van א ב ג', always)).toBe(`Dossier van א${SPACE}ב${SPACE}ג`);
    expect(drawnLines('van א ב in Diest', always)).toBe(`van א${SPACE}ב  in Diest`);
  });

  it('take numbers and brackets along, which stay as they are read', () => {
    expect(drawnLines('א 12/01/2026 (ב)', always)).toBe(`א${SPACE}6202/10/21${SPACE})ב(`);
  });

  it('leave a number behind them to the line', () => {
    expect(drawnLines('van א ב 12', always)).toBe(`van א${SPACE}ב  12`);
  });

  it('leave a Latin word between them where it is', () => {
    expect(drawnLines('א Diest ב', always)).toBe('א  Diest ב');
  });

  it('are broken into lines before', () => {
    expect(drawnLines('א ב ג ד', (line) => line.length <= 3)).toBe(`א${SPACE}ב\nג${SPACE}ד`);
  });

  it('keep the lines that somebody typed', () => {
    expect(drawnLines('א ב\nג ד', always)).toBe(`א${SPACE}ב\nג${SPACE}ד`);
  });
});
