import { type ComponentProps, useRef } from 'react';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { classNames } from './class-names.ts';
import fieldStyles from './field.module.css';
import { Field, type FieldProps, splitFieldProps } from './field.tsx';
import { Icon } from './icon.tsx';
import styles from './search-field.module.css';
import { Spinner } from './spinner.tsx';

type SearchFieldProps = FieldProps &
  Pick<ComponentProps<'input'>, 'autoFocus' | 'onKeyDown' | 'placeholder'> & {
    value: string;
    onChange: (value: string) => void;
    /** Answers are on their way; what is shown is the previous list. */
    isSearching?: boolean;
  };

/** Searches as you type (debounce with `useDebounced`). Escape empties it. */
export function SearchField(props: SearchFieldProps) {
  const [field, { value, onChange, onKeyDown, isSearching = false, ...native }] = splitFieldProps(props);
  const words = useWords(commonWords);
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    onChange('');
    input.current?.focus();
  };
  return (
    <Field {...field}>
      {(ties) => (
        <div className={styles.box}>
          <span className={styles.glass}>{isSearching ? <Spinner size={16} /> : <Icon name="search" size={16} />}</span>
          <input
            autoComplete="off"
            spellCheck={false}
            {...native}
            {...ties}
            ref={input}
            type="search"
            className={classNames(fieldStyles.input, styles.input)}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && value !== '') {
                event.preventDefault();
                clear();
              }
              onKeyDown?.(event);
            }}
          />
          {value !== '' ? (
            <button type="button" className={styles.clear} aria-label={words('clear-search')} onClick={clear}>
              <Icon name="close" size={16} />
            </button>
          ) : null}
        </div>
      )}
    </Field>
  );
}
