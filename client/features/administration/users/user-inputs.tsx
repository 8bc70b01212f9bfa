import { useQuery } from '@tanstack/react-query';
import { municipalitiesQuery } from '#client/api/about.ts';
import type { Editing } from '#client/editing/edit-dialog.tsx';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { MultiSelect } from '#client/ui/multi-select.tsx';
import { RadioCards } from '#client/ui/radio-cards.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { usersWords } from './locales.ts';
import { roles, type UserFields } from './user-fields.ts';

/** @param isNew whether the e-mail address can still be given; it never changes */
export function UserInputs({ fields, set, errors, idPrefix, isNew }: Editing<UserFields> & { isNew: boolean }) {
  const words = useWords(usersWords);
  const common = useWords(commonWords);
  const { data: municipalities } = useQuery(municipalitiesQuery);
  const ties = (name: keyof UserFields) => ({ id: `${idPrefix}${name}`, label: words(name), error: errors[name] });
  return (
    <>
      <TextField {...ties('name')} isRequired maxLength={100} autoComplete="off" value={fields.name} onChange={(name) => set({ name })} />
      {isNew ? (
        <TextField
          {...ties('email')}
          isRequired
          type="email"
          maxLength={254}
          autoComplete="off"
          value={fields.email}
          onChange={(email) => set({ email })}
        />
      ) : null}
      <RadioCards
        {...ties('role')}
        isRequired
        options={roles.map((value) => ({ value, label: common(`role.${value}`), description: words(`does.${value}`) }))}
        value={fields.role}
        onChange={(role) => set({ role })}
      />
      {fields.role === 'case-worker' ? (
        <MultiSelect
          {...ties('municipalities')}
          hint={words('municipalities-hint')}
          isRequired
          isInline
          options={(municipalities?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          value={fields.municipalities}
          onChange={(chosen) => set({ municipalities: chosen })}
        />
      ) : null}
    </>
  );
}
