import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useId, useState } from 'react';
import { createPortal } from 'react-dom';
import { useMunicipalityName } from '#client/api/about.ts';
import { useWords } from '#client/locales/words.ts';
import { settings, workForms } from '#client/organisations/codes.ts';
import { hostsQuery } from '#client/organisations/queries.ts';
import { Button } from '#client/ui/button.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { recordWords } from './locales.ts';
import styles from './record.module.css';

const AddOrganisationDialog = lazy(async () => ({
  default: (await import('#client/organisations/add-organisation-dialog.tsx')).AddOrganisationDialog,
}));

type OrganisationInputProps = {
  id: string;
  label: string;
  error: string | undefined;
  max: number;
  /** As they stand in the step, codes or nothing yet. */
  setting: unknown;
  workForm: unknown;
  /** Of the step: who had ended by then is not offered. */
  day: string | null;
  value: string;
  onChange: (value: string) => void;
};

/** Where somebody works: any text, with the organisations that fit the setting and the work form offered, and a way to propose another. */
export function OrganisationInput({
  max,
  day,
  value,
  onChange,
  setting: settingCode,
  workForm: formCode,
  ...field
}: OrganisationInputProps) {
  const setting = settings.find((known) => known === settingCode) ?? null;
  const workForm = workForms.find((known) => known === formCode) ?? null;
  const words = useWords(recordWords);
  const municipality = useMunicipalityName();
  const listId = useId();
  const [isProposing, setProposing] = useState(false);
  const { data } = useQuery(hostsQuery(setting, workForm));
  const hosts = (data?.items ?? []).filter(({ validUntil }) => validUntil === null || day === null || validUntil >= day);
  const typed = value.trim();
  const isNew = data !== undefined && typed.length > 2 && !hosts.some(({ name }) => isSameName(name, typed));
  return (
    <div className={styles.host}>
      <TextField
        {...field}
        isOptional
        hint={hosts.length > 0 ? words('host.hint') : undefined}
        list={listId}
        maxLength={max}
        autoComplete="off"
        value={value}
        onChange={onChange}
      />
      <datalist id={listId}>
        {hosts.map((host) => (
          <option key={host.id} value={host.name} label={host.municipality === null ? undefined : municipality(host.municipality)} />
        ))}
      </datalist>
      {isNew ? (
        <Button className={styles.addNote} variant="quiet" size="small" icon="plus" onClick={() => setProposing(true)}>
          {words('host.propose', { name: typed })}
        </Button>
      ) : null}
      {isProposing
        ? // A form of its own, which may not stand within the form of the step.
          createPortal(
            <Suspense>
              <AddOrganisationDialog
                known={{ name: typed, setting, workForms: workForm ? [workForm] : [] }}
                onAdded={({ name }) => onChange(name)}
                onClose={() => setProposing(false)}
              />
            </Suspense>,
            document.body,
          )
        : null}
    </div>
  );
}

function isSameName(one: string, other: string): boolean {
  return one.localeCompare(other, 'nl', { sensitivity: 'base' }) === 0;
}
