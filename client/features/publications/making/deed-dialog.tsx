import type { ReactNode } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Stack } from '#client/ui/stack.tsx';

type DeedDialogProps = {
  title: string;
  /** The deed in a word or two, on the button. */
  deed: string;
  isDangerous?: boolean;
  isPending: boolean;
  /** The refusal, in words where the deed has its own. */
  error: unknown;
  onDeed: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks once more before a deed that cannot be undone. */
export function DeedDialog({ title, deed, isDangerous = false, isPending, error, onDeed, onClose, children }: DeedDialogProps) {
  const common = useWords(commonWords);
  const problemText = useProblemText();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button variant={isDangerous ? 'danger' : 'primary'} isPending={isPending} onClick={onDeed}>
            {deed}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
        </>
      }
    >
      <Stack>
        {error ? (
          <Banner isLive tone="danger">
            {problemText(error)}
          </Banner>
        ) : null}
        {children}
      </Stack>
    </Dialog>
  );
}
