import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { municipalitiesQuery } from '#client/api/about.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { EditDialog, type Editing } from '#client/editing/edit-dialog.tsx';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { dayText } from '#client/ui/date-text.ts';
import { TextField } from '#client/ui/text-field.tsx';
import { toast } from '#client/ui/toast.ts';
import type { Municipality } from '#shared/contract/municipalities.ts';
import { municipalitiesWords } from './locales.ts';
import {
  type MunicipalityFields,
  municipalityErrors,
  municipalityFrom,
  municipalityToChange,
  NO_MUNICIPALITY,
  refusedMunicipality,
} from './municipality-fields.ts';
import { useMunicipalityDeeds } from './queries.ts';

export function AddMunicipalityDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(municipalitiesWords);
  const { add } = useMunicipalityDeeds();
  return (
    <EditDialog<MunicipalityFields>
      title={words('add')}
      start={NO_MUNICIPALITY}
      saveLabel={words('add.save')}
      check={(fields) => municipalityErrors(fields, words)}
      refused={(error) => refusedMunicipality(error, words)}
      save={async ({ code, name, validFrom, validUntil }) => {
        const added = await add.mutateAsync({ code: code.trim(), name: name.trim(), validFrom, validUntil });
        toast({ text: words('saved', { name: added.name }) });
        onClose();
      }}
      onClose={onClose}
    >
      {(editing) => <Inputs {...editing} isNew />}
    </EditDialog>
  );
}

export function EditMunicipalityDialog({ municipality, onClose }: { municipality: Municipality; onClose: () => void }) {
  const words = useWords(municipalitiesWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const queries = useQueryClient();
  const { change } = useMunicipalityDeeds();
  // What was typed belongs to the version that stood here, whatever comes in meanwhile.
  const [seen, setSeen] = useState(municipality);
  const reload = async () => {
    const { items } = await queries.fetchQuery({ ...municipalitiesQuery, staleTime: 0 });
    const newer = items.find(({ code }) => code === seen.code) ?? seen;
    setSeen(newer);
    return municipalityFrom(newer);
  };
  const undo = async (changed: Municipality) => {
    const { name, validFrom, validUntil } = seen;
    try {
      await change.mutateAsync({ to: changed, patch: { name, validFrom, validUntil } });
      toast({ text: words('undone', { name }) });
    } catch (error) {
      toast({ text: words('undo-failed', { problem: problemText(error) }) });
    }
  };
  return (
    <EditDialog<MunicipalityFields>
      title={words('edit.title', { name: municipality.name })}
      start={municipalityFrom(seen)}
      saveLabel={common('save')}
      check={(fields) => municipalityErrors(fields, words)}
      refused={(error) => refusedMunicipality(error, words)}
      save={async (fields, base) => {
        const patch = municipalityToChange(base, fields);
        if (Object.keys(patch).length > 0) {
          const changed = await change.mutateAsync({ to: seen, patch });
          toast({ text: words('saved', { name: changed.name }), action: { label: common('undo'), onPress: () => void undo(changed) } });
        }
        onClose();
      }}
      reload={reload}
      tell={(name, fields) => {
        const value = fields[name];
        const isDay = name === 'validFrom' || name === 'validUntil';
        return `${words(name)}: ${value === null ? common('none') : isDay ? dayText(value) : value}`;
      }}
      onClose={onClose}
    >
      {(editing) => <Inputs {...editing} isNew={false} />}
    </EditDialog>
  );
}

function Inputs({ fields, set, errors, idPrefix, isNew }: Editing<MunicipalityFields> & { isNew: boolean }) {
  const words = useWords(municipalitiesWords);
  const ties = (name: keyof MunicipalityFields) => ({ id: `${idPrefix}${name}`, label: words(name), error: errors[name] });
  return (
    <>
      {isNew ? (
        <TextField
          {...ties('code')}
          isRequired
          hint={words('code-hint')}
          width="short"
          maxLength={60}
          autoComplete="off"
          value={fields.code}
          onChange={(code) => set({ code })}
        />
      ) : null}
      <TextField {...ties('name')} isRequired maxLength={100} autoComplete="off" value={fields.name} onChange={(name) => set({ name })} />
      <DateField
        {...ties('validFrom')}
        isOptional
        min="1900-01-01"
        hint={words('validFrom-hint')}
        value={fields.validFrom}
        onChange={(validFrom) => set({ validFrom })}
      />
      <DateField
        {...ties('validUntil')}
        isOptional
        min="1900-01-01"
        hint={words('validUntil-hint')}
        value={fields.validUntil}
        onChange={(validUntil) => set({ validUntil })}
      />
      {fields.validUntil === null ? null : <Banner>{words('ending')}</Banner>}
    </>
  );
}
