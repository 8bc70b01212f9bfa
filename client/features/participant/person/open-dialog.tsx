import { type FormEvent, useId, useRef, useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { toast } from '#client/ui/toast.ts';
import { useOpenTrajectory } from '../api/trajectories.ts';
import { participantWords } from '../locales.ts';
import { freshOpening, OpeningInputs, openingErrors } from './opening-inputs.tsx';
import type { PersonErrors } from './person.ts';

type Props = { participantId: string; onClose: () => void; onOpened: (trajectoryId: string) => void };

/** A first trajectory, or another one after the last has ended. */
export function OpenDialog({ participantId, onClose, onOpened }: Props) {
  const words = useWords(participantWords);
  const problemText = useProblemText();
  const id = useId();
  const trajectoryId = useRef(crypto.randomUUID());
  const [opening, setOpening] = useState(freshOpening);
  const [errors, setErrors] = useState<PersonErrors>({});
  const open = useOpenTrajectory();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { programme, occurredOn, referredBy } = opening;
    setErrors(openingErrors(opening, words));
    if (!programme || !occurredOn || open.isPending) return;
    const body = {
      id: trajectoryId.current,
      participantId,
      programme,
      occurredOn,
      ...(referredBy.trim() && { referredBy: referredBy.trim() }),
    };
    open.mutate(body, {
      onSuccess: (trajectory) => {
        toast({ text: words('open.done') });
        onOpened(trajectory.id);
      },
    });
  };

  return (
    <Dialog isOpen onClose={onClose} title={words('open-trajectory')}>
      <form noValidate onSubmit={submit}>
        <Stack>
          {open.error ? (
            <Banner isLive tone="danger">
              {problemText(open.error)}
            </Banner>
          ) : null}
          <OpeningInputs opening={opening} onChange={setOpening} errors={errors} idPrefix={id} hasFocus />
          <Button type="submit" variant="primary" isPending={open.isPending}>
            {words('open-trajectory')}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
