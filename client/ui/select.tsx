import type { ComponentProps } from 'react';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import { Field, type FieldProps, splitFieldProps } from './field.tsx';
import { Icon } from './icon.tsx';
import styles from './select.module.css';

export type Option<Value extends string = string> = { value: Value; label: string; isDisabled?: boolean | undefined };

type SelectProps<Value extends string> = FieldProps &
  Pick<ComponentProps<'select'>, 'ref' | 'autoFocus' | 'onBlur'> & {
    options: readonly Option<Value>[];
    /** Null while nothing is chosen; then the placeholder shows. */
    value: Value | null;
    onChange: (value: Value | null) => void;
    /** Words of the empty choice; pass `null` where a choice is always made. */
    placeholder?: string | null;
    size?: 'medium' | 'small';
  };

/** The browser's own select: it works with every keyboard, reader and phone. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const [field, { options, value, onChange, placeholder, size = 'medium', ...native }] = splitFieldProps(props);
  const words = useWords(commonWords);
  const choose = (chosen: string) => onChange(options.find((option) => option.value === chosen)?.value ?? null);
  return (
    <Field {...field}>
      {(ties) => (
        <div className={styles.box}>
          <select
            {...native}
            {...ties}
            className={classNames(fieldStyles.input, styles.select, size === 'small' && styles.small)}
            value={value ?? ''}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {placeholder === null ? null : <option value="">{placeholder ?? words('choose')}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.isDisabled}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" size={16} className={styles.arrow} />
        </div>
      )}
    </Field>
  );
}
