import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useLabel, useWords } from '#client/locales/words.ts';
import { participantPath, paths } from '#client/paths.ts';
import { preloadScreen } from '#client/screens.ts';
import { listName } from '#client/trajectory/names.ts';
import { participantQuery, trajectoryQuery } from '#client/trajectory/queries.ts';
import { StateTag } from '#client/trajectory/state-tag.tsx';
import { useTell } from '#client/trajectory/words.ts';
import { daysBetween, dayText, today } from '#client/ui/date-text.ts';
import { type Column, rowLinkClass, type Sort, Table } from '#client/ui/table.tsx';
import type { ParticipantListItem } from '#shared/contract/participants.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { participantsWords } from './locales.ts';
import styles from './participants.module.css';
import type { ListSort } from './use-list-place.ts';

type Props = {
  rows: readonly ParticipantListItem[];
  sort: ListSort;
  onSort: (sort: ListSort) => void;
  isStale: boolean;
  /** A column of its own, where the user has more than one. */
  hasMunicipality: boolean;
};

export function ParticipantsTable({ rows, sort, onSort, isStale, hasMunicipality }: Props) {
  const words = useWords(participantsWords);
  const { t, municipality } = useTell();
  const label = useLabel();
  const columns: Column<ParticipantListItem>[] = [
    { id: 'name', header: words('name'), isRowHeader: true, isSortable: true, cell: (row) => <Name row={row} /> },
    { id: 'stageSince', header: t('list.stage'), isSortable: true, cell: ({ trajectory }) => <Standing trajectory={trajectory} /> },
    {
      id: 'programme',
      header: t('list.programme'),
      isHiddenWhenNarrow: true,
      cell: ({ trajectory }) => (trajectory ? label(LABELS.programme[trajectory.programme]) : ''),
    },
    {
      id: 'lastStepOn',
      header: t('list.last-step'),
      isSortable: true,
      cell: ({ trajectory }) => (trajectory ? dayText(trajectory.lastStepOn) : ''),
    },
    ...(hasMunicipality
      ? [{ id: 'municipality', header: t('list.municipality'), cell: (row: ParticipantListItem) => municipality(row.municipality) }]
      : []),
  ];
  return (
    <Table
      caption={words('title')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      sort={sortShown(sort)}
      onSort={({ by, direction }) => onSort(sortAsked(by, direction))}
      isStale={isStale}
      whenNarrow="stack"
    />
  );
}

function Name({ row }: { row: ParticipantListItem }) {
  const words = useWords(participantsWords);
  const queries = useQueryClient();
  const prefetch = () => {
    void preloadScreen(paths.participant);
    void queries.prefetchQuery(participantQuery(row.id));
    if (row.trajectory) void queries.prefetchQuery(trajectoryQuery(row.trajectory.id));
  };
  return (
    <span className={styles.name}>
      <Link className={rowLinkClass} to={participantPath(row.id)} onPointerEnter={prefetch} onFocus={prefetch}>
        {listName(row)}
      </Link>
      <span className={styles.small}>{row.erasedAt ? words('erased.one') : [row.code, row.reference].filter(Boolean).join(' · ')}</span>
    </span>
  );
}

function Standing({ trajectory }: { trajectory: ParticipantListItem['trajectory'] }) {
  const words = useWords(participantsWords);
  const { t } = useTell();
  if (!trajectory) return <span className={styles.small}>{words('no-trajectory')}</span>;
  const { stage, state, presence, stageSince, endedOn } = trajectory;
  return (
    <span className={styles.standing}>
      <StateTag stage={stage} state={state} presence={presence} />
      <span className={styles.since}>
        {endedOn ? dayText(endedOn) : t('list.since-days', { day: dayText(stageSince), days: daysBetween(stageSince, today()) })}
      </span>
    </span>
  );
}

function sortShown(sort: ListSort): Sort {
  return { by: sort.replace('-', ''), direction: sort.startsWith('-') ? 'descending' : 'ascending' };
}

function sortAsked(by: string, direction: Sort['direction']): ListSort {
  const isDown = direction === 'descending';
  if (by === 'stageSince') return isDown ? '-stageSince' : 'stageSince';
  if (by === 'lastStepOn') return isDown ? '-lastStepOn' : 'lastStepOn';
  return isDown ? '-name' : 'name';
}
