import { EditDialog } from '#client/editing/edit-dialog.tsx';
import { useWords } from '#client/locales/words.ts';
import { toast } from '#client/ui/toast.ts';
import type { Organisation } from '#shared/contract/organisations.ts';
import { organisationWords } from './locales.ts';
import {
  NO_ORGANISATION,
  type OrganisationFields,
  organisationErrors,
  organisationToCreate,
  refusedOrganisation,
} from './organisation-fields.ts';
import { OrganisationInputs } from './organisation-inputs.tsx';
import { useCreateOrganisation } from './queries.ts';
import { useMayWrite } from './use-may-write.ts';

type Props = {
  /** What is known of it already, such as the name that was typed in a step. */
  known?: Partial<OrganisationFields>;
  onClose: () => void;
  onAdded?: (organisation: Organisation) => void;
};

/** A new organisation; from a case worker it is a proposal, and says so. */
export function AddOrganisationDialog({ known = {}, onClose, onAdded }: Props) {
  const words = useWords(organisationWords);
  const create = useCreateOrganisation();
  const { mayWrite } = useMayWrite();
  return (
    <EditDialog<OrganisationFields>
      title={words(mayWrite ? 'add.title' : 'propose.title')}
      size="large"
      start={{ ...NO_ORGANISATION, ...known }}
      saveLabel={words(mayWrite ? 'add.save' : 'propose.save')}
      check={(fields) => organisationErrors(fields, words)}
      refused={(error) => refusedOrganisation(error, words)}
      save={async ({ setting, ...fields }) => {
        if (setting === null) return;
        const organisation = await create.mutateAsync(organisationToCreate({ ...fields, setting }));
        toast({ text: words(mayWrite ? 'add.done' : 'propose.done', { name: organisation.name }) });
        onAdded?.(organisation);
        onClose();
      }}
      onClose={onClose}
    >
      {(editing) => (
        <>
          {mayWrite ? null : <p>{words('propose.text')}</p>}
          <OrganisationInputs {...editing} hasEnd={false} />
        </>
      )}
    </EditDialog>
  );
}
