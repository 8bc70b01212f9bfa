import { useWords } from '#client/locales/words.ts';
import { type Column, Table } from '#client/ui/table.tsx';
import type { Publication } from '#shared/contract/publications.ts';
import { usePeriodText } from '../period/use-period-text.ts';
import { useNames } from '../tables/use-names.ts';
import { makingWords } from './locales.ts';

type Reason = Publication['reasons'][number] & { row: string };

/** The cells that the attack could work out, named: for the coordinator alone. */
export function Reasons({ publication }: { publication: Publication }) {
  const words = useWords(makingWords);
  const names = useNames(publication.municipalities);
  const periods = usePeriodText();
  if (publication.reasons.length === 0) return null;
  const columns: Column<Reason>[] = [
    { id: 'cell', header: words('refused.cell'), isRowHeader: true, cell: ({ key }) => names.cell(key) },
    { id: 'table', header: words('refused.table'), cell: ({ table }) => names.tableName(table) },
    { id: 'period', header: words('refused.period'), cell: ({ period }) => periods.short(period) },
    { id: 'problem', header: words('refused.problem'), cell: ({ problem }) => words(`problem.${problem}`) },
  ];
  return (
    <div data-print="no">
      <p>{words('refused.cells')}</p>
      <Table
        caption={words('refused.cells')}
        columns={columns}
        rows={publication.reasons.map((reason, place) => ({ ...reason, row: String(place) }))}
        rowKey={({ row }) => row}
        density="compact"
        whenNarrow="stack"
      />
    </div>
  );
}
