import { type ReactNode, useId } from 'react';
import styles from './choices.module.css';
import { FieldGroup, type FieldProps, splitFieldProps } from './field.tsx';
import { Icon } from './icon.tsx';
import type { Option } from './select.tsx';

type RadioCardsProps<Value extends string> = FieldProps & {
  options: readonly (Option<Value> & { description?: ReactNode; start?: ReactNode })[];
  value: Value | null;
  onChange: (value: Value) => void;
};

/** One of a few, each with room for a line of explanation. Arrow keys move the choice. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const [field, { options, value, onChange }] = splitFieldProps(props);
  const ownName = useId();
  return (
    <FieldGroup {...field}>
      {(ties) => (
        <div className={styles.cards}>
          {options.map((option) => (
            <label key={option.value} className={styles.card}>
              <input
                type="radio"
                className={styles.cardInput}
                name={ties.name ?? ownName}
                value={option.value}
                checked={option.value === value}
                required={ties.required}
                disabled={ties.disabled || option.isDisabled}
                onChange={() => onChange(option.value)}
              />
              {option.start}
              <span className={styles.words}>
                <span className={styles.cardLabel}>{option.label}</span>
                {option.description ? <span className={styles.description}>{option.description}</span> : null}
              </span>
              <Icon name={option.value === value ? 'check' : 'chevron-right'} size={16} className={styles.cardEnd} />
            </label>
          ))}
        </div>
      )}
    </FieldGroup>
  );
}
