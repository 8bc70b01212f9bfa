import { useWords } from '#client/locales/words.ts';
import { stepTitle } from '#client/trajectory/step-words.ts';
import { lowered, useTell } from '#client/trajectory/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { dayText } from '#client/ui/date-text.ts';
import stageStyles from '#client/ui/stage.module.css';
import type { Trajectory } from '#shared/contract/trajectories.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { StepType } from '#shared/trajectory/steps.ts';
import type { Outlook } from './law.ts';
import { recordWords } from './locales.ts';
import styles from './record.module.css';

type Accepted = Extract<Outlook, { outcome: 'accepted' }>;
type Refused = Extract<Outlook, { outcome: 'refused' }>;
type Conflict = Extract<Outlook, { outcome: 'conflict' }>;

type OutlookProps = {
  outlook: Outlook;
  trajectory: Pick<Trajectory, 'startedOn' | 'municipality'>;
  /** The day of the step. */
  day: string;
  /** The deeds that mend a refusal; left out where the dialog has no room for another step. */
  onSwitch?: ((type: StepType) => void) | undefined;
  onDay?: ((day: string) => void) | undefined;
};

/** What the machine says of the step in the fields: what comes after it, or what stands in the way and how to mend it. */
export function OutlookLine({ outlook, ...rest }: OutlookProps) {
  switch (outlook.outcome) {
    case 'accepted':
      return <Foreseen outlook={outlook} />;
    case 'refused':
      return <Refusal outlook={outlook} {...rest} />;
    case 'conflict':
      return <ConflictLine outlook={outlook} />;
  }
}

function Foreseen({ outlook: { state, stage, presence, place, shifts, isMoved } }: { outlook: Accepted }) {
  const words = useWords(recordWords);
  const tell = useTell();
  const now = presence === 'interrupted' ? `${tell.label(LABELS.state[state])}, ${words('interrupted')}` : tell.label(LABELS.state[state]);
  return (
    <div className={classNames(styles.outlook, stageStyles[stage])} role="status">
      {place ? (
        <p>
          {place.after
            ? words('late-between', {
                after: stepTitle(place.after, tell),
                afterDay: dayText(place.after.occurredOn),
                before: stepTitle(place.before, tell),
                beforeDay: dayText(place.before.occurredOn),
              })
            : words('late-before', { before: stepTitle(place.before, tell), beforeDay: dayText(place.before.occurredOn) })}
        </p>
      ) : null}
      {shifts.length > 0 ? (
        <ul className={styles.shifts}>
          {shifts.map((shift) => (
            <li key={shift.stage}>{words('late-shift', { ...shift, stage: tell.label(LABELS.stage[shift.stage]) })}</li>
          ))}
        </ul>
      ) : null}
      <p>
        {words.rich(place && !isMoved ? 'after-same' : 'after', {
          now,
          state: (chunks) => <strong className={styles.state}>{chunks}</strong>,
        })}
      </p>
      {place && isMoved ? <p>{words('late-moves')}</p> : null}
    </div>
  );
}

function Refusal({ outlook, trajectory, day, onSwitch, onDay }: Omit<OutlookProps, 'outlook'> & { outlook: Refused }) {
  const words = useWords(recordWords);
  const { label, t, municipality } = useTell();
  const { reason, stateThen, allowedThen } = outlook;
  const mends = mendsFor(outlook);
  const text = {
    'before-referral': words('refused.before-referral', { day: dayText(trajectory.startedOn) }),
    'same-municipality': words('refused.same-municipality', { municipality: municipality(trajectory.municipality) }),
  };
  return (
    <div className={styles.refusal} role="status">
      <Banner tone="warning" title={words('refused')}>
        {reason === 'before-referral' || reason === 'same-municipality' ? text[reason] : label(LABELS.refusal[reason])}
        {reason === 'not-in-this-state' && stateThen
          ? ` ${words('refused.then', { day: dayText(day), state: lowered(label(LABELS.state[stateThen])) })}`
          : null}
      </Banner>
      {reason === 'before-referral' && onDay ? (
        <Button onClick={() => onDay(trajectory.startedOn)}>{words('mend.referral-day', { day: dayText(trajectory.startedOn) })}</Button>
      ) : null}
      {onSwitch
        ? mends.map((type) => (
            <Button key={type} onClick={() => onSwitch(type)}>
              {words(`mend.${type}`)}
            </Button>
          ))
        : null}
      {onSwitch && reason === 'not-in-this-state' && allowedThen.length > 0 ? (
        <>
          <p className={styles.small}>{words('mend.possible')}</p>
          <div className={styles.chips}>
            {allowedThen.slice(0, 5).map((type) => (
              <Button key={type} size="small" onClick={() => onSwitch(type)}>
                {t(`deed.${type}`)}
              </Button>
            ))}
          </div>
        </>
      ) : null}
    </div>
  );
}

/** The step that takes away what stands in the way. */
function mendsFor({ reason, isAdvicePending }: Refused): ('advice.requested' | 'advice.decided' | 'interruption.ended')[] {
  if (reason === 'advice-required') return [isAdvicePending ? 'advice.decided' : 'advice.requested'];
  if (reason === 'no-request-pending') return ['advice.requested'];
  return reason === 'interrupted' ? ['interruption.ended'] : [];
}

function ConflictLine({ outlook: { reason, step } }: { outlook: Conflict }) {
  const words = useWords(recordWords);
  const tell = useTell();
  const isOrphaned = reason === 'before-referral';
  const text =
    step && !isOrphaned
      ? words('conflict.step', {
          step: stepTitle(step, tell),
          day: dayText(step.occurredOn),
          reason: lowered(tell.label(LABELS.refusal[reason])),
        })
      : words('conflict.none');
  return (
    <div role="status">
      <Banner tone="warning" title={words('conflict')}>
        {text}
      </Banner>
    </div>
  );
}
