import { type FormEvent, useId, useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { DefinitionList } from '#client/ui/definition-list.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { RadioCards } from '#client/ui/radio-cards.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { toast } from '#client/ui/toast.ts';
import type { Participant } from '#shared/contract/participants.ts';
import { erasureWords } from './locales.ts';
import { useErase } from './use-erase.ts';

const reasons = ['person-asked', 'retention-term', 'opened-by-mistake', 'unlawful'] as const;
type Reason = (typeof reasons)[number];

type EraseDialogProps = {
  participant: Pick<Participant, 'id' | 'version' | 'code'>;
  /** Whether a trajectory has not ended: then it says what must come first. */
  isRunning: boolean;
  /** Where it is known already. */
  reason?: Reason;
  onClose: () => void;
};

/** Says what goes and what stays, and erases when the code was typed over. */
export function EraseDialog({ participant, isRunning, reason: known, onClose }: EraseDialogProps) {
  const words = useWords(erasureWords);
  const common = useWords(commonWords);
  if (!isRunning) return <Erasing participant={participant} {...(known && { reason: known })} onClose={onClose} />;
  return (
    <Dialog isOpen onClose={onClose} title={words('title')} footer={<Button onClick={onClose}>{common('close')}</Button>}>
      <Banner tone="info" title={words('running.title')}>
        {words('running')}
      </Banner>
    </Dialog>
  );
}

function Erasing({ participant, reason: known, onClose }: Omit<EraseDialogProps, 'isRunning'>) {
  const words = useWords(erasureWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const id = useId();
  const [reason, setReason] = useState<Reason | null>(known ?? null);
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const erase = useErase();
  const { code } = participant;
  const isConfirmed = typed.trim().toUpperCase() === code;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason === null || !isConfirmed || erase.isPending) return;
    try {
      await erase.mutateAsync({ of: participant, body: { reason, confirmation: typed.trim() } });
      toast({ text: words('done', { code }) });
      onClose();
    } catch {
      // Shown in the dialog, by `erase.error`.
    }
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('title')}
      footer={
        <>
          <Button type="submit" form={`${id}form`} variant="danger" isPending={erase.isPending}>
            {words('save')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
        </>
      }
    >
      <form id={`${id}form`} noValidate onSubmit={(event) => void submit(event)}>
        <Stack>
          {erase.error ? (
            <Banner isLive tone="danger">
              {problemText(erase.error)}
            </Banner>
          ) : null}
          <p>{words('lead')}</p>
          <DefinitionList
            items={[
              { term: words('goes.title'), description: words('goes') },
              { term: words('stays.title'), description: `${words('stays')} ${words('backups')}` },
            ]}
          />
          <RadioCards
            label={words('reason')}
            options={reasons.map((value) => ({ value, label: words(`reason.${value}`) }))}
            value={reason}
            onChange={setReason}
            error={isTried && reason === null ? words('reason.missing') : null}
          />
          <TextField
            label={words('confirmation', { code })}
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            maxLength={20}
            error={isTried && !isConfirmed ? words('confirmation.differs', { code }) : null}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
