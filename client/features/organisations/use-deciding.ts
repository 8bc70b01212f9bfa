import { useQueryClient } from '@tanstack/react-query';
import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { takingBack } from '#client/organisations/organisation-fields.ts';
import { type OrganisationChange, organisationQuery, useChangeOrganisation } from '#client/organisations/queries.ts';
import { toast } from '#client/ui/toast.ts';
import type { Organisation } from '#shared/contract/organisations.ts';
import { organisationsWords } from './locales.ts';

/** Changes an organisation, and says that it did with a way back. */
export function useDeciding(onProblem: (text: string | null) => void) {
  const queries = useQueryClient();
  const words = useWords(organisationsWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const change = useChangeOrganisation();

  const undo = async (changed: Organisation, patch: OrganisationChange) => {
    try {
      // Somebody may have changed it since: what counts is the version that stands here now.
      const to = queries.getQueryData(organisationQuery(changed.id).queryKey) ?? changed;
      await change.mutateAsync({ to, patch });
      toast({ text: words('undone', { name: changed.name }) });
    } catch (error) {
      onProblem(words('undo-failed', { problem: problemText(error) }));
    }
  };

  /** @throws ApiProblem */
  const save = async (organisation: Organisation, patch: OrganisationChange, said: 'approved' | 'declined' | 'saved'): Promise<void> => {
    onProblem(null);
    const changed = await change.mutateAsync({ to: organisation, patch });
    const back = takingBack(patch, organisation);
    toast({ text: words(said, { name: changed.name }), action: { label: common('undo'), onPress: () => void undo(changed, back) } });
  };

  /** As `save`, for a button: what went wrong is said in words, and the newer state is fetched. */
  const decide = async (organisation: Organisation, status: 'approved' | 'declined'): Promise<void> => {
    try {
      await save(organisation, { status }, status);
    } catch (error) {
      onProblem(problemText(error));
      await queries.invalidateQueries({ queryKey: ['organisations'] });
    }
  };

  return { save, decide, isPending: change.isPending };
}
