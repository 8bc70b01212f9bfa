import { type DragEvent, useRef, useState } from 'react';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { Field, type FieldProps, splitFieldProps } from './field.tsx';
import styles from './file-drop.module.css';
import { Icon } from './icon.tsx';
import { numberText } from './number-text.ts';

type FileDropProps = FieldProps & {
  /** As `<input accept>`: `.csv,text/csv`. */
  accept?: string | undefined;
  file: File | null;
  onFile: (file: File) => void;
};

/** One file: dropped, or chosen with the button, which is all that the keyboard needs. */
export function FileDrop(props: FileDropProps) {
  const [field, { accept, file, onFile }] = splitFieldProps(props);
  const words = useWords(commonWords);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  const take = (files: FileList | null) => {
    const first = files?.[0];
    if (first) onFile(first);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!field.isDisabled) take(event.dataTransfer.files);
  };

  return (
    <Field {...field}>
      {(ties) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's shortcut; the button does the same by keyboard.
        <div
          className={classNames(styles.zone, isOver && styles.over)}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <Icon name={file ? 'publication' : 'import'} size={24} className={styles.icon} />
          {file ? (
            <p role="status">
              <strong>{file.name}</strong> <span className={styles.size}>{sizeText(file.size, words.language)}</span>
            </p>
          ) : (
            <p className={styles.invitation}>{words('file-drop')}</p>
          )}
          {/* The input stays for the label, the form and the reader; the button is what is seen. */}
          <input
            {...ties}
            ref={input}
            type="file"
            className={styles.input}
            accept={accept}
            tabIndex={-1}
            onChange={(event) => {
              take(event.currentTarget.files);
              // The same file, mended and chosen again, must count as a change.
              event.currentTarget.value = '';
            }}
          />
          <Button isDisabled={ties.disabled} aria-describedby={ties['aria-describedby']} onClick={() => input.current?.click()}>
            {words(file ? 'file-other' : 'file-choose')}
          </Button>
        </div>
      )}
    </Field>
  );
}

function sizeText(bytes: number, language: Parameters<typeof numberText>[1]): string {
  return bytes < 1_000_000 ? `${numberText(Math.max(1, bytes / 1000), language)} kB` : `${numberText(bytes / 1_000_000, language, 1)} MB`;
}
