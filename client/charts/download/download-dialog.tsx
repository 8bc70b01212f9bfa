import { useState } from 'react';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { toast } from '#client/ui/toast.ts';
import { csvText, fileNameOf, saveFile } from '../csv.ts';
import { type Line, linesOf } from './chart-export.ts';
import styles from './download-dialog.module.css';
import type { DownloadMenuProps } from './download-menu.tsx';
import { type Drawing, drawingOf } from './drawing.ts';
import { downloadWords } from './locales.ts';
import { fontFace, pngFile, svgFile } from './picture.ts';
import { xlsxOf } from './xlsx.ts';

type DownloadDialogProps = DownloadMenuProps & { onClose: () => void };

const FORMS = ['xlsx', 'csv', 'png', 'svg'] as const;
type Form = (typeof FORMS)[number];
const DRAWN: readonly Form[] = ['png', 'svg'];

/** Which file, and what each is for. */
export default function DownloadDialog({ onClose, drawing, ...figure }: DownloadDialogProps) {
  const words = useWords(downloadWords);
  const [busy, setBusy] = useState<Form | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const { title, sentence, note, heading, table, detail } = figure;
  const bounds = { lower: words('bounds.lower'), upper: words('bounds.upper') };

  const make = (form: Form, lines: readonly Line[]): string | Promise<Blob> => {
    switch (form) {
      case 'csv':
        return csvText([[title], [sentence], ...(note ? [[note]] : []), ...lines], detail ?? table, bounds);
      case 'xlsx':
        return xlsxOf(figure, lines, {
          ...bounds,
          figures: words('sheet.figures'),
          detail: words('sheet.detail'),
          about: words('sheet.about'),
        });
      case 'png':
        return drawn(lines).then(pngFile);
      case 'svg':
        return drawn(lines).then(svgFile);
    }
  };
  const drawn = async (lines: readonly Line[]): Promise<Drawing> => {
    const body = drawing?.current;
    if (!body) throw new Error('there is no drawing now');
    const caption = [...(note ? [note] : []), ...lines.map(([name, value]) => `${name}: ${value}`)];
    return drawingOf(body, { title, sentence, caption }, await fontFace());
  };
  const save = async (form: Form) => {
    setBusy(form);
    setFailed(false);
    try {
      const name = `${fileNameOf(title)}-${heading.to}.${form}`;
      saveFile(await make(form, linesOf(figure, words, new Date().toISOString())), name);
      toast({ text: words('made', { name }) });
      onClose();
    } catch {
      setFailed(true);
      setBusy(null);
    }
  };

  return (
    <Dialog isOpen onClose={onClose} title={words('download-of', { title })}>
      <Stack>
        {hasFailed ? (
          <Banner tone="danger" isLive>
            {words('failed')}
          </Banner>
        ) : null}
        <ul className={styles.forms}>
          {FORMS.map((form) => (
            <li key={form} className={styles.form}>
              <Button
                icon="download"
                isPending={busy === form}
                isDisabled={!drawing && DRAWN.includes(form)}
                aria-describedby={`download-${form}`}
                onClick={() => void save(form)}
              >
                {words(form)}
              </Button>
              <p id={`download-${form}`} className={styles.for}>
                {!drawing && DRAWN.includes(form) ? words('no-drawing') : words(`${form}.for`)}
              </p>
            </li>
          ))}
        </ul>
        <p className={styles.for}>{words('repeats')}</p>
      </Stack>
    </Dialog>
  );
}
