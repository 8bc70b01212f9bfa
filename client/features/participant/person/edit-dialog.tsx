import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useRef, useState } from 'react';
import { isProblem } from '#client/api/problem.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { participantQuery } from '#client/trajectory/queries.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { ErrorSummary } from '#client/ui/error-summary.tsx';
import { hasUnreadable } from '#client/ui/has-unreadable.ts';
import { Stack } from '#client/ui/stack.tsx';
import { toast } from '#client/ui/toast.ts';
import type { Participant } from '#shared/contract/participants.ts';
import { useChangeParticipant } from '../api/participants.ts';
import { participantWords } from '../locales.ts';
import { type PersonErrors, personFrom, personToChange } from './person.ts';
import { personErrors, refusedFields } from './person-errors.ts';
import { IdentityInputs, ProfileInputs } from './person-inputs.tsx';

/** Changes what is known of the person: only what differs is sent, on the version that was seen. */
export function EditDialog({ participant, onClose }: { participant: Participant; onClose: () => void }) {
  const words = useWords(participantWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const queries = useQueryClient();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [person, setPerson] = useState(() => personFrom(participant));
  const [errors, setErrors] = useState<PersonErrors>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const change = useChangeParticipant();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setErrors({});
    if (change.isPending || !form.current || (await hasUnreadable(form.current))) return;
    const found = personErrors(person, words);
    setErrors(found);
    setProblem(null);
    setAttempt(attempt + 1);
    if (Object.keys(found).length > 0) return;
    try {
      await change.mutateAsync({ to: participant, patch: personToChange(personFrom(participant), person) });
      toast({ text: words('person.saved') });
      onClose();
    } catch (error) {
      const refused = refusedFields(error, person, words);
      setErrors(refused);
      if (isProblem(error, 'version.stale')) {
        await queries.invalidateQueries({ queryKey: participantQuery(participant.id).queryKey });
        setProblem(words('person.stale'));
      } else if (Object.keys(refused).length === 0) {
        setProblem(problemText(error));
      }
    }
  };

  return (
    <Dialog
      isOpen
      size="large"
      onClose={onClose}
      title={words('person.title')}
      footer={
        <>
          <Button type="submit" form={`${id}form`} variant="primary" isPending={change.isPending}>
            {common('save')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
        </>
      }
    >
      <form id={`${id}form`} ref={form} noValidate onSubmit={(event) => void submit(event)}>
        <Stack gap="large">
          <ErrorSummary
            attempt={attempt}
            errors={Object.entries(errors).map(([name, message]) => ({ fieldId: `${id}${name}`, message }))}
          />
          {problem ? (
            <Banner isLive tone="warning">
              {problem}
            </Banner>
          ) : null}
          <IdentityInputs person={person} onChange={setPerson} errors={errors} idPrefix={id} isInszKnown={participant.insz !== null} />
          <ProfileInputs person={person} onChange={setPerson} errors={errors} idPrefix={id} />
        </Stack>
      </form>
    </Dialog>
  );
}
