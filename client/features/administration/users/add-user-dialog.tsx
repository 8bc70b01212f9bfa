import { useState } from 'react';
import { EditDialog } from '#client/editing/edit-dialog.tsx';
import { useWords } from '#client/locales/words.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import type { createUser } from '#shared/contract/users.ts';
import { LinkDialog } from './link-dialog.tsx';
import { usersWords } from './locales.ts';
import { useUserDeeds } from './queries.ts';
import { NO_USER, officesOf, refusedUser, type UserFields, userErrors } from './user-fields.ts';
import { UserInputs } from './user-inputs.tsx';

/** A new account, and then its set-up link. */
export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(usersWords);
  const { add } = useUserDeeds();
  const [added, setAdded] = useState<AnswerOf<typeof createUser> | null>(null);
  if (added) return <LinkDialog name={added.user.name} link={added.setupLink} onClose={onClose} />;
  return (
    <EditDialog<UserFields>
      title={words('add')}
      start={NO_USER}
      saveLabel={words('add.save')}
      check={(fields) => userErrors(fields, words)}
      refused={(error) => refusedUser(error, words)}
      save={async (fields) => {
        const { name, email, role } = fields;
        if (role === null) return;
        setAdded(await add.mutateAsync({ name: name.trim(), email: email.trim(), role, municipalities: officesOf(fields) }));
      }}
      onClose={onClose}
    >
      {(editing) => <UserInputs {...editing} isNew />}
    </EditDialog>
  );
}
