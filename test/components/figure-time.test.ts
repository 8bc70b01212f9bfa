import { describe, expect, it } from 'vitest';
import { everyFor, periodsIn, spanBefore, spanOf } from '#client/features/figures/place/time-frame.ts';

const nothing = { from: null, to: null };

describe('the time of the overview', () => {
  it('takes the running month and the eleven before it, so that twelve bars add up to the figure', () => {
    const span = spanOf('12m', '2026-11-23', nothing);
    expect(span).toEqual({ from: '2025-12-01', to: '2026-11-23' });
    const periods = periodsIn(span, 'month');
    expect(periods).toHaveLength(12);
    expect(periods.filter(({ isPartial }) => isPartial).map(({ key }) => key)).toEqual(['2026-11']);
  });

  it('compares with the same days before, and with nothing before 2017', () => {
    expect(spanBefore({ from: '2025-12-01', to: '2026-11-23' })).toEqual({ span: { from: '2024-12-01', to: '2025-11-23' }, years: 1 });
    expect(spanBefore(spanOf('3y', '2026-11-23', nothing))).toEqual({ span: { from: '2021-01-01', to: '2023-11-23' }, years: 3 });
    expect(spanBefore(spanOf('2017', '2026-11-23', nothing))).toBeNull();
    expect(spanBefore({ from: '2024-02-01', to: '2024-02-29' })?.span.to).toBe('2023-02-28');
  });

  it('says of both ends of an own period that they are not complete', () => {
    const span = spanOf('own', '2026-11-23', { from: '2025-02-15', to: '2025-08-10' });
    expect(periodsIn(span, 'quarter').map(({ key, isPartial }) => [key, isPartial])).toEqual([
      ['2025-Q1', true],
      ['2025-Q2', false],
      ['2025-Q3', true],
    ]);
  });

  it('draws few enough bars to read', () => {
    const most = (['12m', '3y', '2017'] as const).map((choice) => {
      const span = spanOf(choice, '2026-11-23', nothing);
      return periodsIn(span, everyFor(span)).length;
    });
    expect(most).toEqual([12, 12, 10]);
  });

  it('shows the last twelve months while an own period has no first day', () => {
    expect(spanOf('own', '2026-11-23', nothing)).toEqual(spanOf('12m', '2026-11-23', nothing));
  });
});
