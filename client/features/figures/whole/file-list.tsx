import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { useMunicipalityName } from '#client/api/about.ts';
import { useUser } from '#client/api/session.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { participantPath, trajectoryPath } from '#client/paths.ts';
import { trajectoryQuery } from '#client/trajectory/queries.ts';
import { Button } from '#client/ui/button.tsx';
import { dayText } from '#client/ui/date-text.ts';
import { numberText } from '#client/ui/number-text.ts';
import { StageTag } from '#client/ui/stage-tag.tsx';
import { type Column, Table } from '#client/ui/table.tsx';
import type { AnswerOf } from '#shared/contract/route.ts';
import type { getFigureFiles } from '#shared/contract/signals.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import styles from '../figures.module.css';
import type { FilesBehind } from '../registry.ts';
import { behindWords } from './behind-locales.ts';

type Row = AnswerOf<typeof getFigureFiles>['items'][number];

export function FileList({ rows, figure }: { rows: readonly Row[]; figure: FilesBehind['figure'] }) {
  const words = useWords(behindWords);
  const label = useLabel();
  const municipality = useMunicipalityName();
  const { role } = useUser();
  const isFollowed = rows.some(({ outcome }) => outcome !== null);
  const columns: Column<Row>[] = [
    {
      id: 'code',
      header: words('file.code'),
      isRowHeader: true,
      cell: ({ trajectoryId, code }) =>
        role === 'case-worker' ? <OwnFile id={trajectoryId} code={code} /> : <Link to={trajectoryPath(trajectoryId)}>{code}</Link>,
    },
    ...(isFollowed
      ? [
          {
            id: 'outcome',
            header: words('files.by-outcome'),
            cell: ({ outcome }: Row) => (outcome === null ? '–' : words(`outcome.${outcome}`)),
          },
          {
            id: 'days',
            header: words('file.days'),
            align: 'end' as const,
            cell: ({ days }: Row) => (days === null ? '–' : numberText(days, words.language)),
          },
        ]
      : []),
    {
      id: 'day',
      header: words(isFollowed ? 'file.until' : figure === 'occupancy' || figure === 'state-occupation' ? 'file.since' : 'file.day'),
      cell: ({ day }) => dayText(day),
    },
    { id: 'stage', header: words('file.stage'), cell: ({ stage }) => <StageTag stage={stage} /> },
    { id: 'municipality', header: words('file.municipality'), cell: (row) => municipality(row.municipality) },
    { id: 'route', header: words('file.route'), isHiddenWhenNarrow: true, cell: ({ route }) => label(LABELS.route[route]) },
  ];
  // One that counts twice on one day stands twice.
  const keys = new Map(rows.map((row, place) => [row, `${row.trajectoryId} ${place}`]));
  return (
    <Table
      caption={words('files.table')}
      columns={columns}
      rows={rows}
      rowKey={(row) => keys.get(row) ?? row.trajectoryId}
      whenNarrow="stack"
    />
  );
}

/** An office opens its own participant's file, whose address only the trajectory knows. */
function OwnFile({ id, code }: { id: string; code: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const open = async () => {
    const { participantId } = await client.fetchQuery(trajectoryQuery(id, null));
    await navigate(participantPath(participantId));
  };
  return (
    <Button variant="quiet" size="small" className={styles.inList} onClick={() => void open()}>
      {code}
    </Button>
  );
}
