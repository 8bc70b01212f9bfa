import { type ComponentProps, type FocusEvent, useEffect, useRef, useState } from 'react';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { type FieldProps, splitFieldProps } from './field.tsx';
import { numberText, readTypedNumber } from './number-text.ts';
import { TextField } from './text-field.tsx';

type NumberFieldProps = FieldProps &
  Pick<ComponentProps<'input'>, 'ref' | 'autoFocus'> & {
    /** Null while nothing readable stands there. */
    value: number | null;
    onChange: (value: number | null) => void;
    onBlur?: (() => void) | undefined;
    min?: number | undefined;
    max?: number | undefined;
    /** Most decimals kept; 0 by default. */
    decimals?: number;
    unit?: string | undefined;
  };

/** A number that is typed, with a comma or a point. Like `DateField` it never takes away what was typed. */
export function NumberField(props: NumberFieldProps) {
  const [field, { value, onChange, onBlur, min, max, decimals = 0, ...own }] = splitFieldProps(props);
  const words = useWords(commonWords);
  const [text, setText] = useState(value === null ? '' : plainText(value));
  const [complaint, setComplaint] = useState<string | null>(null);
  const lastSent = useRef(value);

  useEffect(() => {
    if (value === lastSent.current) return;
    lastSent.current = value;
    setText(value === null ? '' : plainText(value));
    setComplaint(null);
  }, [value]);

  const complaintAbout = (typed: string): string | null => {
    const number = readTypedNumber(typed);
    if (typed.trim() === '') return null;
    if (number === null) return words('number-unreadable', { text: typed.trim() });
    if (min !== undefined && number < min) return words('number-too-low', { limit: numberText(min, words.language, decimals) });
    if (max !== undefined && number > max) return words('number-too-high', { limit: numberText(max, words.language, decimals) });
    return null;
  };

  const type = (typed: string) => {
    setText(typed);
    setComplaint(null);
    const number = readTypedNumber(typed);
    const next = number === null || complaintAbout(typed) ? null : rounded(number, decimals);
    if (next === lastSent.current) return;
    lastSent.current = next;
    onChange(next);
  };

  const leave = (event: FocusEvent<HTMLInputElement>) => {
    setComplaint(complaintAbout(event.currentTarget.value));
    if (lastSent.current !== null) setText(plainText(lastSent.current));
    onBlur?.();
  };

  return (
    <TextField
      {...field}
      {...own}
      error={complaint ?? field.error}
      inputMode={decimals > 0 ? 'decimal' : 'numeric'}
      autoComplete="off"
      width="short"
      value={text}
      onChange={type}
      onBlur={leave}
    />
  );
}

/** Without thousands separators, which get in the way while typing. */
function plainText(value: number): string {
  return String(value).replace('.', ',');
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
