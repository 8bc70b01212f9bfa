import { type FormEvent, useState } from 'react';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { addDays, dayText, today } from '#client/ui/date-text.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { useTell } from './words.ts';

type Props = {
  /** The day whose knowledge is shown; null for today. */
  day: string | null;
  onChoose: (day: string | null) => void;
};

/** "Zoals bekend op …": a button that says as of when, and the day to choose behind it. */
export function KnownOn({ day, onChoose }: Props) {
  const { t } = useTell();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" size="small" icon="calendar" data-print="no" onClick={() => setOpen(true)}>
        {day ? t('known.day', { day: dayText(day) }) : t('known.today')}
      </Button>
      {isOpen ? (
        <DayDialog
          day={day}
          onClose={() => setOpen(false)}
          onChoose={(chosen) => {
            setOpen(false);
            onChoose(chosen);
          }}
        />
      ) : null}
    </>
  );
}

function DayDialog({ day, onClose, onChoose }: Props & { onClose: () => void }) {
  const { t } = useTell();
  const common = useWords(commonWords);
  const [chosen, setChosen] = useState(day);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen) onChoose(chosen);
  };
  return (
    <Dialog isOpen size="small" title={t('known.label')} onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <Stack>
          <p>{t('known.explain')}</p>
          <DateField label={t('known.label')} isLabelHidden autoFocus value={chosen} onChange={setChosen} max={addDays(today(), -1)} />
          <Stack gap="small">
            <Button type="submit" variant="primary" isDisabled={chosen === null}>
              {t('known.show')}
            </Button>
            <Button variant="quiet" onClick={day ? () => onChoose(null) : onClose}>
              {day ? t('known.back') : common('cancel')}
            </Button>
          </Stack>
        </Stack>
      </form>
    </Dialog>
  );
}
