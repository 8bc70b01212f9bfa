import { type FormEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { useDeedKey } from '#client/api/deed-key.ts';
import { isProblem } from '#client/api/problem.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { publicationPath } from '#client/paths.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { today } from '#client/ui/date-text.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { Select } from '#client/ui/select.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { toast } from '#client/ui/toast.ts';
import type { PublicationMethod, PublicationSummary } from '#shared/contract/publications.ts';
import { closedPeriods, periodParts } from '#shared/publications/period-calendar.ts';
import { useMake } from '../api/publications.ts';
import { MethodChoice } from '../making/method-choice.tsx';
import { atStart, usePeriodText } from '../period/use-period-text.ts';
import styles from './list.module.css';
import { listWords } from './locales.ts';

/** How many years back a period can be chosen: further than the demo's and most offices' files go is noise. */
const YEARS_BACK = 4;

type NewPublicationDialogProps = { made: readonly PublicationSummary[]; onClose: () => void };

/** Makes a publication: which period, under what title, and for who wants to know how people are protected. */
export function NewPublicationDialog({ made, onClose }: NewPublicationDialogProps) {
  const words = useWords(listWords);
  const common = useWords(commonWords);
  const periods = usePeriodText();
  const problemText = useProblemText();
  const navigate = useNavigate();
  const id = useId();
  const make = useMake();
  const keyOf = useDeedKey();

  const taken = new Set(made.filter(({ status }) => status !== 'withdrawn').map(({ period }) => period));
  const open = closedPeriods(today(), Number(today().slice(0, 4)) - YEARS_BACK).filter((period) => !taken.has(period));
  const proposed = (chosen: string | null) => {
    if (chosen === null) return '';
    return periodParts(chosen).quarter === null
      ? words('new.name-year', { period: chosen })
      : words('new.name-quarter', { period: periods.name(chosen) });
  };
  const [period, setPeriod] = useState<string | null>(open[0] ?? null);
  const [title, setTitle] = useState(proposed(open[0] ?? null));
  const [method, setMethod] = useState<PublicationMethod>('rounding');
  const [isTried, setTried] = useState(false);

  const choosePeriod = (chosen: string | null) => {
    // A title that was typed stays; one that was proposed goes along with the period.
    if (title === proposed(period)) setTitle(proposed(chosen));
    setPeriod(chosen);
  };
  const isOpenPeriod = isProblem(make.error, 'request.invalid') && make.error.fields.some(({ path }) => path === 'body.period');
  const periodError = () => {
    if (isTried && period === null) return words('new.period-missing');
    if (isProblem(make.error, 'publication.period-taken')) return words('new.period-taken');
    return isOpenPeriod ? words('new.period-open') : null;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (period === null || title.trim() === '' || make.isPending) return;
    const body = { period, title: title.trim(), method };
    try {
      const publication = await make.mutateAsync({ key: keyOf(body), body });
      toast({ text: words('new.made', { title: publication.title }) });
      void navigate(publicationPath(publication.id));
    } catch {
      // Shown in the dialog, by `make.error`.
    }
  };

  const isAtField = isOpenPeriod || isProblem(make.error, 'publication.period-taken');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('new.title')}
      footer={
        <>
          <Button type="submit" form={`${id}form`} variant="primary" isPending={make.isPending} isDisabled={open.length === 0}>
            {words('new.make')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
        </>
      }
    >
      {open.length === 0 ? (
        <p>{words('new.none')}</p>
      ) : (
        <form id={`${id}form`} noValidate onSubmit={(event) => void submit(event)}>
          <Stack>
            {make.error && !isAtField ? (
              <Banner isLive tone="danger">
                {problemText(make.error)}
              </Banner>
            ) : null}
            <p>{words('new.lead')}</p>
            <Select
              label={words('new.period')}
              hint={words('new.period-hint')}
              placeholder={null}
              options={open.map((value) => ({ value, label: atStart(periods.name(value)) }))}
              value={period}
              onChange={choosePeriod}
              error={periodError()}
            />
            <TextField
              label={words('new.name')}
              value={title}
              maxLength={200}
              onChange={setTitle}
              error={isTried && title.trim() === '' ? words('new.name-missing') : null}
            />
            <details className={styles.advanced}>
              <summary>{words('new.advanced')}</summary>
              <MethodChoice label={words('new.method')} value={method} onChange={setMethod} />
            </details>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
