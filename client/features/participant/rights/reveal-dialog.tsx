import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { request } from '#client/api/request.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { RadioCards } from '#client/ui/radio-cards.tsx';
import { Stack } from '#client/ui/stack.tsx';
import type { revealInsz } from '#shared/contract/participants.ts';
import { rightsWords } from './locales.ts';

const reasons = ['identity-check', 'benefit-claim', 'correction', 'person-asked', 'authority-asked'] as const;
type Reason = (typeof reasons)[number];

type RevealDialogProps = { participantId: string; onClose: () => void; onRevealed: (digits: string) => void };

export function RevealDialog({ participantId, onClose, onRevealed }: RevealDialogProps) {
  const words = useWords(rightsWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const id = useId();
  const [reason, setReason] = useState<Reason | null>(null);
  const [isTried, setTried] = useState(false);
  // Not a query: what is answered is kept nowhere.
  const reveal = useMutation({
    gcTime: 0,
    mutationFn: (why: Reason) =>
      request<typeof revealInsz>('POST', '/participants/:id/insz', { params: { id: participantId }, body: { reason: why } }),
    onSuccess: ({ insz }) => onRevealed(insz),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason !== null && !reveal.isPending) reveal.mutate(reason);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('insz.title')}
      footer={
        <>
          <Button type="submit" form={`${id}form`} variant="primary" isPending={reveal.isPending}>
            {words('insz.show')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
        </>
      }
    >
      <form id={`${id}form`} noValidate onSubmit={submit}>
        <Stack>
          {reveal.error ? (
            <Banner isLive tone="danger">
              {problemText(reveal.error)}
            </Banner>
          ) : null}
          <p>{words('insz.lead')}</p>
          <RadioCards
            label={words('insz.reason')}
            options={reasons.map((value) => ({ value, label: words(`insz.reason.${value}`) }))}
            value={reason}
            onChange={setReason}
            error={isTried && reason === null ? words('insz.reason.missing') : null}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
