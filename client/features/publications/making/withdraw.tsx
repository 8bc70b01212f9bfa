import { useState } from 'react';
import { useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { TextArea } from '#client/ui/text-area.tsx';
import { toast } from '#client/ui/toast.ts';
import type { Publication } from '#shared/contract/publications.ts';
import { useDeeds } from '../api/publications.ts';
import { DeedDialog } from './deed-dialog.tsx';
import { makingWords } from './locales.ts';

/** Takes a publication away; the reason stays to be read. */
export function Withdraw({ publication }: { publication: Publication }) {
  const words = useWords(makingWords);
  const { withdraw } = useDeeds(publication.id);
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const deed = async () => {
    setTried(true);
    if (reason.trim() === '' || withdraw.isPending) return;
    try {
      await withdraw.mutateAsync(reason.trim());
      toast({ text: words('withdraw.done', { title: publication.title }) });
      setAsked(false);
    } catch {
      // Shown in the dialog, by `withdraw.error`.
    }
  };
  return (
    <>
      <Button variant="quiet" onClick={() => setAsked(true)}>
        {words('withdraw')}…
      </Button>
      {isAsked ? (
        <DeedDialog
          title={words('withdraw.title', { title: publication.title })}
          deed={words('withdraw')}
          isDangerous
          isPending={withdraw.isPending}
          error={withdraw.error}
          onDeed={() => void deed()}
          onClose={() => setAsked(false)}
        >
          <p>{words('withdraw.text')}</p>
          <TextArea
            label={words('withdraw.reason')}
            hint={words('withdraw.hint')}
            rows={3}
            maxLength={500}
            value={reason}
            onChange={setReason}
            error={isTried && reason.trim() === '' ? words('withdraw.missing') : null}
          />
        </DeedDialog>
      ) : null}
    </>
  );
}
