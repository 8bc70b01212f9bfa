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

/** The way through the stages as a line of stations. @param until today, or the day of the view of the past */
export function StationLine({ trajectory, until }: { trajectory: Pick<Trajectory, 'stays'>; until: string }) {
  const { t } = useTell();
  const stations = stationsOf(trajectory.stays, until);
  const interrupted = interruptedSince(trajectory.stays);
  return (
    <section className={styles.road} aria-label={t('stations.title')}>
      <ol className={classNames(styles.line, stations.length > 5 && styles.six)}>
        {stations.map((station) => (
          <StationItem key={station.stage} station={station} interrupted={station.status === 'now' ? interrupted : null} />
        ))}
      </ol>
    </section>
  );
}

function StationItem({ station, interrupted }: { station: Station; interrupted: string | null }) {
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
        <Days station={station} />
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

function Days({ station: { stage, status, days, visits, since } }: { station: Station }) {
  const { t } = useTell();
  if (status === 'ahead') return <VisuallyHidden>{t('stations.not-yet')}</VisuallyHidden>;
  if (status === 'skipped') return <span className={styles.days}>{t('stations.skipped')}</span>;
  if (stage === 'ended') return <span className={styles.days}>{since ? dayText(since) : null}</span>;
  const parts = [
    t('days', { days }),
    visits > 1 ? t('stations.visits', { count: visits }) : null,
    status === 'now' ? t('stations.now') : null,
  ];
  return <span className={styles.days}>{parts.filter(Boolean).join(', ')}</span>;
}
