import { useQuery } from '@tanstack/react-query';
import { municipalitiesQuery } from '#client/api/about.ts';
import type { Editing } from '#client/editing/edit-dialog.tsx';
import { useLabel, useWords } from '#client/locales/words.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { MultiSelect } from '#client/ui/multi-select.tsx';
import { Select } from '#client/ui/select.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { LABELS } from '#shared/trajectory/labels.ts';
import { settings, workForms } from './codes.ts';
import { organisationWords } from './locales.ts';
import type { OrganisationFields } from './organisation-fields.ts';
import styles from './organisations.module.css';

/** @param hasEnd whether it can be said that it takes nobody on any more */
export function OrganisationInputs({ fields, set, errors, idPrefix, hasEnd }: Editing<OrganisationFields> & { hasEnd: boolean }) {
  const words = useWords(organisationWords);
  const label = useLabel();
  const { data: municipalities } = useQuery(municipalitiesQuery);
  const ties = (name: keyof OrganisationFields) => ({ id: `${idPrefix}${name}`, label: words(name), error: errors[name] });
  return (
    <div className={styles.fields}>
      <div className={styles.whole}>
        <TextField {...ties('name')} isRequired maxLength={200} autoComplete="off" value={fields.name} onChange={(name) => set({ name })} />
      </div>
      <Select
        {...ties('setting')}
        isRequired
        options={settings.map((value) => ({ value, label: label(LABELS.setting[value]) }))}
        value={fields.setting}
        onChange={(setting) => set({ setting })}
      />
      <Select
        {...ties('municipality')}
        placeholder={words('municipality-none')}
        options={(municipalities?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        value={fields.municipality}
        onChange={(municipality) => set({ municipality })}
      />
      <TextField
        {...ties('sector')}
        isOptional
        hint={words('sector-hint')}
        maxLength={100}
        autoComplete="off"
        value={fields.sector}
        onChange={(sector) => set({ sector })}
      />
      <TextField
        {...ties('kbo')}
        isOptional
        hint={words('kbo-hint')}
        inputMode="numeric"
        maxLength={20}
        autoComplete="off"
        value={fields.kbo}
        onChange={(kbo) => set({ kbo })}
      />
      <div className={styles.whole}>
        <TextField
          {...ties('contact')}
          isOptional
          hint={words('contact-hint')}
          maxLength={300}
          autoComplete="off"
          value={fields.contact}
          onChange={(contact) => set({ contact })}
        />
      </div>
      <div className={styles.whole}>
        <MultiSelect
          {...ties('workForms')}
          hint={words('workForms-hint')}
          isInline
          options={workForms.map((value) => ({ value, label: label(LABELS.workForm[value]) }))}
          value={fields.workForms}
          onChange={(chosen) => set({ workForms: chosen })}
        />
      </div>
      {hasEnd ? (
        <DateField
          {...ties('validUntil')}
          isOptional
          hint={words('validUntil-hint')}
          min="1990-01-01"
          value={fields.validUntil}
          onChange={(validUntil) => set({ validUntil })}
        />
      ) : null}
    </div>
  );
}
