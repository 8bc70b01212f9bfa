import { type FormEvent, useId, useState } from 'react';
import { useRejectHandover } from '#client/api/handovers.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { handoverWords } from '#client/locales/handovers.ts';
import { useWords } from '#client/locales/words.ts';
import { useTell } from '#client/trajectory/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Select } from '#client/ui/select.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { TextArea } from '#client/ui/text-area.tsx';
import { toast } from '#client/ui/toast.ts';
import type { Handover, RejectionReason } from '#shared/contract/handovers.ts';
import { handoversWords } from './locales.ts';

const REASONS: readonly RejectionReason[] = ['lives-elsewhere', 'has-file-here', 'incomplete', 'talk-first', 'other'];

/** Refuses a file, with a reason that the other office reads. */
export function RejectDialog({ handover, onClose }: { handover: Handover; onClose: () => void }) {
  const words = useWords(handoversWords);
  const shared = useWords(handoverWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const { municipality } = useTell();
  const id = useId();
  const [reason, setReason] = useState<RejectionReason | null>(null);
  const [remark, setRemark] = useState('');
  const [error, setError] = useState<string>();
  const reject = useRejectHandover();
  const office = municipality(handover.from);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reject.isPending) return;
    if (reason === null) {
      setError(words('reject.missing'));
      document.getElementById(`${id}reason`)?.focus();
      return;
    }
    await reject.mutateAsync({ to: handover, reason, remark: remark.trim() });
    onClose();
    toast({ text: words('reject.done') });
  };

  return (
    <Dialog isOpen onClose={onClose} title={words('reject.title', { code: handover.code })}>
      <form noValidate onSubmit={(event) => void submit(event).catch(() => undefined)}>
        <Stack>
          {reject.error ? (
            <Banner isLive tone="danger">
              {problemText(reject.error)}
            </Banner>
          ) : null}
          <p>{words('reject.text', { office })}</p>
          <Select
            id={`${id}reason`}
            label={words('reject.reason')}
            isRequired
            placeholder={common('choose')}
            options={REASONS.map((value) => ({ value, label: shared(`reason.${value}`) }))}
            value={reason}
            onChange={(next) => {
              setReason(next);
              setError(undefined);
            }}
            error={error}
          />
          <TextArea
            label={words('reject.remark')}
            hint={words('reject.remark-hint', { office })}
            isOptional
            maxLength={500}
            value={remark}
            onChange={setRemark}
          />
          <Button type="submit" variant="danger" isPending={reject.isPending}>
            {words('reject.save')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
