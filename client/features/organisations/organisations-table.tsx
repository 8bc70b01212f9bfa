import { Link } from 'react-router';
import { useWords } from '#client/locales/words.ts';
import { organisationWords } from '#client/organisations/locales.ts';
import { classNames } from '#client/ui/class-names.ts';
import { dayText } from '#client/ui/date-text.ts';
import { type Column, rowLinkClass, Table } from '#client/ui/table.tsx';
import type { Organisation } from '#shared/contract/organisations.ts';
import { organisationsWords } from './locales.ts';
import styles from './organisations.module.css';
import { useTelling } from './use-telling.ts';

type Props = {
  rows: readonly Organisation[];
  isStale: boolean;
  addressOf: (id: string) => string;
};

export function OrganisationsTable({ rows, isStale, addressOf }: Props) {
  const words = useWords(organisationsWords);
  const names = useWords(organisationWords);
  const tell = useTelling();
  const columns: Column<Organisation>[] = [
    {
      id: 'name',
      header: names('name'),
      isRowHeader: true,
      cell: (row) => (
        <span className={styles.name}>
          <Link className={classNames(rowLinkClass)} to={addressOf(row.id)} replace preventScrollReset>
            {row.name}
          </Link>
          {row.sector ? <span className={styles.small}>{row.sector}</span> : null}
        </span>
      ),
    },
    { id: 'setting', header: names('setting'), cell: tell.setting },
    {
      id: 'workForms',
      header: names('workForms'),
      isHiddenWhenNarrow: true,
      cell: (row) => <span className={styles.forms}>{tell.forms(row)}</span>,
    },
    { id: 'municipality', header: names('municipality'), cell: tell.municipality },
    ...(rows.some(({ validUntil }) => validUntil !== null)
      ? [{ id: 'validUntil', header: names('validUntil'), cell: ({ validUntil }: Organisation) => (validUntil ? dayText(validUntil) : '') }]
      : []),
  ];
  return <Table caption={words('title')} columns={columns} rows={rows} rowKey={({ id }) => id} isStale={isStale} whenNarrow="stack" />;
}
