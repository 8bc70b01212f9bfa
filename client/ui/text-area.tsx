import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import { Field, type FieldProps, splitFieldProps } from './field.tsx';
import styles from './text-area.module.css';

type TextAreaProps = FieldProps &
  Pick<ComponentProps<'textarea'>, 'ref' | 'autoFocus' | 'maxLength' | 'onBlur' | 'placeholder' | 'rows'> & {
    value: string;
    onChange: (value: string) => void;
  };

/** Grows with what is typed, where the browser can. */
export function TextArea(props: TextAreaProps) {
  const [field, { value, onChange, rows = 3, ...native }] = splitFieldProps(props);
  return (
    <Field {...field}>
      {(ties) => (
        <textarea
          {...native}
          {...ties}
          rows={rows}
          className={classNames(fieldStyles.input, styles.area)}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
