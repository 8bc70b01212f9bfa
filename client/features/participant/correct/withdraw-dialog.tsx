import { type FormEvent, useId, useState } from 'react';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { stepTitle } from '#client/trajectory/step-words.ts';
import { useTell } from '#client/trajectory/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { dayText, today } from '#client/ui/date-text.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { Stack } from '#client/ui/stack.tsx';
import type { Trajectory, TrajectoryStep } from '#shared/contract/trajectories.ts';
import { participantWords } from '../locales.ts';
import { OutlookLine } from '../record/outlook.tsx';
import { useLaw } from '../record/use-law.ts';
import { ReasonField } from './reason-field.tsx';
import { useCorrection } from './use-correction.ts';

export type CorrectionDialogProps = {
  trajectory: Trajectory;
  step: TrajectoryStep;
  onClose: () => void;
  /** With the step that now stands in its place, if any. */
  onDone: (stepId: string | null) => void;
};

/** Takes a step back, with a reason. */
export function WithdrawDialog({ trajectory, step, onClose, onDone }: CorrectionDialogProps) {
  const words = useWords(participantWords);
  const common = useWords(commonWords);
  const tell = useTell();
  const id = useId();
  const law = useLaw();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const { correct, problem, isPending } = useCorrection(trajectory, onDone);
  const title = stepTitle(step, tell);
  const outlook = law?.foresee(trajectory, { withdrawn: step.id }, today());
  const isPossible = outlook?.outcome !== 'conflict';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') {
      setError(words('reason.missing'));
      document.getElementById(`${id}reason`)?.focus();
    } else if (isPossible) {
      void correct({ stepId: step.id, reason: reason.trim() }, words('withdraw.done', { step: title }));
    }
  };

  return (
    <Dialog isOpen onClose={onClose} title={words('withdraw.title', { step: title })}>
      <form noValidate onSubmit={submit}>
        <Stack>
          {problem ? (
            <Banner isLive tone="danger">
              {problem.text}
            </Banner>
          ) : null}
          <p>{words('withdraw.text', { step: title, day: dayText(step.occurredOn) })}</p>
          {outlook ? <OutlookLine outlook={outlook} trajectory={trajectory} day={step.occurredOn} /> : null}
          {isPossible ? (
            <>
              <ReasonField
                id={`${id}reason`}
                value={reason}
                onChange={(next) => {
                  setReason(next);
                  setError(undefined);
                }}
                error={error}
              />
              <Button type="submit" variant="danger" isPending={isPending}>
                {words('withdraw.save')}
              </Button>
            </>
          ) : null}
          <Button variant="quiet" onClick={onClose}>
            {isPossible ? common('cancel') : common('close')}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
