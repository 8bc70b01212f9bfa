import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import { Field, type FieldProps, splitFieldProps } from './field.tsx';
import styles from './text-field.module.css';

type NativeProps = Pick<
  ComponentProps<'input'>,
  | 'ref'
  | 'type'
  | 'autoComplete'
  | 'autoFocus'
  | 'inputMode'
  | 'list'
  | 'maxLength'
  | 'placeholder'
  | 'readOnly'
  | 'spellCheck'
  | 'onBlur'
  | 'onFocus'
  | 'onKeyDown'
  | 'onKeyUp'
>;

export type TextFieldProps = FieldProps &
  NativeProps & {
    value: string;
    onChange: (value: string) => void;
    /** A word after the input, such as `uur per week`. */
    unit?: string | undefined;
    /** A control inside the box at its end, such as "show". */
    end?: ReactNode;
    width?: 'full' | 'short';
  };

export function TextField(props: TextFieldProps) {
  const [field, { value, onChange, unit, end, width = 'full', type = 'text', ...native }] = splitFieldProps(props);
  return (
    <Field {...field}>
      {(ties) => (
        <div className={classNames(styles.row, width === 'short' && styles.short)}>
          <input
            {...native}
            {...ties}
            type={type}
            className={classNames(fieldStyles.input, end ? styles.withEnd : null)}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          {end ? <div className={styles.end}>{end}</div> : null}
          {unit ? <span className={styles.unit}>{unit}</span> : null}
        </div>
      )}
    </Field>
  );
}
