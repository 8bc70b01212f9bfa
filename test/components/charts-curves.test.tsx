import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { Curve, type CurveGroup } from '#client/charts/curve.tsx';
import { atRiskOn, dayOfMonth, monthsIn, readCurve } from '#client/charts/curve-reading.ts';
import { IntervalList } from '#client/charts/interval-list.tsx';
import { stageLooks } from '#client/charts/looks.ts';
import { Occupation } from '#client/charts/occupation.tsx';

const points = [
  { day: 100, estimate: 0.1, lower: 0.06, upper: 0.16, atRisk: 200 },
  { day: 300, estimate: 0.34, lower: 0.291, upper: 0.4, atRisk: 150 },
  { day: 731, estimate: 0.58, lower: 0.5, upper: 0.65, atRisk: 40 },
];
const first: CurveGroup = { key: 'se', label: 'Eerst sociale economie', n: 200, points };
const small: CurveGroup = { key: 'direct', label: 'Rechtstreeks', n: 7, points: [], refused: 'Minder dan 10 trajecten.' };

describe('a curve', () => {
  it('is read at the end of a day, begins where its kind begins, and says nothing beyond its last step', () => {
    expect(readCurve(points, 'incidence', 99)?.estimate).toBe(0);
    expect(readCurve(points, 'survival', 99)?.estimate).toBe(1);
    expect(readCurve(points, 'incidence', 100)?.estimate).toBe(0.1);
    expect(readCurve(points, 'incidence', 299)?.estimate).toBe(0.1);
    expect(readCurve(points, 'incidence', 732)).toBeNull();
    expect([atRiskOn(points, 100), atRiskOn(points, 101), atRiskOn(points, 732)]).toEqual([200, 150, null]);
  });

  it('tells month by month, with the arrows, the value, its interval and how many are still followed', async () => {
    render(<Curve title="Kans" description="De helft." kind="incidence" groups={[first]} since="maanden na de aanmelding" />);
    const last = screen.getByRole('img', { name: '24 maanden: Eerst sociale economie 58,0\u00a0% (50,0–65,0\u00a0%), 40 nog gevolgd' });
    expect(last.getAttribute('tabindex')).toBe('0');
    last.focus();
    await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(document.activeElement?.getAttribute('aria-label')).toBe(
      '4 maanden: Eerst sociale economie 10,0\u00a0% (6,0–16,0\u00a0%), 150 nog gevolgd',
    );
    expect(screen.getByText('Na 4 maanden')).toBeDefined();
  });

  it('says under it, where it stopped, that fewer than 5 are followed, which is no zero and not unknown', () => {
    const brief = [points.slice(0, 2), points].map((each, place) => ({ key: `${place}`, label: `Groep ${place}`, n: 200, points: each }));
    render(<Curve title="Kans" description="De helft." kind="incidence" groups={brief} since="maanden" />);
    expect(screen.getAllByText(/^(<5|40)$/).map(({ textContent }) => textContent)).toEqual(['<5', '<5', '<5', '40', '40', '40']);
  });

  it('of two, says the value of the lower one under it, whichever ends higher', () => {
    const crossing = [
      { day: 300, estimate: 0.3, lower: 0.2, upper: 0.4, atRisk: 90 },
      { day: 700, estimate: 0.7, lower: 0.6, upper: 0.8, atRisk: 50 },
    ];
    const groups = [
      { ...first, key: 'a', points: crossing },
      { ...first, key: 'b' },
    ];
    render(<Curve title="Kans" description="De helft." kind="incidence" groups={groups} since="maanden" markers={[365]} />);
    const heights = ['30,0 %', '34,0 %'].map((value) => {
      const [said] = screen.getAllByText(value).filter(({ tagName }) => tagName === 'text');
      const mark = said?.parentElement?.querySelector('circle');
      return Number(said?.getAttribute('y')) > Number(mark?.getAttribute('cy'));
    });
    expect(heights).toEqual([true, false]);
  });

  it('counts months as the figures do, also over ten years', () => {
    expect([dayOfMonth(12), dayOfMonth(24), monthsIn(730), monthsIn(3652), monthsIn(200)]).toEqual([365, 731, 24, 120, 6]);
  });

  it('gives the reason in place of the curve of a group that is too small', () => {
    const { container } = render(<Curve title="Kans" description="De helft." kind="incidence" groups={[first, small]} since="maanden" />);
    expect(screen.getByText('Minder dan 10 trajecten.')).toBeDefined();
    expect(container.querySelectorAll('path[stroke-dasharray]')).toHaveLength(1);
  });

  it('is no drawing at all where every group is too small', () => {
    render(<Curve title="Kans" description="De helft." kind="incidence" groups={[small]} since="maanden" />);
    expect(screen.queryByRole('group')).toBeNull();
    expect(screen.getByText('Minder dan 10 trajecten.')).toBeDefined();
  });

  it('says what is strived for, and draws it at the moment that it holds at, no longer than that', () => {
    render(
      <Curve
        title="Kans"
        description="De helft."
        kind="incidence"
        groups={[first]}
        since="maanden"
        targets={[{ label: 'Streefcijfer 2026', value: 0.4, day: 365 }]}
      />,
    );
    const drawing = screen.getByRole('group', { name: /^Kans/ });
    expect(drawing.querySelector('desc')?.textContent).toContain('Streefcijfer 2026: 40\u00a0%.');
    const stroke = within(drawing).getByText('Streefcijfer 2026: 40 %').parentElement?.querySelector('line');
    const [from, to] = ['x1', 'x2'].map((end) => Number(stroke?.getAttribute(end)));
    const axis = Array.from(drawing.querySelectorAll('text')).find(({ textContent }) => textContent === '12');
    expect(((from ?? 0) + (to ?? 0)) / 2).toBeCloseTo(Number(axis?.getAttribute('x')), 6);
    expect((to ?? 0) - (from ?? 0)).toBeLessThan(40);
  });
});

describe('the drawing of where people are', () => {
  const series = (['referred', 'regular'] as const).map((stage) => ({ key: stage, label: stage, look: stageLooks[stage] }));
  it('tells the share of each stage, month by month', () => {
    render(
      <Occupation
        title="Plaats"
        description="Meer werk."
        series={series}
        days={[0, 50, 400]}
        values={[
          [1, 0],
          [0.75, 0.25],
          [0.4, 0.6],
        ]}
        since="maanden"
      />,
    );
    expect(screen.getByRole('img', { name: '0 maanden: referred 100,0\u00a0%, regular 0,0\u00a0%' })).toBeDefined();
    expect(screen.getByRole('img', { name: '13 maanden: referred 75,0\u00a0%, regular 25,0\u00a0%' })).toBeDefined();
  });

  it('gives the reason where there are too few', () => {
    render(<Occupation title="Plaats" description="" series={series} days={[]} values={[]} since="maanden" refused="Te weinig." />);
    expect(screen.getByText('Te weinig.')).toBeDefined();
    expect(screen.queryByRole('group')).toBeNull();
  });
});

describe('a list of estimates', () => {
  it('has each with its interval and the number it rests on, or the reason why it has none', () => {
    render(
      <IntervalList
        title="Kans na 12 maanden"
        kind="share"
        rows={[
          { key: 'a', label: 'Diest', estimate: 0.423, lower: 0.381, upper: 0.467, n: 210 },
          { key: 'b', label: 'Aarschot', estimate: null, lower: null, upper: null, n: 6, refused: 'Minder dan 10.' },
        ]}
      />,
    );
    const [diest, aarschot] = within(screen.getByRole('list', { name: 'Kans na 12 maanden' })).getAllByRole('listitem');
    expect(diest?.textContent).toBe('Diest (210 personen)42,3\u00a0%38,1–46,7\u00a0%');
    expect(aarschot?.textContent).toBe('Aarschot (6 personen)Minder dan 10.');
  });
});
