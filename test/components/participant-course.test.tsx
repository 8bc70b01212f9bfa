import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CourseChart } from '#client/trajectory/course-chart.tsx';
import { marksOf, scaleOf, ticksOf } from '#client/trajectory/course-scale.ts';
import { endOfDayInBrussels, pastDay } from '#client/trajectory/known-on.ts';
import { StationLine } from '#client/trajectory/station-line.tsx';
import { interruptedSince, stationsOf } from '#client/trajectory/stations.ts';
import { StaysTable } from '#client/trajectory/stays-table.tsx';
import { StepList } from '#client/trajectory/step-list.tsx';
import type { TrajectoryStep } from '#shared/contract/trajectories.ts';
import { staysOf } from '#shared/trajectory/stays.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import { a, takenOf } from '../setup/trajectories.ts';

const UNTIL = '2026-11-23';
const staysAfter = (...steps: Step[]) => staysOf(takenOf(...steps));
const station = (steps: Step[], stage: string) => stationsOf(staysAfter(...steps), UNTIL).find((one) => one.stage === stage);

describe('the line of stations', () => {
  it('adds up the days of every visit to a stage and says that one came back', () => {
    const steps = [
      a.referral('2026-01-01'),
      a.placement('2026-01-11'),
      a.job('2026-03-01'),
      a.placement('2026-04-01'),
      a.followOn('2026-04-11'),
    ];
    expect(station(steps, 'socialEconomy')).toMatchObject({ status: 'been', days: 49 + 10, visits: 2, returnedOn: '2026-04-01' });
    expect(station(steps, 'followOn')).toMatchObject({ status: 'now', visits: 1, returnedOn: null });
    expect(station(steps, 'screening')).toMatchObject({ status: 'skipped', days: 0 });
  });

  it('sets the end right after the stage in which it came', () => {
    const stays = staysAfter(a.referral('2026-01-01'), a.intake('2026-01-11'), a.end('2026-02-01'));
    expect(stationsOf(stays, UNTIL).map(({ stage, status }) => `${stage} ${status}`)).toEqual([
      'referred been',
      'screening been',
      'ended now',
      'socialEconomy ahead',
      'followOn ahead',
      'regular ahead',
    ]);
  });

  it('knows since when the trajectory is interrupted, through changes of state', () => {
    const steps = [a.referral('2026-01-01'), a.adviceRequest('2026-01-05'), a.interruption('2026-02-01'), a.approval('2026-02-10')];
    expect(interruptedSince(staysAfter(...steps))).toBe('2026-02-01');
    expect(interruptedSince(staysAfter(...steps, a.resumption('2026-03-01')))).toBeNull();
  });
});

describe('the line of stations as it is read', () => {
  beforeEach(() => vi.stubGlobal('fetch', async () => Response.json({ items: [] })));
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ['is now, in a file of our own', false, '7 dagen, nu'],
    ['was when we last knew, in a file that was handed over', true, '7 dagen, bekend tot 23/11/2026'],
  ])('says where somebody %s', (_where, isPast, words) => {
    show(
      <StationLine trajectory={{ stays: staysAfter(a.referral('2026-11-02'), a.intake('2026-11-16')) }} until={UNTIL} isPast={isPast} />,
    );
    expect(screen.getByText('Screening').parentElement?.textContent).toBe(`Screening${words}`);
  });
});

describe('the stays as a table', () => {
  beforeEach(() => vi.stubGlobal('fetch', async () => Response.json({ items: [] })));
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ['lasts still, in what is known today', false, 'loopt nog'],
    ['lasted then, in what was known on a day', true, 'liep nog op 23/11/2026'],
  ])('say of the last stay that it %s', (_what, isPast, words) => {
    const stays = staysAfter(a.referral('2026-11-02'), a.intake('2026-11-16'));
    show(<StaysTable stays={stays} until={UNTIL} isPast={isPast} />);
    const row = screen.getByRole('row', { name: /^16\/11\/2026/, hidden: true });
    expect(row.textContent).toContain(`16/11/2026${words}7`);
  });
});

describe('the course to scale', () => {
  it('gives every day the same width', () => {
    const { x } = scaleOf('2026-01-01', '2026-12-31', 400);
    expect(x('2026-03-01') - x('2026-02-01')).toBeCloseTo((x('2026-07-01') - x('2026-06-01')) * (28 / 30), 6);
  });

  it('writes only as many dates on its axis as stand apart', () => {
    const ticks = ticksOf(scaleOf('2023-12-04', UNTIL, 330), 'nl');
    const gaps = ticks.slice(1).map(({ x }, index) => x - (ticks[index]?.x ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(50);
    expect(ticks.filter(({ isYear }) => isYear).map(({ label }) => label)).toEqual(['2024', '2025', '2026']);
  });

  it('puts steps of one day under one mark and near ones in lanes', () => {
    const steps = [
      told(a.referral('2026-01-01')),
      told(a.intake('2026-01-02')),
      told(a.adviceRequest('2026-01-02')),
      told(a.evaluation('2026-10-01')),
    ];
    expect(marksOf(steps, scaleOf('2026-01-01', UNTIL, 330)).map(({ day, lane, steps: ofDay }) => [day, lane, ofDay.length])).toEqual([
      ['2026-01-01', 0, 1],
      ['2026-01-02', 1, 2],
      ['2026-10-01', 0, 1],
    ]);
  });

  it('is walked by the arrow keys and leads to the step', async () => {
    const onOpenStep = vi.fn();
    const steps = [a.referral('2026-01-01'), a.intake('2026-03-01')];
    const recorded = steps.map((step) => told(step));
    const trajectory = { startedOn: '2026-01-01', endedOn: null, stays: staysAfter(...steps), steps: recorded };
    show(<CourseChart trajectory={trajectory} until={UNTIL} isPast={false} onOpenStep={onOpenStep} />);
    await userEvent.tab();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('01/03/2026: Intakegesprek gehouden');
    await userEvent.keyboard('{ArrowLeft}{Enter}');
    expect(onOpenStep).toHaveBeenCalledExactlyOnceWith(recorded[0]?.id);
  });
});

describe('the list of steps', () => {
  beforeEach(() => vi.stubGlobal('fetch', async () => Response.json({ items: [] })));
  afterEach(() => vi.unstubAllGlobals());

  it('shows a withdrawn step struck through, with who, why and what came in its place, until it is put away', async () => {
    const replacement = told(a.placement('2026-04-27'));
    const withdrawn = {
      ...told(a.placement('2026-04-13')),
      withdrawnAt: '2026-04-29T09:12:00.000Z',
      withdrawnBy: 'Koen Maes',
      withdrawReason: 'Verkeerde startdag',
      replacedBy: replacement.id,
    };
    const steps = [told(a.referral('2026-02-05')), withdrawn, replacement];
    show(<StepList trajectory={{ steps, stays: staysAfter(a.referral('2026-02-05'), a.placement('2026-04-27')) }} />);
    expect(screen.getAllByText('Plaatsing gestart').map(({ tagName }) => tagName)).toEqual(['STRONG', 'S']);
    expect(screen.getByText(/Ingetrokken op 29\/04\/2026 11:12 door Koen Maes\. Reden: Verkeerde startdag/)).toBeTruthy();
    expect(screen.getByText('Vervangen door: Plaatsing gestart op 27/04/2026')).toBeTruthy();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Toon 1 ingetrokken stap' }));
    expect(screen.getAllByText('Plaatsing gestart')).toHaveLength(1);
  });

  it('says when a step was recorded more than a week after its day', () => {
    const late = { ...told(a.intake('2026-02-12')), recordedAt: '2026-02-20T08:00:00.000Z' };
    const inTime = { ...told(a.referral('2026-02-05')), recordedAt: '2026-02-12T08:00:00.000Z' };
    show(<StepList trajectory={{ steps: [inTime, late], stays: staysAfter(a.referral('2026-02-05'), a.intake('2026-02-12')) }} />);
    expect(screen.getAllByText(/laat geregistreerd/).map(({ textContent }) => textContent)).toEqual(['laat geregistreerd op 20/02/2026']);
  });
});

describe('as known on a day', () => {
  it('reaches to the last moment of that day in Belgium, in summer, in winter and when the clock changes', () => {
    expect(endOfDayInBrussels('2026-07-01')).toBe('2026-07-01T23:59:59.999+02:00');
    expect(endOfDayInBrussels('2026-01-01')).toBe('2026-01-01T23:59:59.999+01:00');
    expect(endOfDayInBrussels('2026-03-29')).toBe('2026-03-29T23:59:59.999+02:00');
    expect(endOfDayInBrussels('2026-10-25')).toBe('2026-10-25T23:59:59.999+01:00');
  });

  it('takes only a day that exists and has passed', () => {
    expect(['2026-05-02', '2026-02-31', UNTIL, '2027-01-01', 'gisteren', null].map((text) => pastDay(text, UNTIL))).toEqual([
      '2026-05-02',
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

function told(step: Step): TrajectoryStep {
  return { ...step, id: crypto.randomUUID(), note: null, recordedAt: `${step.occurredOn}T10:00:00.000Z`, recordedBy: 'Lies Janssens' };
}

function show(element: React.ReactElement) {
  render(<QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>{element}</QueryClientProvider>);
}
