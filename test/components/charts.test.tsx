import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { tableOf } from '#client/charts/chart-data.ts';
import { ChartFrame } from '#client/charts/chart-frame.tsx';
import { csvText } from '#client/charts/csv.ts';
// It is loaded when it is opened; here before, so that no test waits for the disk.
import '#client/charts/download/download-dialog.tsx';
import { stageLooks } from '#client/charts/looks.ts';
import { countScale } from '#client/charts/plot.ts';
import { StackedBars } from '#client/charts/stacked-bars.tsx';

const periods = [
  { key: '2025', tick: '2025', name: '2025' },
  { key: '2026', tick: '2026', name: '2026', isPartial: true },
];
const series = [
  { key: 'art60', label: 'Art. 60 §7', look: stageLooks.screening },
  { key: 'lde', label: 'LDE', look: stageLooks.regular },
];
const values = [
  [39, 4],
  [33, 1],
];
const text = { nl: 'Wat telt.', en: 'What counts.', fr: 'Ce qui compte.' };
const heading = {
  definition: { id: 'inflow', version: 1, text, formula: '#{…}', breakdowns: {} },
  from: '2025-01-01',
  to: '2026-11-23',
  knownAt: '2026-11-23T12:00:00.000Z',
};

function Example() {
  return (
    <ChartFrame
      title="Instroom"
      sentence="Er begonnen er minder."
      selection="Diest"
      heading={heading}
      table={tableOf(periods, series, values, { period: 'Periode', together: 'Samen', partial: 'niet volledig' })}
    >
      <StackedBars
        title="Instroom"
        description="Er begonnen er minder."
        periods={periods}
        series={series}
        values={values}
        resting={{ name: 'Hele periode', values: [72, 5] }}
      />
    </ChartFrame>
  );
}

describe('a chart', () => {
  it('is one stop for the keyboard, goes along its bars with the arrows and tells what each holds', async () => {
    render(<Example />);
    const last = screen.getByRole('img', { name: '2026 (niet volledig): 34. Art. 60 §7 33, LDE 1' });
    const first = screen.getByRole('img', { name: '2025: 43. Art. 60 §7 39, LDE 4' });
    expect([first.getAttribute('tabindex'), last.getAttribute('tabindex')]).toEqual(['-1', '0']);
    expect(screen.getByText('Hele periode')).toBeDefined();
    last.focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(document.activeElement).toBe(first);
    expect(screen.queryByText('Hele periode')).toBeNull();
    expect(within(screen.getByRole('list')).getByText('39')).toBeDefined();
  });

  it('has the table with the same numbers behind it', async () => {
    render(<Example />);
    await userEvent.click(screen.getByRole('radio', { name: 'Tabel' }));
    const row = screen.getByRole('row', { name: /2026 \(niet volledig\)/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['33', '1', '34']);
  });

  it('stands on zero and is measured in whole counts', () => {
    const { scale, ticks } = countScale(1, 200);
    expect(scale(0)).toBe(200);
    expect(ticks.every(Number.isInteger)).toBe(true);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(1);
  });
});

describe('the file of a chart', () => {
  it('opens in a spreadsheet of this country and runs nothing', () => {
    const file = csvText(
      [['=HYPERLINK("x")'], ['@a', '+1', '-1']],
      { columns: ['Reden; of niet', 'Aandeel'], rows: [{ key: 'a', cells: ['Ziekte', -12.5] }] },
      { lower: 'van', upper: 'tot' },
    );
    expect(file.startsWith('\uFEFF')).toBe(true);
    expect(file.slice(1).split('\r\n')).toEqual([
      `"'=HYPERLINK(""x"")"`,
      "'@a;'+1;'-1",
      '',
      '"Reden; of niet";Aandeel',
      'Ziekte;-12,5',
      '',
    ]);
  });
});

describe('a figure as a file', () => {
  it('is chosen by what it is for, and said when it is made', async () => {
    const saved: Blob[] = [];
    vi.stubGlobal(
      'URL',
      Object.assign(URL, { createObjectURL: (blob: Blob) => String(saved.push(blob)), revokeObjectURL: () => undefined }),
    );
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
      names.push(this.download);
    });
    render(<Example />);
    await userEvent.click(screen.getByRole('button', { name: '“Instroom” downloaden' }));
    const dialog = await screen.findByRole('dialog', { name: '“Instroom” downloaden' });
    expect(
      within(dialog)
        .getAllByRole('button', { name: /Excel|CSV|PNG|SVG/ })
        .map((button) => button.textContent),
    ).toEqual(['Excel', 'CSV', 'Afbeelding (PNG)', 'Tekening (SVG)']);
    await userEvent.click(within(dialog).getByRole('button', { name: 'CSV' }));
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(names).toEqual(['instroom-2026-11-23.csv']);
    expect(saved[0]?.size).toBeGreaterThan(100);
  });

  it('is no picture while the table is shown', async () => {
    render(<Example />);
    await userEvent.click(screen.getByRole('radio', { name: 'Tabel' }));
    await userEvent.click(screen.getByRole('button', { name: '“Instroom” downloaden' }));
    const picture = await screen.findByRole('button', { name: 'Afbeelding (PNG)' });
    expect(picture).toHaveProperty('disabled', true);
    expect(screen.getByRole('button', { name: 'Excel' })).toHaveProperty('disabled', false);
    expect(screen.getAllByText('Kies eerst Grafiek: nu staat de tabel er.')).toHaveLength(2);
  });
});

describe('a table of estimates', () => {
  it('reads shares as per cent and an interval as from–to', async () => {
    render(
      <ChartFrame
        title="Kans"
        sentence="Van 100 mensen werken er 42."
        selection=""
        heading={heading}
        table={{
          columns: ['Route', 'Kans', '95 %'],
          kinds: ['plain', 'share', 'share'],
          rows: [{ key: 'a', cells: ['Direct', 0.423, { lower: 0.381, upper: 0.467 }] }],
        }}
      >
        {null}
      </ChartFrame>,
    );
    await userEvent.click(screen.getByRole('radio', { name: 'Tabel' }));
    const cells = within(screen.getByRole('row', { name: /Direct/ })).getAllByRole('cell');
    expect(cells.map((cell) => cell.textContent)).toEqual(['42,3\u00a0%', '38,1–46,7\u00a0%']);
  });
});
