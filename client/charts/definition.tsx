import { useState } from 'react';
import { type Translate, useLabel, useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { dayText, instantText } from '#client/ui/date-text.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { Stack } from '#client/ui/stack.tsx';
import type { Words } from '#shared/figures/definitions.ts';
import styles from './chart-frame.module.css';
import { chartWords } from './locales.ts';

/** What every figure's answer begins with. */
export type Heading = {
  readonly definition: {
    readonly id: string;
    readonly version: number;
    readonly text: Words;
    readonly formula: string;
    readonly breakdowns: Readonly<Record<string, Words | undefined>>;
  };
  /** Null where everybody until `to` is followed. */
  readonly from: string | null;
  readonly to: string;
  /** Nothing after it counts. */
  readonly observedUntil?: string;
  readonly knownAt: string;
};

/** A number explains itself: the definition it was counted with, one press away. */
export function DefinitionButton({ title, heading }: { title: string; heading: Heading }) {
  const words = useWords(chartWords);
  const label = useLabel();
  const [isOpen, setOpen] = useState(false);
  const { definition, from, to, knownAt } = heading;
  return (
    <>
      <Button
        variant="quiet"
        size="small"
        icon="help"
        aria-haspopup="dialog"
        aria-label={words('explain-of', { title })}
        data-print="no"
        onClick={() => setOpen(true)}
      >
        {words('explain')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={title}>
        <Stack>
          <p>{label(definition.text)}</p>
          {Object.entries(definition.breakdowns).map(([dimension, text]) => (text ? <p key={dimension}>{label(text)}</p> : null))}
          <p>
            <strong>{words('formula')}</strong>
            <br />
            <code className={styles.formula}>{definition.formula}</code>
          </p>
          <p className={styles.small}>
            {words('version', {
              id: definition.id,
              version: definition.version,
              span: spanText(from, to, words),
              knownAt: instantText(knownAt),
            })}
          </p>
        </Stack>
      </Dialog>
    </>
  );
}

export function spanText(from: string | null, to: string, words: Translate<keyof typeof chartWords.nl>): string {
  return from === null ? words('until', { to: dayText(to) }) : words('from-to', { from: dayText(from), to: dayText(to) });
}
