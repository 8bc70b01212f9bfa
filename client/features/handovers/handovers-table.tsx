import { Link } from 'react-router';
import { useWords } from '#client/locales/words.ts';
import { participantPath } from '#client/paths.ts';
import { listName } from '#client/trajectory/names.ts';
import { useTell } from '#client/trajectory/words.ts';
import { Button } from '#client/ui/button.tsx';
import { dayText, today } from '#client/ui/date-text.ts';
import { Cluster } from '#client/ui/stack.tsx';
import { StageTag } from '#client/ui/stage-tag.tsx';
import { type Column, Table } from '#client/ui/table.tsx';
import type { Handover } from '#shared/contract/handovers.ts';
import type { View } from './handovers-screen.tsx';
import { handoversWords } from './locales.ts';

type Props = {
  view: View;
  rows: readonly Handover[];
  isStale: boolean;
  onDecide: (kind: 'accept' | 'reject', handover: Handover) => void;
};

export function HandoversTable({ view, rows, isStale, onDecide }: Props) {
  const words = useWords(handoversWords);
  const { municipality } = useTell();
  const day = (instant: string) => dayText(today(new Date(instant)));
  const columns: Column<Handover>[] = [
    { id: 'file', header: words('file'), isRowHeader: true, cell: (row) => <Name handover={row} /> },
    { id: 'stage', header: words('stage'), cell: (row) => <Standing handover={row} /> },
    {
      id: 'office',
      header: words(view === 'in' ? 'from' : 'to'),
      cell: (row) => municipality(view === 'in' ? row.from : row.to),
    },
    view === 'gone'
      ? { id: 'gone', header: words('gone'), cell: (row) => day(row.decidedAt ?? row.proposedAt) }
      : { id: 'since', header: words('since'), cell: (row) => words('by', { day: day(row.proposedAt), name: row.by ?? '' }) },
    ...(view === 'gone' ? [] : [{ id: 'message', header: words('message'), cell: (row: Handover) => row.message ?? '–' }]),
    ...(view === 'in'
      ? [
          {
            id: 'deeds',
            header: words('deeds'),
            isHeaderHidden: true,
            cell: (row: Handover) => <Deeds handover={row} onDecide={onDecide} />,
          },
        ]
      : []),
  ];
  return (
    <Table caption={words(`show.${view}`)} columns={columns} rows={rows} rowKey={({ id }) => id} isStale={isStale} whenNarrow="stack" />
  );
}

function Name({ handover: { participantId, person, code } }: { handover: Handover }) {
  const name = person ? listName({ ...person, code }) : code;
  return participantId ? <Link to={participantPath(participantId)}>{name}</Link> : name;
}

function Standing({ handover: { stage, stageSince } }: { handover: Handover }) {
  const words = useWords(handoversWords);
  return (
    <Cluster>
      <StageTag stage={stage} />
      <span>{words('sinceDay', { day: dayText(stageSince) })}</span>
    </Cluster>
  );
}

function Deeds({ handover, onDecide }: { handover: Handover; onDecide: Props['onDecide'] }) {
  const words = useWords(handoversWords);
  const { code } = handover;
  return (
    <Cluster>
      <Button size="small" variant="primary" aria-label={words('accept.title', { code })} onClick={() => onDecide('accept', handover)}>
        {words('accept')}
      </Button>
      <Button size="small" aria-label={words('reject.title', { code })} onClick={() => onDecide('reject', handover)}>
        {words('reject')}
      </Button>
    </Cluster>
  );
}
