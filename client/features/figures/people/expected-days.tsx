import { useLabel } from '#client/locales/words.ts';
import { numberText } from '#client/ui/number-text.ts';
import { stages } from '#client/ui/stages.ts';
import { Table } from '#client/ui/table.tsx';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { RouteComparison } from '../api/curves.ts';
import { useChanceText } from './chance-text.ts';

type ExpectedDays = RouteComparison['groups'][number]['expectedDays'];
type Row = { key: string; label: string; within: number; days: ExpectedDays['365'] };

type Props = { groups: readonly { label: string; n: number; withheld: string | null; expectedDays: ExpectedDays }[] };

/** How many days somebody is to be expected in each stage within one and two years. */
export function ExpectedDaysTable({ groups }: Props) {
  const { words } = useChanceText();
  const label = useLabel();
  const rows = groups.flatMap(({ label: name, withheld, expectedDays }): Row[] =>
    withheld === null
      ? ([365, 730] as const).map((within) => ({ key: `${name} ${within}`, label: name, within, days: expectedDays[`${within}`] }))
      : [],
  );
  return (
    <Table<Row>
      caption={words('expected.title')}
      density="compact"
      columns={[
        { id: 'group', header: words('group'), isRowHeader: true, cell: (row) => row.label },
        { id: 'within', header: words('expected.within'), cell: ({ within }) => words('months', { months: within === 365 ? 12 : 24 }) },
        ...stages.map((stage) => ({
          id: stage,
          header: label(LABELS.stage[stage]),
          align: 'end' as const,
          cell: ({ days }: Row) => (days ? numberText(Math.round(days[stage] ?? 0), words.language) : '–'),
        })),
      ]}
      rows={rows}
      rowKey={({ key }) => key}
      empty={words('too-early')}
    />
  );
}
