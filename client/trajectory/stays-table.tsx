import { daysBetween, dayText } from '#client/ui/date-text.ts';
import { type Column, Table } from '#client/ui/table.tsx';
import type { Trajectory } from '#shared/contract/trajectories.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { StateTag } from './state-tag.tsx';
import styles from './stays-table.module.css';
import { labelIn, useTell } from './words.ts';

type Stay = Trajectory['stays'][number];

type StaysTableProps = {
  stays: readonly Stay[];
  until: string;
  /** Nothing is known of what came after `until`: a stay that lasted then may have ended since. */
  isPast: boolean;
};

/** What the chart draws, as a table that folds open. */
export function StaysTable({ stays, until, isPast }: StaysTableProps) {
  const { t, label, municipality } = useTell();
  const isOneMunicipality = new Set(stays.map((stay) => stay.municipality)).size < 2;
  const lasting = isPast ? t('stay.lasted', { day: dayText(until) }) : t('stay.lasts');
  const columns: Column<Stay>[] = [
    { id: 'from', header: t('stay.from'), isRowHeader: true, cell: ({ fromDate }) => dayText(fromDate) },
    { id: 'to', header: t('stay.to'), cell: ({ toDate, stage }) => (toDate ? dayText(toDate) : stage === 'ended' ? '' : lasting) },
    {
      id: 'days',
      header: t('stay.days'),
      align: 'end',
      cell: ({ fromDate, toDate, stage }) => (stage === 'ended' ? '' : daysBetween(fromDate, toDate ?? until)),
    },
    { id: 'state', header: t('stay.state'), cell: (stay) => <StateTag stage={stay.stage} state={stay.state} presence={stay.presence} /> },
    {
      id: 'work',
      header: t('stay.work'),
      cell: ({ workForm, organisation }) => [labelIn(LABELS.workForm, workForm, label), organisation].filter(Boolean).join(', '),
    },
    ...(isOneMunicipality
      ? []
      : [{ id: 'municipality', header: t('list.municipality'), cell: (stay: Stay) => municipality(stay.municipality) }]),
  ];
  return (
    <details className={styles.fold}>
      <summary className={styles.summary}>{t('course.table')}</summary>
      <Table
        caption={t('course.table')}
        columns={columns}
        rows={stays}
        rowKey={({ fromDate, state, presence, organisation }) => `${fromDate} ${state} ${presence} ${organisation}`}
        density="compact"
        whenNarrow="stack"
      />
    </details>
  );
}
