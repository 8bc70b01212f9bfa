import { type ReactNode, useId } from 'react';
import styles from './choices.module.css';

type CheckboxProps = {
  label: ReactNode;
  description?: ReactNode;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  isDisabled?: boolean | undefined;
  id?: string | undefined;
  name?: string | undefined;
  value?: string | undefined;
};

export function Checkbox({ label, description, isChecked, onChange, isDisabled = false, id, name, value }: CheckboxProps) {
  const descriptionId = useId();
  return (
    <label className={styles.choice}>
      <input
        type="checkbox"
        className={styles.mark}
        id={id}
        name={name}
        value={value}
        checked={isChecked}
        disabled={isDisabled}
        aria-describedby={description ? descriptionId : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className={styles.words}>
        <span>{label}</span>
        {description ? (
          <span className={styles.description} id={descriptionId}>
            {description}
          </span>
        ) : null}
      </span>
    </label>
  );
}
