import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { ControlChart, type ControlPoint } from '#client/charts/control-chart.tsx';
import { stageLooks } from '#client/charts/looks.ts';
import { Sankey } from '#client/charts/sankey.tsx';
import { SmallMultiples } from '#client/charts/small-multiples.tsx';
import { StackedBars } from '#client/charts/stacked-bars.tsx';

const places = (['screening', 'socialEconomy', 'regular'] as const).map((key) => ({ key, label: key, look: stageLooks[key] }));
const flows: Record<string, number> = { 'screening socialEconomy': 34, 'socialEconomy regular': 1200, 'socialEconomy screening': 3 };

describe('the drawing of flows', () => {
  const drawing = () =>
    render(<Sankey title="Overgangen" description="Vooruit." places={places} count={(from, to) => flows[`${from} ${to}`] ?? 0} />);

  it('has a ribbon for each flow, also for those who come back, and tells it', () => {
    drawing();
    expect(screen.getAllByRole('img').map((ribbon) => ribbon.getAttribute('aria-label'))).toEqual([
      'Van screening naar socialEconomy: 34',
      'Van socialEconomy naar screening: 3',
      'Van socialEconomy naar regular: 1.200',
    ]);
    expect(screen.getByText('Samen: 1.237')).toBeDefined();
  });

  it('is gone along with the arrows', async () => {
    drawing();
    const ribbons = screen.getAllByRole('img');
    ribbons.at(-1)?.focus();
    await userEvent.keyboard('{Home}');
    expect(document.activeElement).toBe(ribbons[0]);
    expect(screen.getByText('Van screening naar socialEconomy: 34')).toBeDefined();
  });

  it('leads to the files behind a ribbon, by pointer and by keyboard', async () => {
    const pressed: string[] = [];
    const count = (from: string, to: string) => flows[`${from} ${to}`] ?? 0;
    render(
      <Sankey
        title="Overgangen"
        description="Vooruit."
        places={places}
        count={count}
        onSelect={(from, to) => pressed.push(`${from} ${to}`)}
      />,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Van socialEconomy naar screening: 3' }));
    screen.getByRole('button', { name: 'Van socialEconomy naar regular: 1.200' }).focus();
    await userEvent.keyboard('{Home}{Enter}');
    expect(pressed).toEqual(['socialEconomy screening', 'screening socialEconomy']);
  });

  it('is empty where nobody moved', () => {
    render(<Sankey title="Overgangen" description="Niets." places={places} count={() => 0} />);
    expect(screen.getByText('Samen: 0')).toBeDefined();
    expect(screen.queryByRole('img')).toBeNull();
  });

  it('makes each ribbon as wide as its number', () => {
    const { container } = drawing();
    const widths = [...container.querySelectorAll('path[stroke]')].map((path) => Number(path.getAttribute('stroke-width')));
    expect((widths[2] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(1200 / 34, 5);
  });
});

const quarter = (key: string) => ({ key, tick: key, name: key });
const point = (key: string, count: number, isRecent: boolean): ControlPoint => ({
  period: quarter(key),
  count,
  centre: 20,
  lower: 8,
  upper: 32,
  isRecent,
});

describe('the chart of a signal', () => {
  it('says what was to be expected, and marks what chance does not explain', () => {
    render(
      <ControlChart
        title="Signaal"
        description="Minder."
        points={[point('K1', 21, false), point('K2', 5, true), point('K3', 40, true)]}
        recent="laatste kwartalen"
      />,
    );
    expect(screen.getByRole('img', { name: 'K1: 21. Te verwachten 20, tussen 8 en 32' })).toBeDefined();
    const below = screen.getByRole('img', { name: 'K2: 5. Te verwachten 20, tussen 8 en 32. Minder dan toeval verklaart' });
    expect(within(below).getByText('5')).toBeDefined();
    expect(screen.getByRole('img', { name: /^K3: 40\..*Meer dan toeval verklaart$/ })).toBeDefined();
  });
});

describe('small charts beside each other', () => {
  it('share one scale and each tell the first, the last and the highest', () => {
    render(
      <SmallMultiples
        title="Per gemeente"
        periods={[quarter('K1'), quarter('K2')]}
        items={[
          { key: 'a', label: 'Aarschot', values: [4, 3] },
          { key: 'b', label: 'Diest', values: [10, 16], isOwn: true },
          { key: 'c', label: 'Tielt-Winge', values: [], refused: 'Beschermd.' },
        ]}
      />,
    );
    expect(screen.getByRole('img', { name: 'Aarschot: K1 4, K2 3, hoogste 4' })).toBeDefined();
    expect(screen.getByRole('img', { name: 'Diest: K1 10, K2 16, hoogste 16' })).toBeDefined();
    expect(screen.getByText('Beschermd.')).toBeDefined();
    expect(screen.getByText(/van 0 tot 16/)).toBeDefined();
    expect(screen.getByText('−1')).toBeDefined();
  });
});

describe('bars with a target', () => {
  it('say it, draw it over the periods it holds for, and leave room for it', () => {
    render(
      <StackedBars
        title="Instroom"
        description="Minder."
        periods={[quarter('K1'), quarter('K2')]}
        series={[{ key: 'a', label: 'A', look: stageLooks.regular }]}
        values={[[3], [4]]}
        resting={{ name: 'Alles', values: [7] }}
        targets={[{ label: 'Streefcijfer', value: 40, periods: ['K2'] }]}
      />,
    );
    const drawing = screen.getByRole('group', { name: /^Instroom/ });
    expect(drawing.querySelector('desc')?.textContent).toContain('Streefcijfer: 40.');
    const line = within(drawing).getByText('Streefcijfer: 40').parentElement?.querySelector('line');
    expect(Number(line?.getAttribute('y1'))).toBeGreaterThanOrEqual(0);
    expect(Number(line?.getAttribute('x1'))).toBeGreaterThan(200);
  });
});
