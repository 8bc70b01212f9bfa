import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMunicipalityName } from '#client/api/about.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { useUser } from '#client/api/session.ts';
import { EditDialog } from '#client/editing/edit-dialog.tsx';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { DefinitionList } from '#client/ui/definition-list.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { toast } from '#client/ui/toast.ts';
import type { SetupLink } from '#shared/contract/setup.ts';
import type { ManagedUser } from '#shared/contract/users.ts';
import { LinkDialog } from './link-dialog.tsx';
import { usersWords } from './locales.ts';
import { userQuery, useUserDeeds } from './queries.ts';
import { useAccessWords } from './use-access-words.ts';
import { refusedUser, type UserFields, userErrors, userFrom, userToChange } from './user-fields.ts';
import { UserInputs } from './user-inputs.tsx';
import { UserSessions } from './user-sessions.tsx';

type View = 'account' | 'edit' | 'disable' | 'renew-link' | { link: SetupLink };

/** One account beside the list: who it is, where they are signed in, and what can be done. */
export function UserDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWords(usersWords);
  const problemText = useProblemText();
  const { data: user, error } = useQuery(userQuery(id));
  const [view, setView] = useState<View>('account');
  const back = () => setView('account');
  if (!user) {
    return (
      <Dialog isOpen variant="drawer" onClose={onClose} title={words('account')}>
        {error ? <EmptyState icon="search" title={problemText(error)} /> : <Skeleton shape="text" lines={6} />}
      </Dialog>
    );
  }
  if (typeof view === 'object') return <LinkDialog name={user.name} link={view.link} onClose={back} />;
  switch (view) {
    case 'edit':
      return <EditUser user={user} onClose={back} />;
    case 'disable':
      return <DisableUser user={user} onClose={back} />;
    case 'renew-link':
      return <RenewLink user={user} onClose={back} onLink={(link) => setView({ link })} />;
    case 'account':
      return <Account user={user} onClose={onClose} onView={setView} />;
  }
}

function Account({ user, onClose, onView }: { user: ManagedUser; onClose: () => void; onView: (view: View) => void }) {
  const words = useWords(usersWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const municipality = useMunicipalityName();
  const access = useAccessWords();
  const { id: ownId } = useUser();
  const { change } = useUserDeeds();
  const { name, email, role, municipalities, disabledAt } = user;
  const enable = () =>
    change.mutate({ to: user, patch: { isDisabled: false } }, { onSuccess: () => toast({ text: words('enabled', { name }) }) });
  return (
    <Dialog
      isOpen
      variant="drawer"
      onClose={onClose}
      title={name}
      footer={
        <>
          <Button icon="edit" onClick={() => onView('edit')}>
            {words('edit')}
          </Button>
          {disabledAt === null ? <Button onClick={() => onView('renew-link')}>{words('renew-link')}</Button> : null}
          {disabledAt !== null ? (
            <Button isPending={change.isPending} onClick={enable}>
              {words('enable')}
            </Button>
          ) : user.id === ownId ? null : (
            <Button variant="quiet" onClick={() => onView('disable')}>
              {words('disable')}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="large">
        {change.error ? (
          <Banner isLive tone="danger">
            {problemText(change.error)}
          </Banner>
        ) : null}
        <DefinitionList
          items={[
            { term: words('email'), description: email },
            { term: words('role'), description: common(`role.${role}`) },
            ...(municipalities.length > 0
              ? [{ term: words('municipalities'), description: municipalities.map(municipality).join(', ') }]
              : []),
            { term: words('access'), description: access.long(user) },
            { term: words('last-seen'), description: access.lastSeen(user) },
          ]}
        />
        {disabledAt === null ? <UserSessions userId={user.id} /> : null}
      </Stack>
    </Dialog>
  );
}

function EditUser({ user, onClose }: { user: ManagedUser; onClose: () => void }) {
  const words = useWords(usersWords);
  const common = useWords(commonWords);
  const municipality = useMunicipalityName();
  const queries = useQueryClient();
  const { change } = useUserDeeds();
  // What was typed belongs to the version that stood here, whatever comes in meanwhile.
  const [seen, setSeen] = useState(user);
  const told = (name: keyof UserFields, { role, municipalities, ...fields }: UserFields): string => {
    if (name === 'role') return role === null ? '' : common(`role.${role}`);
    if (name === 'municipalities') return municipalities.map(municipality).join(', ') || common('none');
    return fields[name];
  };
  return (
    <EditDialog<UserFields>
      variant="drawer"
      title={words('edit.title', { name: user.name })}
      start={userFrom(seen)}
      saveLabel={common('save')}
      check={(fields) => userErrors(fields, words)}
      refused={(error) => refusedUser(error, words)}
      save={async (fields, base) => {
        const patch = userToChange(base, fields);
        if (Object.keys(patch).length > 0) {
          const changed = await change.mutateAsync({ to: seen, patch });
          toast({ text: words('saved', { name: changed.name }) });
        }
        onClose();
      }}
      reload={async () => {
        const newer = await queries.fetchQuery({ ...userQuery(user.id), staleTime: 0 });
        setSeen(newer);
        return userFrom(newer);
      }}
      tell={(name, fields) => `${words(name)}: ${told(name, fields)}`}
      onClose={onClose}
    >
      {(editing) => (
        <>
          <p>{words('edit.text')}</p>
          <UserInputs {...editing} isNew={false} />
        </>
      )}
    </EditDialog>
  );
}

function DisableUser({ user, onClose }: { user: ManagedUser; onClose: () => void }) {
  const words = useWords(usersWords);
  const common = useWords(commonWords);
  const queries = useQueryClient();
  const { change } = useUserDeeds();
  const { name } = user;
  const enable = async (disabled: ManagedUser) => {
    const to = queries.getQueryData(userQuery(disabled.id).queryKey) ?? disabled;
    await change.mutateAsync({ to, patch: { isDisabled: false } });
    toast({ text: words('enabled', { name }) });
  };
  const disable = () =>
    change.mutate(
      { to: user, patch: { isDisabled: true } },
      {
        onSuccess: (disabled) => {
          toast({ text: words('disabled', { name }), action: { label: common('undo'), onPress: () => void enable(disabled) } });
          onClose();
        },
        onError: () => void queries.invalidateQueries({ queryKey: userQuery(user.id).queryKey }),
      },
    );
  return (
    <Confirmation
      title={words('disable.title', { name })}
      consequences={[words('disable.out', { name }), words('disable.stays', { name }), words('disable.back')]}
      error={change.error}
      onClose={onClose}
      deed={
        <Button variant="danger" isPending={change.isPending} onClick={disable}>
          {words('disable')}
        </Button>
      }
    />
  );
}

function RenewLink({ user, onClose, onLink }: { user: ManagedUser; onClose: () => void; onLink: (link: SetupLink) => void }) {
  const words = useWords(usersWords);
  const { renewLink } = useUserDeeds();
  const { name } = user;
  const make = () => renewLink.mutate(user.id, { onSuccess: ({ setupLink }) => onLink(setupLink) });
  return (
    <Confirmation
      title={words('renew-link.title', { name })}
      consequences={[words('renew-link.sure', { name }), words('renew-link.out', { name }), words('renew-link.until')]}
      error={renewLink.error}
      onClose={onClose}
      deed={
        <Button variant="primary" isPending={renewLink.isPending} onClick={make}>
          {words('renew-link.make')}
        </Button>
      }
    />
  );
}

type ConfirmationProps = { title: string; consequences: readonly string[]; error: unknown; deed: ReactNode; onClose: () => void };

/** Says what will happen before it does. */
function Confirmation({ title, consequences, error, deed, onClose }: ConfirmationProps) {
  const common = useWords(commonWords);
  const problemText = useProblemText();
  return (
    <Dialog
      isOpen
      title={title}
      onClose={onClose}
      footer={
        <>
          {deed}
          <Button variant="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
        </>
      }
    >
      <Stack>
        {error ? (
          <Banner isLive tone="danger">
            {problemText(error)}
          </Banner>
        ) : null}
        {consequences.map((consequence) => (
          <p key={consequence}>{consequence}</p>
        ))}
      </Stack>
    </Dialog>
  );
}
