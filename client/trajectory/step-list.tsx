import { type ReactNode, useState } from 'react';
import { handoverWords } from '#client/locales/handovers.ts';
import { useWords } from '#client/locales/words.ts';
import { Checkbox } from '#client/ui/checkbox.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { daysBetween, dayText, instantText, today } from '#client/ui/date-text.ts';
import stageStyles from '#client/ui/stage.module.css';
import type { Trajectory, TrajectoryStep } from '#shared/contract/trajectories.ts';
import { stageOn } from './course-chart.tsx';
import styles from './step-list.module.css';
import { stepPhrases, stepTitle } from './step-words.ts';
import { useTell } from './words.ts';

/** Later than this many days after the day itself, a step says when it was recorded. */
const LATE_DAYS = 7;

type StepListProps = {
  trajectory: Pick<Trajectory, 'steps' | 'stays'>;
  /** The step just recorded or pointed at. */
  highlighted?: string | null;
  /** What can be done with a step that stands. */
  actions?: (step: TrajectoryStep) => ReactNode;
};

/** All steps, newest first. Withdrawn ones are there too, quietly, unless they are put away. */
export function StepList({ trajectory, highlighted = null, actions }: StepListProps) {
  const { t } = useTell();
  const [showsWithdrawn, setShowsWithdrawn] = useState(true);
  const withdrawn = trajectory.steps.filter(({ withdrawnAt }) => withdrawnAt !== undefined).length;
  const shown = trajectory.steps.filter(({ withdrawnAt }) => showsWithdrawn || withdrawnAt === undefined).toReversed();
  return (
    <>
      {withdrawn > 0 ? (
        <div className={styles.toggle} data-print="no">
          <Checkbox label={t('steps.show-withdrawn', { count: withdrawn })} isChecked={showsWithdrawn} onChange={setShowsWithdrawn} />
        </div>
      ) : null}
      <ol className={styles.list}>
        {shown.map((step) => (
          <li
            key={step.id}
            id={stepElementId(step.id)}
            tabIndex={-1}
            className={classNames(
              styles.step,
              stageStyles[stageOn(step.occurredOn, trajectory.stays)],
              step.withdrawnAt !== undefined && styles.withdrawn,
              step.id === highlighted && styles.highlighted,
            )}
          >
            <span className={styles.day}>{dayText(step.occurredOn)}</span>
            <span className={styles.rail} aria-hidden="true" />
            <div className={styles.words}>
              <StepWords step={step} all={trajectory.steps} />
            </div>
            {actions && step.withdrawnAt === undefined ? (
              <div className={styles.actions} data-print="no">
                {actions(step)}
              </div>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  );
}

export function stepElementId(id: string): string {
  return `stap-${id}`;
}

function StepWords({ step, all }: { step: TrajectoryStep; all: readonly TrajectoryStep[] }) {
  const tell = useTell();
  const { t } = tell;
  const phrases = stepPhrases(step, tell);
  const recordedOn = today(new Date(step.recordedAt));
  const isLate = daysBetween(step.occurredOn, recordedOn) > LATE_DAYS;
  const Title = step.withdrawnAt === undefined ? 'strong' : 's';
  return (
    <>
      <Title className={styles.title}>{stepTitle(step, tell)}</Title>
      {phrases.length > 0 ? <p className={styles.details}>{phrases.join(', ')}</p> : null}
      {step.note ? <p className={styles.note}>{step.note}</p> : null}
      {isLate && step.withdrawnAt === undefined ? (
        <p
          className={styles.quiet}
          title={step.recordedBy ? t('step.by', { name: step.recordedBy, day: instantText(step.recordedAt) }) : undefined}
        >
          {t('step.late', { day: dayText(recordedOn) })}
        </p>
      ) : null}
      {step.withdrawnAt === undefined ? null : <Withdrawal step={step} replacement={all.find(({ id }) => id === step.replacedBy)} />}
    </>
  );
}

function Withdrawal({ step, replacement }: { step: TrajectoryStep; replacement: TrajectoryStep | undefined }) {
  const tell = useTell();
  const { t } = tell;
  const handover = useWords(handoverWords);
  const day = instantText(step.withdrawnAt ?? step.recordedAt);
  return (
    <div className={styles.quiet}>
      <p>
        {step.withdrawnBy ? t('step.withdrawn-by', { day, name: step.withdrawnBy }) : t('step.withdrawn', { day })}
        {step.withdrawReason ? `. ${t('step.withdrawn-reason', { reason: reasonText(step.withdrawReason) })}` : null}
      </p>
      {replacement ? <p>{replacedBy()}</p> : null}
    </div>
  );

  /** A code where a hand-over between offices came to nothing; else what somebody typed. */
  function reasonText(reason: string): string {
    if (reason === 'handover.rejected' || reason === 'handover.revoked') return handover(`withdrawn.${reason}`);
    return reason;
  }

  function replacedBy(): string {
    const title = replacement ? stepTitle(replacement, tell) : '';
    if (replacement?.occurredOn === step.occurredOn) return t('step.replaced-same-day', { step: title });
    return t('step.replaced-by', { step: title, day: dayText(replacement?.occurredOn ?? '') });
  }
}
