import { useQuery } from '@tanstack/react-query';
import { municipalitiesQuery } from '#client/api/about.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { MultiSelect } from '#client/ui/multi-select.tsx';
import { NumberField } from '#client/ui/number-field.tsx';
import { Select } from '#client/ui/select.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { LABELS, type Words } from '#shared/trajectory/labels.ts';
import type { StepType } from '#shared/trajectory/steps.ts';
import { type DetailField, type DetailName, type Details, type DetailValue, fieldsFor } from './fields.ts';
import { recordWords } from './locales.ts';
import { OrganisationInput } from './organisation-input.tsx';

export type FieldErrors = Readonly<Partial<Record<DetailName | 'occurredOn', string>>>;

type StepFieldsProps = {
  type: StepType;
  day: string | null;
  details: Details;
  onChange: (details: Details) => void;
  errors: FieldErrors;
  /** Before the names in the ids of the inputs, for a summary to lead to. */
  idPrefix: string;
};

/** The fields of one type of step and no others. */
export function StepFields({ type, day, details, onChange, errors, idPrefix }: StepFieldsProps) {
  return fieldsFor(type, details).map((field) => (
    <DetailInput
      key={`${type} ${field.name}`}
      field={field}
      details={details}
      day={day}
      value={details[field.name] ?? null}
      onChange={(value) => onChange({ ...details, [field.name]: value })}
      error={errors[field.name]}
      id={`${idPrefix}${field.name}`}
    />
  ));
}

type DetailInputProps = {
  field: DetailField;
  /** What else stands in the step. */
  details: Details;
  day: string | null;
  value: DetailValue;
  onChange: (value: DetailValue) => void;
  error: string | undefined;
  id: string;
};

function DetailInput({ field, details, day, value, onChange, error, id }: DetailInputProps) {
  const label = useLabel();
  const words = useWords(recordWords);
  const common = {
    id,
    label: label(LABELS.detail[field.name]),
    error,
    isRequired: field.isRequired ?? false,
    isOptional: !field.isRequired,
  };
  switch (field.kind) {
    case 'choice':
      return <Select {...common} options={optionsOf(field.options, label)} value={textOf(value)} onChange={onChange} />;
    case 'choices':
      return (
        <MultiSelect {...common} options={optionsOf(field.options, label)} value={Array.isArray(value) ? value : []} onChange={onChange} />
      );
    case 'text':
      return <TextField {...common} maxLength={field.max} autoComplete="off" value={textOf(value) ?? ''} onChange={onChange} />;
    case 'organisation':
      return (
        <OrganisationInput
          id={id}
          label={common.label}
          error={error}
          max={field.max}
          setting={details.setting}
          workForm={details.workForm}
          day={day}
          value={textOf(value) ?? ''}
          onChange={onChange}
        />
      );
    case 'day':
      return (
        <DateField
          {...common}
          value={dayOf(value)}
          unread={dayOf(value) ? '' : (textOf(value) ?? '')}
          onChange={onChange}
          onUnread={(typed) => onChange(typed === '' ? null : typed)}
          min="1900-01-01"
        />
      );
    case 'hours':
      return (
        <NumberField
          {...common}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
          min={1}
          max={60}
          decimals={2}
          unit={words('hours-unit')}
        />
      );
    case 'municipality':
      return <MunicipalitySelect {...common} value={textOf(value)} onChange={onChange} />;
  }
}

type MunicipalitySelectProps = Pick<DetailInputProps, 'id' | 'error'> & {
  label: string;
  isRequired: boolean;
  value: string | null;
  onChange: (value: string | null) => void;
};

function MunicipalitySelect(props: MunicipalitySelectProps) {
  const { data } = useQuery(municipalitiesQuery);
  return <Select {...props} options={(data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))} />;
}

function optionsOf(options: Readonly<Record<string, Words>>, label: (words: Words) => string) {
  return Object.entries(options).map(([value, words]) => ({ value, label: label(words) }));
}

/** Of a day that is typed half, the text is kept; it is no day yet. */
function dayOf(value: DetailValue): string | null {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null;
}

function textOf(value: DetailValue): string | null {
  return typeof value === 'string' ? value : null;
}
