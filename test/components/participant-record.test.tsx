import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signIn } from '#client/api/session.ts';
import { RecordPanel } from '#client/features/participant/record/record-panel.tsx';
import { trajectoryQuery } from '#client/trajectory/queries.ts';
import type { StepRecord } from '#server/trajectories/trajectory-file.ts';
import { viewOf } from '#server/trajectories/view.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { StepBody, Trajectory } from '#shared/contract/trajectories.ts';
import { Step } from '#shared/trajectory/steps.ts';
import { a, HOME } from '../setup/trajectories.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const SELF = { id: '00000000-0000-4000-8000-000000000001', name: 'Lies Janssens' };
const COLLEAGUE = { id: '00000000-0000-4000-8000-000000000002', name: 'Koen Maes' };
/** Each test its own trajectory: what is half entered is kept for as long as the page lives. */
let trajectoryId: string;
let steps: StepRecord[];
let version: number;
/** What the next request to record a step meets, instead of an answer. */
let mishap: 'none' | 'answer-lost' = 'none';

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => answer(url, init));
  mishap = 'none';
  await signIn({ email: 'lies@diest.example', password: 'x' });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('recording a step', { timeout: 20_000 }, () => {
  it('asks for two presses for the usual step, and says what comes after it', async () => {
    given(a.referral('2026-10-01'));
    const onRecorded = open();
    await choose('Intakegesprek gehouden');
    expect(await screen.findByText('Intake')).toBeTruthy();
    await userEvent.click(record());
    await waitFor(() => expect(onRecorded).toHaveBeenCalledOnce());
    expect(steps.map(({ step }) => step)).toContainEqual(a.intake('2026-11-23'));
  });

  it('says where a late step falls and what it changes', async () => {
    given(a.referral('2026-01-05'), a.intake('2026-01-12'), a.placement('2026-03-02'), a.placementEnd('2026-09-01'));
    open();
    await typeDay('10/06/2026');
    await choose('Plaatsing gestart');
    await userEvent.selectOptions(screen.getByLabelText('Soort werkplek'), 'Openbaar bestuur');
    expect(await screen.findByText('Valt tussen Plaatsing gestart (02/03/2026) en Plaatsing beëindigd (01/09/2026).')).toBeTruthy();
    expect(screen.getByText('Sociale economie: 266 → 100 dagen')).toBeTruthy();
    expect(screen.getByText('Vervolgplaatsing: 0 → 166 dagen')).toBeTruthy();
    expect(screen.getByText('De toestand van vandaag wordt een andere.')).toBeTruthy();
  });

  it('offers on an earlier day the steps that were possible then', async () => {
    given(a.referral('2026-01-05'), a.placement('2026-03-02'));
    open();
    await typeDay('12/01/2026');
    expect(await screen.findByRole('radio', { name: 'Intakegesprek gehouden' })).toBeTruthy();
    expect(screen.queryByRole('radio', { name: 'Plaatsing beëindigd' })).toBeNull();
  });

  it('names the day of the referral when a step comes before it, and offers that day', async () => {
    given(a.referral('2026-10-01'));
    open();
    await choose('Intakegesprek gehouden');
    await typeDay('30/09/2026');
    expect(await screen.findByText(/De aanmelding was op 01\/10\/2026/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Neem 01/10/2026' }));
    expect(screen.getByLabelText<HTMLInputElement>('Op welke dag?').value).toBe('01/10/2026');
    expect(await screen.findByText(/Daarna:/)).toBeTruthy();
  });

  it('leads from a placement without advice over the advice and back, and keeps what was typed', async () => {
    given(a.referral('2026-10-01'), a.intake('2026-10-08'));
    open();
    await choose('Plaatsing gestart');
    await userEvent.selectOptions(screen.getByLabelText('Werkvorm'), 'Collectief maatwerk');
    await userEvent.type(screen.getByLabelText(/Organisatie/), 'De Winning');
    await userEvent.click(await screen.findByRole('button', { name: 'Leg eerst de adviesvraag vast' }));
    await userEvent.click(record());
    await userEvent.click(await screen.findByRole('button', { name: 'Leg eerst het advies vast' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Collectief maatwerk' }));
    await userEvent.click(record());
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Plaatsing gestart' }).checked).toBe(true));
    expect(screen.getByLabelText<HTMLInputElement>(/Organisatie/).value).toBe('De Winning');
    expect(await screen.findByText(/Daarna:/)).toBeTruthy();
    await userEvent.click(record());
    await waitFor(() => expect(steps.at(-1)?.step.type).toBe('placement.started'));
  });

  it('offers the end of an interruption while there is one, and not what it forbids', async () => {
    given(a.referral('2026-10-01'), a.interruption('2026-10-05'));
    open();
    await typeDay('10/10/2026');
    await userEvent.click(screen.getByRole('button', { name: /andere stap/ }));
    expect(screen.queryByRole('radio', { name: 'Intakegesprek gehouden' })).toBeNull();
    expect(screen.getByRole('radio', { name: 'Onderbreking beëindigd' })).toBeTruthy();
  });

  it('says what a colleague recorded meanwhile, and keeps what was typed', async () => {
    given(a.referral('2026-10-01'));
    open();
    await choose('Intakegesprek gehouden');
    await userEvent.click(screen.getByRole('button', { name: 'Notitie toevoegen' }));
    await userEvent.type(screen.getByLabelText('Notitie'), 'Wil in de keuken werken');
    store(a.evaluation('2026-11-02'), COLLEAGUE);
    await userEvent.click(record());
    expect(await screen.findByText(/Koen Maes legde vast: Evaluatie gehouden op 02\/11\/2026/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('Notitie').value).toBe('Wil in de keuken werken');
    await userEvent.click(record());
    await waitFor(() => expect(steps.at(-1)?.note).toBe('Wil in de keuken werken'));
  });

  it('sends the same step again after a lost answer, so that it is there once', async () => {
    given(a.referral('2026-10-01'));
    const onRecorded = open();
    await choose('Intakegesprek gehouden');
    mishap = 'answer-lost';
    await userEvent.click(record());
    expect(await screen.findByText(/dubbel komt hij er nooit/)).toBeTruthy();
    await userEvent.click(record());
    await waitFor(() => expect(onRecorded).toHaveBeenCalledOnce());
    expect(steps).toHaveLength(2);
  });

  it('names the field that is still empty, at the field and in a summary', async () => {
    given(a.referral('2026-10-01'), a.placement('2026-10-05'));
    open();
    await choose('Job gestart');
    await userEvent.click(record());
    const summary = await screen.findByRole('alert');
    expect(within(summary).getByText('Kies: contract')).toBeTruthy();
    expect(screen.getByLabelText('Contract').getAttribute('aria-invalid')).toBe('true');
    expect(steps).toHaveLength(2);
  });
});

function open() {
  const onRecorded = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Panel onRecorded={onRecorded} />
    </QueryClientProvider>,
  );
  return onRecorded;
}

function Panel({ onRecorded }: { onRecorded: () => void }) {
  const { data } = useQuery({ ...trajectoryQuery(trajectoryId), initialData: view(), staleTime: Number.POSITIVE_INFINITY });
  return <RecordPanel trajectory={data} onRecorded={onRecorded} onProblem={() => undefined} />;
}

async function choose(step: string) {
  await userEvent.click(await screen.findByRole('radio', { name: step }));
}

async function typeDay(day: string) {
  const input = screen.getByLabelText('Op welke dag?');
  await userEvent.clear(input);
  await userEvent.type(input, day);
  await userEvent.tab();
}

function record() {
  return screen.getByRole('button', { name: 'Vastleggen' });
}

function given(...history: Step[]) {
  trajectoryId = crypto.randomUUID();
  steps = [];
  version = 0;
  for (const step of history) store(step, SELF);
}

function store(step: Step, recordedBy: StepRecord['recordedBy'], id: string = crypto.randomUUID(), note: string | null = null) {
  version += 1;
  steps.push({ id, order: version, step, note, recordedAt: NOW.toISOString(), recordedBy, withdrawal: null });
}

function view(): Trajectory {
  const profile = { birthDate: null, gender: null, education: null };
  return viewOf(
    {
      id: trajectoryId,
      participantId: SELF.id,
      code: 'DIE-7F3Q',
      version,
      isErased: false,
      referralMunicipality: HOME,
      profile,
      handover: null,
      steps,
    },
    NOW,
  );
}

/** What the server would answer, over the same view of the same history. */
async function answer(url: string, { method, body, headers }: RequestInit): Promise<Response> {
  if (url === '/api/session')
    return Response.json({ accessToken: 't', expiresIn: 600, user: { ...SELF, role: 'case-worker', municipalities: [HOME] } });
  if (url === '/api/municipalities') return Response.json({ items: [{ code: HOME, name: HOME }] });
  if (url.endsWith('/draft')) return method === 'GET' ? Response.json({ draft: null }) : Response.json({ updatedAt: NOW.toISOString() });
  if (method !== 'POST') return Response.json(view());
  const { id, note = null, ...step }: StepBody = JSON.parse(String(body));
  const isRepeated = steps.some((recorded) => recorded.id === id);
  if (!isRepeated && new Headers(headers).get('If-Match') !== `"${version}"`) return problem(new Problem('version.stale'), 412);
  if (!isRepeated) store(Step.parse(step), SELF, id, note);
  if (mishap === 'answer-lost') {
    mishap = 'none';
    throw new TypeError('Failed to fetch');
  }
  return Response.json(view(), { status: 201 });
}

function problem({ code }: Problem, status: number): Response {
  return Response.json({ type: 'about:blank', title: code, status, code, requestId: 'r' }, { status });
}
