import { chartWords } from '#client/charts/locales.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { numberText } from '#client/ui/number-text.ts';
import { stages } from '#client/ui/stages.ts';
import { Table } from '#client/ui/table.tsx';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { RouteComparison } from '../api/curves.ts';
import { useChanceText } from './chance-text.ts';

type ExpectedDays = RouteComparison['groups'][number]['expectedDays'];
/** Without `days`: why, in words. */
type Row = { key: string; label: string; within: number | null; days: ExpectedDays['365']; missing: string };

type Props = { groups: readonly { label: string; n: number; withheld: string | null; expectedDays: ExpectedDays }[] };

/** How many days somebody is to be expected in each stage within one and two years. */
export function ExpectedDaysTable({ groups }: Props) {
  const { words } = useChanceText();
  const t = useWords(chartWords);
  const label = useLabel();
  const rows = groups.flatMap(({ label: name, withheld, expectedDays }): Row[] =>
    withheld === null
      ? ([365, 730] as const).map((within) => ({
          ...{ key: `${name} ${within}`, label: name, within },
          ...{ days: expectedDays[`${within}`], missing: t('curve.stopped') },
        }))
      : [{ key: name, label: name, within: null, days: null, missing: words('too-few') }],
  );
  return (
    <Table<Row>
      caption={words('expected.title')}
      density="compact"
      columns={[
        { id: 'group', header: words('group'), isRowHeader: true, cell: (row) => row.label },
        {
          id: 'within',
          header: words('expected.within'),
          cell: ({ within }) => (within === null ? '' : words('months', { months: within === 365 ? 12 : 24 })),
        },
        ...stages.map((stage, place) => ({
          id: stage,
          header: label(LABELS.stage[stage]),
          align: 'end' as const,
          cell: ({ days, missing }: Row) => (days ? numberText(Math.round(days[stage] ?? 0), words.language) : place === 0 ? missing : ''),
        })),
      ]}
      rows={rows}
      rowKey={({ key }) => key}
      empty={words('too-early')}
    />
  );
}
