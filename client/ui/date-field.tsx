import { type ComponentProps, type FocusEvent, useEffect, useRef, useState } from 'react';
import { commonWords } from '#client/locales/common.ts';
import { type Translate, useWords } from '#client/locales/words.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './date-field.module.css';
import { addDays, dayText, readTypedDay, today } from './date-text.ts';
import fieldStyles from './field.module.css';
import { Field, type FieldProps, splitFieldProps } from './field.tsx';

type DateFieldProps = FieldProps &
  Pick<ComponentProps<'input'>, 'ref' | 'autoFocus' | 'autoComplete' | 'onKeyDown'> & {
    /** `YYYY-MM-DD`, or null while nothing readable stands there. */
    value: string | null;
    onChange: (day: string | null) => void;
    onBlur?: (() => void) | undefined;
    /** What is typed while it is no day, for a form that keeps everything: where there is no value this stands in the field. */
    unread?: string | undefined;
    onUnread?: ((typed: string) => void) | undefined;
    /** Bounds, inclusive. `max` also settles the century of a year typed in two digits. */
    min?: string | undefined;
    max?: string | undefined;
    /** Buttons for today and yesterday beside the input. */
    hasShortcuts?: boolean;
    /** For tests; the Belgian day otherwise. */
    todayIs?: string | undefined;
  };

/**
 * A day that is typed: dd/mm/jjjj, shorter forms, or "vandaag" (see `readTypedDay`). What is typed stays as it is typed until
 * the field is left; then a day that was understood is written out in full, and one that was not stays, with the reason.
 */
export function DateField(props: DateFieldProps) {
  const [field, own] = splitFieldProps(props);
  const { value, onChange, onBlur, unread = '', onUnread, min, max, hasShortcuts = false, todayIs = today(), ...native } = own;
  const words = useWords(commonWords);
  const complain = (typed: string) => complaintAbout(typed, { todayIs, min, max, words });
  const [text, setText] = useState(value ? dayText(value) : unread);
  const [complaint, setComplaint] = useState(() => (value ? null : complain(unread)));
  const lastSent = useRef(value);
  const lastUnread = useRef(unread);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the bounds and the language do not bring another text.
  useEffect(() => {
    // A value from outside replaces the typing; the echo of our own `onChange` must not.
    if (value === lastSent.current && unread === lastUnread.current) return;
    lastSent.current = value;
    lastUnread.current = unread;
    setText(value ? dayText(value) : unread);
    setComplaint(value ? null : complain(unread));
  }, [value, unread]);

  const send = (day: string | null) => {
    if (day === lastSent.current) return;
    lastSent.current = day;
    onChange(day);
  };

  const type = (typed: string) => {
    setText(typed);
    setComplaint(null);
    const read = readTypedDay(typed, todayIs, max);
    const day = 'day' in read && withinBounds(read.day, min, max) ? read.day : null;
    lastUnread.current = day === null && onUnread ? typed : '';
    send(day);
    if (day === null) onUnread?.(typed);
  };

  const leave = (event: FocusEvent<HTMLInputElement>) => {
    const typed = event.currentTarget.value;
    const read = readTypedDay(typed, todayIs, max);
    if ('day' in read) setText(dayText(read.day));
    setComplaint(complain(typed));
    onBlur?.();
  };

  const choose = (day: string) => {
    setText(dayText(day));
    setComplaint(complain(dayText(day)));
    lastUnread.current = '';
    send(withinBounds(day, min, max) ? day : null);
  };

  return (
    <Field {...field} error={complaint ?? field.error}>
      {(ties) => (
        <div className={styles.row}>
          <input
            autoComplete="off"
            {...native}
            {...ties}
            type="text"
            className={classNames(fieldStyles.input, styles.input)}
            placeholder={words('date-form')}
            value={text}
            onChange={(event) => type(event.currentTarget.value)}
            onBlur={leave}
          />
          {hasShortcuts ? (
            <span className={styles.shortcuts}>
              <Button size="small" variant="quiet" isDisabled={ties.disabled} onClick={() => choose(todayIs)}>
                {words('today')}
              </Button>
              <Button size="small" variant="quiet" isDisabled={ties.disabled} onClick={() => choose(addDays(todayIs, -1))}>
                {words('yesterday')}
              </Button>
            </span>
          ) : null}
        </div>
      )}
    </Field>
  );
}

type Bounds = { todayIs: string; min: string | undefined; max: string | undefined };

function complaintAbout(
  typed: string,
  { todayIs, min, max, words }: Bounds & { words: Translate<keyof typeof commonWords.nl> },
): string | null {
  const read = readTypedDay(typed, todayIs, max);
  if ('problem' in read) {
    if (read.problem === 'empty') return null;
    if (read.problem === 'missing') return words('date-missing', { text: typed.trim() });
    return words('date-unreadable', { text: typed.trim(), example: dayText(todayIs) });
  }
  if (max && read.day > max) return words('date-too-late', { limit: dayText(max) });
  if (min && read.day < min) return words('date-too-early', { limit: dayText(min) });
  return null;
}

function withinBounds(day: string, min: string | undefined, max: string | undefined): boolean {
  return (!min || day >= min) && (!max || day <= max);
}
