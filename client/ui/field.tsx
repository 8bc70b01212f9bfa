import { type ReactNode, useId } from 'react';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { Icon } from './icon.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

/** What every field of the kit takes. */
export type FieldProps = {
  label: string;
  /** Keeps the label for those who listen only. */
  isLabelHidden?: boolean | undefined;
  hint?: ReactNode | undefined;
  /** Stands at the field; the words say how to mend it. */
  error?: string | null | undefined;
  isRequired?: boolean | undefined;
  /** Says "(niet verplicht)": use where most fields of the form must be filled in. */
  isOptional?: boolean | undefined;
  isDisabled?: boolean | undefined;
  /** The id of the input, for `ErrorSummary` to link to. */
  id?: string | undefined;
  name?: string | undefined;
};

/** What a field's input must carry to be tied to its label, hint and error. */
export type InputTies = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  name: string | undefined;
  required: boolean;
  disabled: boolean;
};

/** Parts what every field takes from what only this one takes. */
export function splitFieldProps<Props extends FieldProps>(props: Props) {
  const { label, isLabelHidden, hint, error, isRequired, isOptional, isDisabled, id, name, ...own } = props;
  const field: FieldProps = { label, isLabelHidden, hint, error, isRequired, isOptional, isDisabled, id, name };
  return [field, own] as const;
}

type FrameProps = FieldProps & { className?: string | undefined; children: (ties: InputTies) => ReactNode };

/** Label above, hint under it, then the input, then what is wrong. */
export function Field({ label, isLabelHidden, hint, error, isOptional, className, children, ...props }: FrameProps) {
  const { ties, hintId, errorId } = useTies({ hint, error, ...props });
  const words = useWords(commonWords);
  const labelText = (
    <label className={styles.label} htmlFor={ties.id}>
      {label}
      {isOptional ? <span className={styles.optional}> ({words('optional')})</span> : null}
    </label>
  );
  return (
    <div className={classNames(styles.field, className)}>
      {isLabelHidden ? <VisuallyHidden as="div">{labelText}</VisuallyHidden> : labelText}
      {hint ? (
        <div className={styles.hint} id={hintId}>
          {hint}
        </div>
      ) : null}
      {children(ties)}
      <FieldError id={errorId} error={error} />
    </div>
  );
}

/** As `Field`, for a group of choices: a `fieldset` with its legend. */
export function FieldGroup({ label, isLabelHidden, hint, error, isOptional, className, children, ...props }: FrameProps) {
  const { ties, hintId, errorId } = useTies({ hint, error, ...props });
  const words = useWords(commonWords);
  return (
    <fieldset className={classNames(styles.field, className)} id={ties.id} tabIndex={-1} aria-describedby={ties['aria-describedby']}>
      <legend className={styles.label}>
        {isLabelHidden ? <VisuallyHidden>{label}</VisuallyHidden> : label}
        {isOptional ? <span className={styles.optional}> ({words('optional')})</span> : null}
      </legend>
      {hint ? (
        <div className={styles.hint} id={hintId}>
          {hint}
        </div>
      ) : null}
      {children(ties)}
      <FieldError id={errorId} error={error} />
    </fieldset>
  );
}

function FieldError({ id, error }: { id: string; error: string | null | undefined }) {
  if (!error) return null;
  return (
    <p className={styles.error} id={id}>
      <Icon name="danger" size={16} className={styles.errorIcon} />
      <span>{error}</span>
    </p>
  );
}

function useTies({ id, name, hint, error, isRequired = false, isDisabled = false }: Omit<FieldProps, 'label'>) {
  const ownId = useId();
  const inputId = id ?? ownId;
  const hintId = `${inputId}-hint`;
  const errorId = `${inputId}-error`;
  const describedBy = classNames(hint ? hintId : null, error ? errorId : null);
  const ties: InputTies = {
    id: inputId,
    'aria-describedby': describedBy || undefined,
    'aria-invalid': error ? true : undefined,
    name,
    required: isRequired,
    disabled: isDisabled,
  };
  return { ties, hintId, errorId };
}
