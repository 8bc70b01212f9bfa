import { type CurveKind, type CurvePoint, readCurve } from './curve-reading.ts';

type ToPixels = (value: number) => number;

/** A step curve as an SVG path, from day 0 to where it stops or the drawing ends. */
export function stepPath(points: readonly CurvePoint[], kind: CurveKind, horizon: number, x: ToPixels, y: ToPixels): string {
  return `M${steps(points, kind, horizon, x, y, ({ estimate }) => estimate).join('L')}`;
}

/** The band between the bounds: along the upper one and back along the lower. Where there is no interval it is as thin as the line. */
export function bandPath(points: readonly CurvePoint[], kind: CurveKind, horizon: number, x: ToPixels, y: ToPixels): string {
  const upper = steps(points, kind, horizon, x, y, (at) => at.upper ?? at.estimate);
  const lower = steps(points, kind, horizon, x, y, (at) => at.lower ?? at.estimate);
  return `M${[...upper, ...lower.toReversed()].join('L')}Z`;
}

type Height = Pick<CurvePoint, 'estimate' | 'lower' | 'upper'>;

function steps(
  points: readonly CurvePoint[],
  kind: CurveKind,
  horizon: number,
  x: ToPixels,
  y: ToPixels,
  height: (at: Height) => number,
): string[] {
  const corner = (day: number, value: number) => `${x(day).toFixed(1)} ${y(value).toFixed(1)}`;
  let value = height(readCurve(points, kind, 0) ?? { estimate: kind === 'survival' ? 1 : 0, lower: null, upper: null });
  const corners = [corner(0, value)];
  for (const point of points.filter(({ day }) => day > 0 && day <= horizon)) {
    const next = height(point);
    corners.push(corner(point.day, value));
    if (next !== value) corners.push(corner(point.day, next));
    value = next;
  }
  const last = points.at(-1);
  if (last && last.day > horizon) corners.push(corner(horizon, value));
  return corners;
}
