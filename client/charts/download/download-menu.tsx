import { lazy, type RefObject, Suspense, useState } from 'react';
import { useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import type { ChartExport } from './chart-export.ts';
import { downloadWords } from './locales.ts';

export type DownloadMenuProps = ChartExport & {
  /** What is drawn, as it stands on the screen; left out where there is only a table now. */
  drawing?: RefObject<HTMLElement | null> | undefined;
};

// The writers of files come when somebody wants one: 20 kB that no screen waits for.
const DownloadDialog = lazy(() => import('./download-dialog.tsx'));

/** A figure as a file: Excel, CSV, PNG or SVG. Each says what it is a figure of. */
export function DownloadMenu(props: DownloadMenuProps) {
  const words = useWords(downloadWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="quiet"
        size="small"
        icon="download"
        aria-haspopup="dialog"
        aria-label={words('download-of', { title: props.title })}
        data-print="no"
        onClick={() => setOpen(true)}
      >
        {words('download')}
      </Button>
      {isOpen ? (
        <Suspense>
          <DownloadDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
