import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAcceptHandover } from '#client/api/handovers.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { request } from '#client/api/request.ts';
import { useUser } from '#client/api/session.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { participantPath } from '#client/paths.ts';
import { useTell } from '#client/trajectory/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Select } from '#client/ui/select.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { toast } from '#client/ui/toast.ts';
import type { Handover } from '#shared/contract/handovers.ts';
import type { listCaseWorkers } from '#shared/contract/participants.ts';
import { handoversWords } from './locales.ts';

/** Takes a file over, and says who guides on. */
export function AcceptDialog({ handover, onClose }: { handover: Handover; onClose: () => void }) {
  const words = useWords(handoversWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const { municipality } = useTell();
  const { id: self } = useUser();
  const navigate = useNavigate();
  const { data } = useQuery({
    queryKey: ['case-workers'],
    queryFn: ({ signal }) => request<typeof listCaseWorkers>('GET', '/case-workers', { signal }),
  });
  const workers = data?.items.filter(({ municipalities }) => municipalities.includes(handover.to)) ?? [];
  const [workerId, setWorkerId] = useState<string | null>(self);
  const accept = useAcceptHandover();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (accept.isPending) return;
    const { participantId } = await accept.mutateAsync({ to: handover, workerId });
    onClose();
    toast({
      text: words('accept.done'),
      ...(participantId && { action: { label: words('accept.open'), onPress: () => void navigate(participantPath(participantId)) } }),
    });
  };

  return (
    <Dialog isOpen onClose={onClose} title={words('accept.title', { code: handover.code })}>
      <form noValidate onSubmit={(event) => void submit(event).catch(() => undefined)}>
        <Stack>
          {accept.error ? (
            <Banner isLive tone="danger">
              {problemText(accept.error)}
            </Banner>
          ) : null}
          <p>{words('accept.text', { office: municipality(handover.from) })}</p>
          <Select
            label={words('accept.worker')}
            placeholder={null}
            options={workers.map(({ id, name }) => ({ value: id, label: name }))}
            value={workerId}
            onChange={setWorkerId}
          />
          <Button type="submit" variant="primary" isPending={accept.isPending}>
            {words('accept.save')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
