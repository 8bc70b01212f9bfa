import { classNames } from '#client/ui/class-names.ts';
import { dayText } from '#client/ui/date-text.ts';
import { Icon } from '#client/ui/icon.tsx';
import stageStyles from '#client/ui/stage.module.css';
import { StageDot } from '#client/ui/stage-dot.tsx';
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx';
import type { Trajectory } from '#shared/contract/trajectories.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import styles from './station-line.module.css';
import { interruptedSince, type Station, stationsOf } from './stations.ts';
import { useTell } from './words.ts';

type StationLineProps = {
  trajectory: Pick<Trajectory, 'stays'>;
  /** Today, or the last day of the view of the past. */
  until: string;
  /** Nothing is known of what came after `until`: then no station is where somebody is now. */
  isPast: boolean;
};

/** The way through the stages as a line of stations. */
export function StationLine({ trajectory, until, isPast }: StationLineProps) {
  const { t } = useTell();
  const stations = stationsOf(trajectory.stays, until);
  const interrupted = interruptedSince(trajectory.stays);
  return (
    <section className={styles.road} aria-label={t('stations.title')}>
      <ol className={classNames(styles.line, stations.length > 5 && styles.six)}>
        {stations.map((station) => (
          <StationItem
            key={station.stage}
            station={station}
            interrupted={station.status === 'now' ? interrupted : null}
            knownUntil={isPast ? until : null}
          />
        ))}
      </ol>
    </section>
  );
}

type StationItemProps = { station: Station; interrupted: string | null; knownUntil: string | null };

function StationItem({ station, interrupted, knownUntil }: StationItemProps) {
  const { t, label } = useTell();
  const { stage, status, returnedOn } = station;
  return (
    <li
      className={classNames(styles.station, stageStyles[stage], styles[status], stage === 'ended' && styles.end)}
      aria-current={status === 'now' ? 'step' : undefined}
    >
      <span className={styles.mark}>{status === 'been' || status === 'now' ? <StageDot stage={stage} size={16} /> : null}</span>
      <span className={styles.words}>
        <span className={styles.name}>{label(LABELS.stage[stage])}</span>
        <Days station={station} knownUntil={knownUntil} />
        {returnedOn ? (
          <span className={styles.extra}>
            <Icon name="undo" size={16} />
            {t('stations.returned', { day: dayText(returnedOn) })}
          </span>
        ) : null}
        {interrupted ? (
          <span className={classNames(styles.extra, styles.interrupted)}>{t('stations.interrupted', { day: dayText(interrupted) })}</span>
        ) : null}
      </span>
    </li>
  );
}

function Days({ station: { stage, status, days, visits, since }, knownUntil }: Pick<StationItemProps, 'station' | 'knownUntil'>) {
  const { t } = useTell();
  if (status === 'ahead') return <VisuallyHidden>{t('stations.not-yet')}</VisuallyHidden>;
  if (status === 'skipped') return <span className={styles.days}>{t('stations.skipped')}</span>;
  if (stage === 'ended') return <span className={styles.days}>{since ? dayText(since) : null}</span>;
  const parts = [
    t('days', { days }),
    visits > 1 ? t('stations.visits', { count: visits }) : null,
    status !== 'now' ? null : knownUntil === null ? t('stations.now') : t('stations.known', { day: dayText(knownUntil) }),
  ];
  return <span className={styles.days}>{parts.filter(Boolean).join(', ')}</span>;
}
