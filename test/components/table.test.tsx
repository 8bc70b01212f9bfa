import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { type Column, type Sort, Table } from '#client/ui/table.tsx';

type Person = { name: string; days: number };

const columns: Column<Person>[] = [
  { id: 'name', header: 'Naam', isRowHeader: true, isSortable: true, cell: (person) => person.name },
  { id: 'days', header: 'Dagen', align: 'end', isSortable: true, cell: (person) => person.days },
  { id: 'deed', header: 'Doen', isHeaderHidden: true, cell: () => <button type="button">Stap</button> },
];

function People({ people = [{ name: 'Amara', days: 211 }] }: { people?: Person[] }) {
  const [sort, setSort] = useState<Sort>({ by: 'name', direction: 'ascending' });
  return (
    <Table
      caption="Deelnemers"
      columns={columns}
      rows={people}
      rowKey={(person) => person.name}
      sort={sort}
      onSort={setSort}
      empty="Niemand"
    />
  );
}

describe('a table', () => {
  it('is named by its caption and its rows by their header', () => {
    render(<People />);
    const table = screen.getByRole('table', { name: 'Deelnemers' });
    expect(within(table).getByRole('rowheader', { name: 'Amara' })).toBeDefined();
    expect(within(table).getByRole('columnheader', { name: 'Doen' })).toBeDefined();
  });

  it('says by what it is sorted, and turns round when that is pressed again', async () => {
    render(<People />);
    const name = screen.getByRole('columnheader', { name: 'Naam' });
    expect(name.getAttribute('aria-sort')).toBe('ascending');
    await userEvent.click(screen.getByRole('button', { name: 'Naam' }));
    expect(name.getAttribute('aria-sort')).toBe('descending');
    await userEvent.click(screen.getByRole('button', { name: 'Dagen' }));
    expect(name.getAttribute('aria-sort')).toBe('none');
    expect(screen.getByRole('columnheader', { name: 'Dagen' }).getAttribute('aria-sort')).toBe('ascending');
  });

  it('gives way to its empty state when there are no rows', () => {
    render(<People people={[]} />);
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByText('Niemand')).toBeDefined();
  });
});
