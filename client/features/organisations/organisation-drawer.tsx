import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { EditDialog } from '#client/editing/edit-dialog.tsx';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { organisationWords } from '#client/organisations/locales.ts';
import {
  type OrganisationFields,
  organisationErrors,
  organisationFrom,
  organisationToChange,
  refusedOrganisation,
} from '#client/organisations/organisation-fields.ts';
import { OrganisationInputs } from '#client/organisations/organisation-inputs.tsx';
import { organisationQuery } from '#client/organisations/queries.ts';
import { useMayWrite } from '#client/organisations/use-may-write.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { dayText, today } from '#client/ui/date-text.ts';
import { DefinitionList } from '#client/ui/definition-list.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { kboText } from '#shared/codes/kbo.ts';
import type { Organisation } from '#shared/contract/organisations.ts';
import { organisationsWords } from './locales.ts';
import { useDeciding } from './use-deciding.ts';
import { useTelling } from './use-telling.ts';

/** One organisation beside the list: what is known of it, and for whoever may, what can be done with it. */
export function OrganisationDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWords(organisationsWords);
  const problemText = useProblemText();
  const { data, error } = useQuery(organisationQuery(id));
  const [isEditing, setEditing] = useState(false);
  if (data && isEditing) return <EditOrganisation organisation={data} onClose={() => setEditing(false)} />;
  if (data) return <ShownOrganisation organisation={data} onClose={onClose} onEdit={() => setEditing(true)} />;
  return (
    <Dialog isOpen variant="drawer" onClose={onClose} title={words(error ? 'gone.title' : 'title')}>
      {error ? <EmptyState icon="search" title={problemText(error)} /> : <Skeleton shape="text" lines={6} />}
    </Dialog>
  );
}

function ShownOrganisation({ organisation, onClose, onEdit }: { organisation: Organisation; onClose: () => void; onEdit: () => void }) {
  const words = useWords(organisationsWords);
  const names = useWords(organisationWords);
  const tell = useTelling();
  const { mayWrite } = useMayWrite();
  const [problem, setProblem] = useState<string | null>(null);
  const { decide, isPending } = useDeciding(setProblem);
  const { name, status, kbo, sector, contact } = organisation;
  const known = (text: string | null) => text || words('unknown');
  return (
    <Dialog
      isOpen
      variant="drawer"
      onClose={onClose}
      title={name}
      footer={
        mayWrite ? (
          <>
            {status === 'approved' ? null : (
              <Button variant="primary" isPending={isPending} onClick={() => void decide(organisation, 'approved')}>
                {words('approve')}
              </Button>
            )}
            {status === 'proposed' ? (
              <Button isPending={isPending} onClick={() => void decide(organisation, 'declined')}>
                {words('decline')}
              </Button>
            ) : null}
            <Button icon="edit" variant={status === 'approved' ? 'secondary' : 'quiet'} onClick={onEdit}>
              {words('edit')}
            </Button>
          </>
        ) : undefined
      }
    >
      <Stack gap="large">
        {problem ? (
          <Banner isLive tone="danger">
            {problem}
          </Banner>
        ) : null}
        <Standing organisation={organisation} />
        <DefinitionList
          items={[
            { term: names('setting'), description: tell.setting(organisation) },
            { term: names('municipality'), description: tell.municipality(organisation) || names('municipality-none') },
            { term: names('workForms'), description: known(tell.forms(organisation)) },
            { term: names('sector'), description: known(sector) },
            { term: names('kbo'), description: known(kbo && kboText(kbo)) },
            { term: names('contact'), description: known(contact) },
          ]}
        />
      </Stack>
    </Dialog>
  );
}

/** What is not as usual with it. */
function Standing({ organisation }: { organisation: Organisation }) {
  const words = useWords(organisationsWords);
  const { proposed } = useTelling();
  const { status, validUntil } = organisation;
  if (status === 'proposed') return <Banner tone="info">{proposed(organisation)}.</Banner>;
  if (status === 'declined') return <Banner tone="warning">{words('declined-note')}</Banner>;
  if (validUntil === null) return null;
  return <Banner tone="warning">{words(validUntil < today() ? 'ended-note' : 'ending-note', { day: dayText(validUntil) })}</Banner>;
}

function EditOrganisation({ organisation, onClose }: { organisation: Organisation; onClose: () => void }) {
  const words = useWords(organisationsWords);
  const names = useWords(organisationWords);
  const common = useWords(commonWords);
  const queries = useQueryClient();
  const tell = useTelling();
  const { save } = useDeciding(() => undefined);
  // What was typed belongs to the version that stood here, whatever comes in meanwhile.
  const [seen, setSeen] = useState(organisation);
  const told = (name: keyof OrganisationFields, now: Organisation): string => {
    if (name === 'setting') return tell.setting(now);
    if (name === 'municipality') return tell.municipality(now) || names('municipality-none');
    if (name === 'workForms') return tell.forms(now);
    if (name === 'validUntil') return now.validUntil === null ? common('none') : dayText(now.validUntil);
    return organisationFrom(now)[name] || common('none');
  };
  return (
    <EditDialog<OrganisationFields>
      variant="drawer"
      title={words('edit.title', { name: organisation.name })}
      start={organisationFrom(seen)}
      saveLabel={common('save')}
      check={(fields) => organisationErrors(fields, names)}
      refused={(error) => refusedOrganisation(error, names)}
      save={async (fields, base) => {
        const patch = organisationToChange(base, fields);
        if (Object.keys(patch).length > 0) await save(seen, patch, 'saved');
        onClose();
      }}
      reload={async () => {
        const newer = await queries.fetchQuery({ ...organisationQuery(organisation.id), staleTime: 0 });
        setSeen(newer);
        return organisationFrom(newer);
      }}
      tell={(name) => {
        const now = queries.getQueryData(organisationQuery(organisation.id).queryKey);
        return now ? `${names(name)}: ${told(name, now)}` : '';
      }}
      onClose={onClose}
    >
      {(editing) => <OrganisationInputs {...editing} hasEnd={organisation.status === 'approved'} />}
    </EditDialog>
  );
}
