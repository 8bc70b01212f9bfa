import { Checkbox } from './checkbox.tsx';
import styles from './choices.module.css';
import { classNames } from './class-names.ts';
import { FieldGroup, type FieldProps, splitFieldProps } from './field.tsx';
import type { Option } from './select.tsx';

type MultiSelectProps<Value extends string> = FieldProps & {
  options: readonly (Option<Value> & { description?: string | undefined })[];
  value: readonly Value[];
  onChange: (value: Value[]) => void;
  /** Side by side where the labels are short. */
  isInline?: boolean;
};

/** Several of a few: check boxes that all stand in sight. The value keeps the order of the options. */
export function MultiSelect<Value extends string>(props: MultiSelectProps<Value>) {
  const [field, { options, value, onChange, isInline = false }] = splitFieldProps(props);
  const set = (changed: Value, isChosen: boolean) =>
    onChange(options.map((option) => option.value).filter((one) => (one === changed ? isChosen : value.includes(one))));
  return (
    <FieldGroup {...field}>
      {(ties) => (
        <div className={classNames(styles.list, isInline && styles.row)}>
          {options.map((option) => (
            <Checkbox
              key={option.value}
              name={ties.name}
              value={option.value}
              label={option.label}
              description={option.description}
              isChecked={value.includes(option.value)}
              isDisabled={ties.disabled || option.isDisabled}
              onChange={(isChosen) => set(option.value, isChosen)}
            />
          ))}
        </div>
      )}
    </FieldGroup>
  );
}
