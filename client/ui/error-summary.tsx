import { type ReactNode, useEffect, useRef } from 'react';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import styles from './error-summary.module.css';
import { Icon } from './icon.tsx';

type ErrorSummaryProps = {
  /** `fieldId` is the `id` given to the field; without one the line is words only. */
  errors: readonly { fieldId?: string | undefined; message: ReactNode }[];
  title?: string | undefined;
  /** Change it at every attempt to save: the summary takes the focus anew. */
  attempt?: number;
};

/** What is wrong in a form, at its head, each line leading to its field. Takes the focus when it appears. */
export function ErrorSummary({ errors, title, attempt = 0 }: ErrorSummaryProps) {
  const words = useWords(commonWords);
  const box = useRef<HTMLDivElement>(null);
  const isShown = errors.length > 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt with the same errors must take the focus again.
  useEffect(() => {
    if (isShown) box.current?.focus();
  }, [isShown, attempt]);

  if (!isShown) return null;
  return (
    <div className={styles.summary} ref={box} role="alert" tabIndex={-1}>
      <p className={styles.title}>
        <Icon name="danger" />
        <strong>{title ?? words('error-summary', { count: errors.length })}</strong>
      </p>
      <ul className={styles.list}>
        {errors.map(({ fieldId, message }, index) => (
          <li key={fieldId ?? index}>
            {fieldId ? (
              <a
                href={`#${fieldId}`}
                onClick={(event) => {
                  event.preventDefault();
                  focusField(fieldId);
                }}
              >
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function focusField(fieldId: string): void {
  const field = document.getElementById(fieldId);
  // A group of choices is a fieldset: its first choice is where the person goes on.
  const target = field instanceof HTMLFieldSetElement ? (field.querySelector<HTMLElement>('input:checked, input') ?? field) : field;
  target?.focus();
  target?.scrollIntoView?.({ block: 'center' });
}
