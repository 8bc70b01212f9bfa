import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { dayText } from '#client/ui/date-text.ts';
import { Icon } from '#client/ui/icon.tsx';
import type { Deadline, Trajectory } from '#shared/contract/trajectories.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { StepType } from '#shared/trajectory/steps.ts';
import styles from './attention.module.css';
import { type Tell, useTell } from './words.ts';

type AttentionProps = {
  trajectory: Pick<Trajectory, 'warnings' | 'deadlines'>;
  /** Takes someone to the step that settles it; left out where nothing can be recorded. */
  onRecord?: ((type: StepType) => void) | undefined;
};

/** What asks for attention, overdue first, each with the step that settles it. */
export function Attention({ trajectory: { warnings, deadlines }, onRecord }: AttentionProps) {
  const { t } = useTell();
  if (warnings.length + deadlines.length === 0) return null;
  return (
    <section className={styles.box} aria-label={t('deadline.title')}>
      <ul>
        {warnings.map((deadline) => (
          <Line key={deadline.id} deadline={deadline} isDue onRecord={onRecord} />
        ))}
        {deadlines.map((deadline) => (
          <Line key={deadline.id} deadline={deadline} isDue={false} onRecord={onRecord} />
        ))}
      </ul>
    </section>
  );
}

function Line({ deadline, isDue, onRecord }: { deadline: Deadline; isDue: boolean; onRecord: AttentionProps['onRecord'] }) {
  const tell = useTell();
  const { t, label } = tell;
  const { id, step, isVerified } = deadline;
  return (
    <li className={classNames(styles.line, isDue && styles.due)}>
      <Icon name={isDue ? 'warning' : 'calendar'} className={styles.icon} />
      <span className={styles.words}>
        <strong className={styles.name}>{label(LABELS.deadline[id])}:</strong>{' '}
        <span className={styles.when}>{whenText(deadline, tell)}</span>
        {isVerified ? null : <span className={styles.when}> ({t('deadline.unverified')})</span>}
      </span>
      {step && onRecord ? (
        <Button size="small" onClick={() => onRecord(step)}>
          {t(`deed.${step}`)}
        </Button>
      ) : null}
    </li>
  );
}

function whenText({ id, dueOn, daysLeft }: Deadline, { t }: Tell): string {
  if (daysLeft === 0) return t('deadline.today');
  const values = { day: dayText(dueOn), days: Math.abs(daysLeft) };
  return daysLeft > 0 ? t('deadline.left', values) : t(OVERDUE[id] ?? 'deadline.late', values);
}

/** What was reached, or has lasted too long, is not "late": nobody promised it for that day. */
const OVERDUE: Partial<Record<Deadline['id'], 'deadline.since' | 'deadline.passed'>> = {
  'twe-limit': 'deadline.since',
  entitlement: 'deadline.since',
  'advice-expires': 'deadline.since',
  waiting: 'deadline.passed',
  between: 'deadline.passed',
  silent: 'deadline.passed',
};
