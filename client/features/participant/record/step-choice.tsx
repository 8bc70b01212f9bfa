import { useState } from 'react';
import { useLabel, useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { RadioCards } from '#client/ui/radio-cards.tsx';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { StepType } from '#shared/trajectory/steps.ts';
import { recordWords } from './locales.ts';
import styles from './record.module.css';

type StepChoiceProps = {
  label: string;
  likely: readonly StepType[];
  others: readonly StepType[];
  value: StepType | null;
  onChange: (type: StepType) => void;
};

/** The steps that can be recorded: a few on top, the others one press away. */
export function StepChoice({ label, likely, others, value, onChange }: StepChoiceProps) {
  const words = useWords(recordWords);
  const text = useLabel();
  const [isOpen, setOpen] = useState(false);
  const isAmongOthers = value !== null && !likely.includes(value);
  const shown = isOpen ? [...likely, ...others] : isAmongOthers ? [...likely, value] : likely;
  const hidden = others.filter((type) => !shown.includes(type)).length;
  return (
    <div className={styles.choice}>
      <RadioCards
        label={label}
        options={shown.map((type) => ({ value: type, label: text(LABELS.step[type]) }))}
        value={value}
        onChange={onChange}
      />
      {hidden > 0 || isOpen ? (
        <Button variant="quiet" size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? words('fewer-steps') : words('more-steps', { count: hidden })}
        </Button>
      ) : null}
    </div>
  );
}
