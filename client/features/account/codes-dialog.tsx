import { useState } from 'react';
import { RecoveryCodes } from '#client/credentials/recovery-codes.tsx';
import { useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { accountWords } from './locales.ts';

/** Closes only by saying that they were kept: they are shown once. */
export function CodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const t = useWords(accountWords);
  const [isKept, setKept] = useState(false);
  return (
    <Dialog
      isOpen
      title={t('recovery-codes')}
      footer={
        <Button variant="primary" isDisabled={!isKept} onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      <RecoveryCodes codes={codes} isKept={isKept} onKept={setKept} />
    </Dialog>
  );
}
