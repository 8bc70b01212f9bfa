import { useWords } from '#client/locales/words.ts';
import { classNames } from '#client/ui/class-names.ts';
import { type Column, Table } from '#client/ui/table.tsx';
import type { CellKey, PublishedTable } from '#shared/contract/publications.ts';
import { cellFinder } from '#shared/publications/cells.ts';
import { chancesOf } from './chances-of.ts';
import { CountCell } from './count-cell.tsx';
import type { TruthOf } from './count-table.tsx';
import { tableWords } from './locales.ts';
import styles from './tables.module.css';
import { useCountText } from './use-count-text.ts';
import type { Names } from './use-names.ts';

type ChanceTableProps = { chance: PublishedTable; counts: PublishedTable | undefined; names: Names; truthOf: TruthOf | null };

type Row = { key: string; label: string; of: CellKey };

/** The chances with the published counts that each was computed from. */
export function ChanceTable({ chance, counts, names, truthOf }: ChanceTableProps) {
  const words = useWords(tableWords);
  const text = useCountText();
  const share = cellFinder(chance.cells);
  const count = cellFinder(counts?.cells ?? []);
  const rows: Row[] = chancesOf(chance).map(({ key }) => ({
    key: `${key.months} ${key.route ?? ''}`,
    label: words('within-by', {
      route: key.route === undefined ? words('together') : names.category('route', key.route),
      months: key.months ?? '',
    }),
    of: key,
  }));
  const counted = (header: string, key: CellKey): Column<Row> => ({
    id: header,
    header,
    align: 'end',
    cell: ({ of }) => <CountCell count={count({ ...of, ...key })} truth={truthOf?.({ ...of, ...key })} isBold={false} isInner={false} />,
  });
  const columns: Column<Row>[] = [
    { id: 'label', header: names.dimension('route'), isRowHeader: true, cell: ({ label }) => <span className={styles.head}>{label}</span> },
    {
      id: 'share',
      header: words('chance.share'),
      align: 'end',
      cell: ({ of }) => {
        const cell = share(of);
        return cell && cell.value !== null ? <strong>{text.share(cell)}</strong> : <span className={styles.quiet}>{words('hidden')}</span>;
      },
    },
    { id: 'range', header: words('chance.range'), align: 'end', cell: ({ of }) => text.percents(share(of)) ?? '' },
    ...(counts
      ? [
          counted(names.category('outcome', 'job'), { outcome: 'job' }),
          counted(names.category('outcome', 'no-job'), { outcome: 'no-job' }),
          counted(words('together'), {}),
        ]
      : []),
  ];
  return (
    <div className={classNames(styles.table, styles.stacked)}>
      <Table caption={names.title(chance)} columns={columns} rows={rows} rowKey={({ key }) => key} density="compact" whenNarrow="stack" />
    </div>
  );
}
