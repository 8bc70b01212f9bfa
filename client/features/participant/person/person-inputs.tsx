import { useWords } from '#client/locales/words.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { today } from '#client/ui/date-text.ts';
import { Select } from '#client/ui/select.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { participantWords } from '../locales.ts';
import styles from './person.module.css';
import { educations, genders, type PersonErrors, type PersonFields } from './person.ts';

type PersonInputsProps = {
  person: PersonFields;
  onChange: (person: PersonFields) => void;
  errors: PersonErrors;
  idPrefix: string;
  isInszKnown?: boolean;
};

/** Who it is: names, reference, birth, national number. All may stay empty. */
export function IdentityInputs({ person, onChange, errors, idPrefix, isInszKnown = false }: PersonInputsProps) {
  const words = useWords(participantWords);
  const set =
    <Name extends keyof PersonFields>(name: Name) =>
    (value: PersonFields[Name]) =>
      onChange({ ...person, [name]: value });
  const ties = (name: keyof PersonFields) => ({ id: `${idPrefix}${name}`, label: words(`person.${name}`), error: errors[name] });
  return (
    <div className={styles.fields}>
      <TextField {...ties('firstName')} maxLength={100} autoComplete="off" value={person.firstName} onChange={set('firstName')} />
      <TextField {...ties('lastName')} maxLength={100} autoComplete="off" value={person.lastName} onChange={set('lastName')} />
      <TextField
        {...ties('reference')}
        hint={words('person.reference-hint')}
        maxLength={60}
        autoComplete="off"
        value={person.reference}
        onChange={set('reference')}
      />
      <TextField
        {...ties('insz')}
        hint={isInszKnown ? words('person.insz-known') : words('person.insz-hint')}
        inputMode="numeric"
        maxLength={20}
        autoComplete="off"
        value={person.insz}
        onChange={set('insz')}
      />
      <DateField {...ties('birthDate')} max={today()} value={person.birthDate} onChange={set('birthDate')} />
    </div>
  );
}

/** What figures break down by. */
export function ProfileInputs({ person, onChange, errors, idPrefix }: PersonInputsProps) {
  const words = useWords(participantWords);
  return (
    <div className={styles.fields}>
      <Select
        id={`${idPrefix}gender`}
        label={words('person.gender')}
        error={errors.gender}
        options={genders.map((value) => ({ value, label: words(`gender.${value}`) }))}
        value={person.gender}
        onChange={(gender) => onChange({ ...person, gender })}
      />
      <Select
        id={`${idPrefix}education`}
        label={words('person.education')}
        error={errors.education}
        options={educations.map((value) => ({ value, label: words(`education.${value}`) }))}
        value={person.education}
        onChange={(education) => onChange({ ...person, education })}
      />
      <TextField
        id={`${idPrefix}language`}
        label={words('person.language')}
        hint={words('person.language-hint')}
        error={errors.language}
        maxLength={40}
        autoComplete="off"
        value={person.language}
        onChange={(language) => onChange({ ...person, language })}
      />
    </div>
  );
}
