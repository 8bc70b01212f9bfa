import { useId } from 'react';
import { Icon, type IconName } from './icon.tsx';
import styles from './segmented.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

type SegmentedProps<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: string; icon?: IconName; short?: string; lang?: string }[];
  value: Value;
  onChange: (value: Value) => void;
};

/** One of two or three that changes the view at once: chart or table, language, theme. Radio buttons underneath. */
export function Segmented<Value extends string>({ label, options, value, onChange }: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <legend>
        <VisuallyHidden>{label}</VisuallyHidden>
      </legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={styles.segment}
          lang={option.lang}
          title={option.icon || option.short ? option.label : undefined}
        >
          <input
            type="radio"
            className={styles.input}
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.icon ? <Icon name={option.icon} size={16} /> : null}
          {option.short ? <span aria-hidden="true">{option.short}</span> : null}
          {option.icon || option.short ? <VisuallyHidden>{option.label}</VisuallyHidden> : option.label}
        </label>
      ))}
    </fieldset>
  );
}
