import { useUser } from '#client/api/session.ts';
import type { ChartTarget } from '#client/charts/chart-data.ts';
import type { CurveTarget } from '#client/charts/curve.tsx';
import { dayOfMonth } from '#client/charts/curve-reading.ts';
import { useWords } from '#client/locales/words.ts';
import { type Target, useTargets } from '../api/targets.ts';
import { dimensions } from '../place/dimensions.ts';
import { type Every, periodsIn, type Span } from '../place/time-frame.ts';
import type { FigurePlace } from '../place/use-figure-place.ts';
import { targetWords } from './locales.ts';

const PER_YEAR: Readonly<Record<Every, number>> = { year: 1, quarter: 4, month: 12 };

/** The targets that a chart may hold its numbers against: only where it shows the whole that the target was set for. */
function useOwnTargets({ filter }: Pick<FigurePlace, 'filter'>, figure: Target['figure']): readonly Target[] {
  const { role, municipalities } = useUser();
  const { data } = useTargets();
  const isPart = dimensions.some((dimension) => dimension !== 'municipality' && filter[dimension] !== null);
  const own = role === 'case-worker' ? (municipalities.length === 1 ? (municipalities[0] ?? '') : '') : null;
  const municipality = filter.municipality ?? own;
  return isPart ? [] : (data?.items ?? []).filter((target) => target.figure === figure && target.municipality === municipality);
}

/** A year's target over the bars of that year; where these are shorter than a year, an equal part of it. */
export function useCountTargets(place: FigurePlace, figure: Target['figure'] | null, span: Span, every: Every): readonly ChartTarget[] {
  const words = useWords(targetWords);
  const targets = useOwnTargets(place, figure ?? 'inflow.referrals');
  if (figure === null) return [];
  const periods = periodsIn(span, every).map(({ key }) => key);
  return targets.flatMap(({ year, value }) => {
    const held = periods.filter((key) => key.startsWith(String(year)));
    if (held.length === 0) return [];
    const part = value / PER_YEAR[every];
    return [{ label: words(`line.${every}`, { year }), value: Math.round(part * 10) / 10, periods: held }];
  });
}

/** The target for the chance of regular work at twelve months, of the last year that is followed. */
export function useChanceTargets(place: FigurePlace): readonly CurveTarget[] {
  const words = useWords(targetWords);
  const targets = useOwnTargets(place, 'chance.regular');
  const year = Number(place.cohort.to.slice(0, 4));
  return targets
    .filter((target) => target.year === year)
    .map(({ value }) => ({ label: words('line.chance', { year }), value, day: dayOfMonth(12) }));
}
