import { useLabel, useWords } from '#client/locales/words.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { today } from '#client/ui/date-text.ts';
import { Select } from '#client/ui/select.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { LABELS } from '#shared/trajectory/labels.ts';
import { participantWords } from '../locales.ts';
import styles from './person.module.css';
import type { PersonErrors } from './person.ts';

const programmes = ['twe', 'art60', 'other'] as const;

/** The referral that opens a trajectory. */
export type OpeningFields = { programme: (typeof programmes)[number] | null; occurredOn: string | null; referredBy: string };

export function freshOpening(): OpeningFields {
  return { programme: null, occurredOn: today(), referredBy: '' };
}

type OpeningInputsProps = {
  opening: OpeningFields;
  onChange: (opening: OpeningFields) => void;
  errors: PersonErrors;
  idPrefix: string;
  hasFocus?: boolean;
};

export function OpeningInputs({ opening, onChange, errors, idPrefix, hasFocus = false }: OpeningInputsProps) {
  const words = useWords(participantWords);
  const label = useLabel();
  return (
    <div className={styles.fields}>
      <Select
        id={`${idPrefix}programme`}
        label={label(LABELS.detail.programme)}
        isRequired
        autoFocus={hasFocus}
        error={errors.programme}
        options={programmes.map((value) => ({ value, label: label(LABELS.programme[value]) }))}
        value={opening.programme}
        onChange={(programme) => onChange({ ...opening, programme })}
      />
      <DateField
        id={`${idPrefix}occurredOn`}
        label={words('open.referral-day')}
        isRequired
        max={today()}
        error={errors.occurredOn}
        value={opening.occurredOn}
        onChange={(occurredOn) => onChange({ ...opening, occurredOn })}
      />
      <TextField
        label={label(LABELS.detail.referredBy)}
        isOptional
        maxLength={200}
        autoComplete="off"
        value={opening.referredBy}
        onChange={(referredBy) => onChange({ ...opening, referredBy })}
      />
    </div>
  );
}

/** What is missing before a trajectory can be opened. */
export function openingErrors(
  { programme, occurredOn }: OpeningFields,
  words: ReturnType<typeof useWords<keyof typeof participantWords.nl>>,
): PersonErrors {
  return {
    ...(programme === null && { programme: words('choose-programme') }),
    ...(occurredOn === null && { occurredOn: words('choose-day') }),
  };
}
