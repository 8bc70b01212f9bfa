import { describe, expect, it } from 'vitest';
import { numberText, percentText, readTypedNumber, signedText } from '#client/ui/number-text.ts';

describe('a number', () => {
  it('is read with a comma or a point for decimals', () => {
    expect(readTypedNumber('1234,5')).toBe(1234.5);
    expect(readTypedNumber('1.234,5')).toBe(1234.5);
    expect(readTypedNumber('19.5')).toBe(19.5);
    expect(readTypedNumber('−3')).toBe(-3);
  });

  it('is not read out of words', () => {
    expect(readTypedNumber('38u')).toBeNull();
    expect(readTypedNumber('')).toBeNull();
    expect(readTypedNumber('1,2,3')).toBeNull();
  });

  it('is written as in Belgium', () => {
    expect(numberText(12345.67, 'nl', 1)).toBe('12.345,7');
    expect(percentText(0.583, 'nl')).toBe('58\u00a0%');
    expect(signedText(4, 'nl')).toBe('+4');
    expect(signedText(-26, 'nl')).toBe('−26');
    expect(signedText(0, 'nl')).toBe('0');
  });
});
