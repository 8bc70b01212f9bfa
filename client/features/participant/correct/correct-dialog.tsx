import { type FormEvent, useId, useRef, useState } from 'react';
import { commonWords } from '#client/locales/common.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { stepTitle } from '#client/trajectory/step-words.ts';
import { useTell } from '#client/trajectory/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { today } from '#client/ui/date-text.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { ErrorSummary } from '#client/ui/error-summary.tsx';
import { hasUnreadable } from '#client/ui/has-unreadable.ts';
import { Stack } from '#client/ui/stack.tsx';
import { TextArea } from '#client/ui/text-area.tsx';
import type { TrajectoryStep } from '#shared/contract/trajectories.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { participantWords } from '../locales.ts';
import { detailsFrom, detailsToSend } from '../record/fields.ts';
import { recordWords } from '../record/locales.ts';
import { OutlookLine } from '../record/outlook.tsx';
import { errorsIn, wrongFields } from '../record/read-form.ts';
import { StepFields } from '../record/step-fields.tsx';
import { useLaw } from '../record/use-law.ts';
import { ReasonField } from './reason-field.tsx';
import { useCorrection } from './use-correction.ts';
import type { CorrectionDialogProps } from './withdraw-dialog.tsx';

type Errors = Readonly<Record<string, string | undefined>>;

/** Another day, other details or another note in the place of a step: the old one is withdrawn, this one replaces it. */
export function CorrectDialog({ trajectory, step, onClose, onDone }: CorrectionDialogProps) {
  const words = useWords(participantWords);
  const record = useWords(recordWords);
  const common = useWords(commonWords);
  const label = useLabel();
  const tell = useTell();
  const id = useId();
  const law = useLaw();
  const form = useRef<HTMLFormElement>(null);
  const [occurredOn, setOccurredOn] = useState<string | null>(step.occurredOn);
  const [details, setDetails] = useState(detailsFrom(step.type, step.details));
  const [note, setNote] = useState(step.note ?? '');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [attempt, setAttempt] = useState(0);
  const { correct, problem, clearProblem, isPending } = useCorrection(trajectory, onDone);
  const { type } = step;

  const typed = { type, occurredOn: occurredOn ?? '', details: detailsToSend(type, details) };
  const isChanged = isOther(step, { ...typed, note: note.trim() });
  const read = law && occurredOn ? law.readStep(typed) : undefined;
  const outlook =
    law && read && 'step' in read && isChanged
      ? law.foresee(trajectory, { withdrawn: step.id, added: { step: read.step, id, keepsPlaceOf: step.id } }, today())
      : undefined;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setErrors({});
    clearProblem();
    if (!form.current || (await hasUnreadable(form.current))) return;
    const found: Errors = {
      ...errorsIn({ type, occurredOn, details }, { words: record, label }),
      ...(read && 'wrong' in read ? wrongFields(read.wrong, { type, details }, { words: record, label }) : {}),
      ...(reason.trim() === '' && { reason: words('reason.missing') }),
    };
    setErrors(found);
    setAttempt(attempt + 1);
    if (Object.keys(found).length > 0 || !isChanged || (outlook && outlook.outcome !== 'accepted')) return;
    const replacement = { ...typed, ...(note.trim() !== '' && { note: note.trim() }) };
    await correct({ stepId: step.id, reason: reason.trim(), replacement }, words('correct.done', { step: label(LABELS.step[type]) }));
  };

  const allErrors: Errors = { ...errors, ...(problem && wrongFields(problem.names, { type, details }, { words: record, label })) };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('correct.title', { step: stepTitle(step, tell) })}
      footer={
        <>
          <Button type="submit" form={`${id}form`} variant="primary" isPending={isPending}>
            {words('correct.save')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
        </>
      }
    >
      <form id={`${id}form`} ref={form} noValidate onSubmit={(event) => void submit(event)}>
        <Stack>
          <ErrorSummary
            attempt={attempt}
            errors={Object.entries(allErrors).map(([name, message]) => ({ fieldId: `${id}${name}`, message }))}
          />
          {problem && problem.names.length === 0 ? (
            <Banner isLive tone="danger">
              {problem.text}
            </Banner>
          ) : null}
          <p>{words('correct.text')}</p>
          <DateField
            id={`${id}occurredOn`}
            label={record('day')}
            isRequired
            max={today()}
            value={occurredOn}
            onChange={setOccurredOn}
            error={allErrors.occurredOn}
          />
          {outlook ? (
            <OutlookLine outlook={outlook} trajectory={trajectory} day={occurredOn ?? step.occurredOn} onDay={setOccurredOn} />
          ) : null}
          <StepFields type={type} day={occurredOn} details={details} onChange={setDetails} errors={allErrors} idPrefix={id} />
          <TextArea
            label={record('note')}
            hint={record('note.hint')}
            isOptional
            maxLength={4000}
            rows={2}
            value={note}
            onChange={setNote}
          />
          <ReasonField id={`${id}reason`} value={reason} onChange={setReason} error={allErrors.reason} />
          {attempt > 0 && !isChanged ? <p role="status">{words('correct.unchanged')}</p> : null}
        </Stack>
      </form>
    </Dialog>
  );
}

function isOther(step: TrajectoryStep, typed: { occurredOn: string; details: Record<string, unknown>; note: string }): boolean {
  const before = detailsToSend(step.type, detailsFrom(step.type, step.details));
  return (
    typed.occurredOn !== step.occurredOn || JSON.stringify(typed.details) !== JSON.stringify(before) || typed.note !== (step.note ?? '')
  );
}
