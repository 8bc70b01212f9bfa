import { type FormEvent, useId, useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { fullName } from '#client/trajectory/names.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { addDays, dayText, today } from '#client/ui/date-text.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { RadioCards } from '#client/ui/radio-cards.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { toast } from '#client/ui/toast.ts';
import type { FileForReview } from '#shared/contract/retention.ts';
import { useKeepFile } from './api/retention.ts';
import { retentionWords } from './locales.ts';
import { keepReasons } from './reasons.ts';

/** Keeps a file until a day, for a reason. */
export function KeepDialog({ file, onClose }: { file: FileForReview; onClose: () => void }) {
  const words = useWords(retentionWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const id = useId();
  const [until, setUntil] = useState<string | null>(addDays(today(), 365));
  const [reason, setReason] = useState<(typeof keepReasons)[number] | null>(null);
  const [isTried, setTried] = useState(false);
  const keep = useKeepFile();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (until === null || reason === null || keep.isPending) return;
    try {
      await keep.mutateAsync({ of: file, body: { keepUntil: until, reason } });
      toast({ text: words('keep.done', { day: dayText(until) }) });
      onClose();
    } catch {
      // Shown in the dialog, by `keep.error`.
    }
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('keep.title', { name: fullName(file) })}
      footer={
        <>
          <Button type="submit" form={`${id}form`} variant="primary" isPending={keep.isPending}>
            {words('keep')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
        </>
      }
    >
      <form id={`${id}form`} noValidate onSubmit={(event) => void submit(event)}>
        <Stack>
          {keep.error ? (
            <Banner isLive tone="danger">
              {problemText(keep.error)}
            </Banner>
          ) : null}
          <p>{words('keep.lead')}</p>
          <DateField
            label={words('keep.until')}
            value={until}
            onChange={setUntil}
            min={addDays(today(), 1)}
            max={addDays(today(), 3_650)}
            error={isTried && until === null ? words('keep.until-missing') : null}
          />
          <RadioCards
            label={words('keep.reason')}
            options={keepReasons.map((value) => ({ value, label: words(`reason.${value}`) }))}
            value={reason}
            onChange={setReason}
            error={isTried && reason === null ? words('keep.reason-missing') : null}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
