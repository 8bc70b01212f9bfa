import { useState } from 'react';
import { EraseDialog } from '#client/erasure/erase-dialog.tsx';
import { useWords } from '#client/locales/words.ts';
import { Menu } from '#client/ui/menu.tsx';
import type { Participant } from '#shared/contract/participants.ts';
import { ExportDialog } from './export-dialog.tsx';
import { rightsWords } from './locales.ts';

/** What a person may ask of the own file. */
export function RightsMenu({ participant }: { participant: Participant }) {
  const words = useWords(rightsWords);
  const [open, setOpen] = useState<'export' | 'erase' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Menu
        label={words('more')}
        isCompact
        items={[
          { id: 'export', label: words('export.title'), icon: 'download', onSelect: () => setOpen('export') },
          { id: 'erase', label: words('erase'), icon: 'danger', isDangerous: true, onSelect: () => setOpen('erase') },
        ]}
      />
      {open === 'export' ? <ExportDialog participant={participant} onClose={close} /> : null}
      {open === 'erase' ? (
        <EraseDialog
          participant={participant}
          isRunning={participant.trajectories.some(({ endedOn }) => endedOn === null)}
          onClose={close}
        />
      ) : null}
    </>
  );
}
