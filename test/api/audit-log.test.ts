import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { linesSince } from '../setup/audit.ts';
import { openTrajectory, recorded } from '../setup/case-files.ts';
import { a } from '../setup/trajectories.ts';

let api: TestApp;
let administrator: Agent;
let worker: Agent;
let colleague: Agent;
let stranger: Agent;
let participantId: string;
let trajectory: { id: string; version: number };
let code: string;

beforeAll(async () => {
  api = await startTestApp();
  administrator = await api.as('administrator');
  worker = await api.as(await api.makeUser({ role: 'case-worker', municipalities: ['BEK'], name: 'Els Vermeulen' }));
  colleague = await api.as(await api.makeUser({ role: 'case-worker', municipalities: ['BEK'], name: 'Jan Claes' }));
  stranger = await api.as(await api.makeUser({ role: 'case-worker', municipalities: ['DIE'], name: 'Vreemde Collega' }));
  trajectory = await openTrajectory(worker);
  ({ participantId, code } = await api.db.trajectory.findUniqueOrThrow({ where: { id: trajectory.id } }));
});
afterAll(() => api.close());

interface Entry {
  sequence: number;
  action: string;
  participant: string | null;
  user: { id: string; name: string } | null;
}
const actions = (body: { items: Entry[] }) => body.items.map(({ action }) => action);

describe('the log', () => {
  it('tells the administrator who did what, newest first, by code and never by name', async () => {
    await worker.get(`/participants/${participantId}`);
    const answer = await administrator.get(`/audit?participant=${code}`);
    expect(answer.status, answer.text).toBe(200);
    expect(actions(answer.body)).toEqual(['getParticipant', 'openTrajectory', 'createParticipant']);
    expect(answer.body.items[0]).toMatchObject({
      at: api.clock.now().toISOString(),
      user: { id: worker.user.id, name: 'Els Vermeulen' },
      role: 'case-worker',
      kind: 'read',
      outcome: 'done',
      participant: code,
      address: expect.stringContaining('127.0.0.1'),
      requestId: expect.any(String),
    });
    expect((await administrator.get(`/audit?participant=${participantId}`)).body.items).not.toEqual([]);
    expect((await administrator.get('/audit?participant=BEK-0000')).body.items).toEqual([]);
  });

  it('is filtered by who, what, how it ended and when, in days of here', async () => {
    await stranger.get(`/participants/${participantId}`);
    const asked = async (query: string) => {
      const answer = await administrator.get(`/audit?${query}`);
      expect(answer.status, answer.text).toBe(200);
      return answer.body;
    };
    expect((await asked('outcome=refused')).items).toEqual([
      expect.objectContaining({
        outcome: 'resource.not-found',
        user: { id: stranger.user.id, name: 'Vreemde Collega' },
        participant: code,
      }),
    ]);
    expect(actions(await asked(`user=${stranger.user.id}&outcome=done`))).toEqual([]);
    expect(new Set(actions(await asked('kind=change')))).toEqual(new Set(['createParticipant', 'openTrajectory']));
    expect(actions(await asked('action=openTrajectory'))).toEqual(['openTrajectory']);
    // 23 November begins an hour before midnight of Greenwich.
    api.clock.set('2026-11-23T22:59:00Z');
    await worker.get('/participants?q=x');
    api.clock.set('2026-11-23T23:01:00Z');
    await worker.get(`/trajectories/${trajectory.id}`);
    expect(actions(await asked('from=2026-11-24&to=2026-11-24&kind=read'))).not.toContain('getParticipant');
    expect(actions(await asked('from=2026-11-24&to=2026-11-24'))).toContain('getTrajectory');
    expect(actions(await asked('to=2026-11-23'))).toContain('listParticipants');
    expect(actions(await asked('from=2026-11-25'))).toEqual([]);
  });

  it('is turned over page by page, each line once, and that is one reading', async () => {
    api.clock.advance(3_600_000);
    const since = (await linesSince(api.db)).length;
    const seen: number[] = [];
    let cursor = '';
    do {
      const answer = await administrator.get(`/audit?limit=2&kind=change${cursor && `&cursor=${cursor}`}`);
      expect(answer.status, answer.text).toBe(200);
      seen.push(...answer.body.items.map(({ sequence }: Entry) => sequence));
      cursor = answer.body.nextCursor;
    } while (cursor);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual([...new Set(seen)].toSorted((one, other) => other - one));
    const lines = (await linesSince(api.db)).slice(since);
    expect(lines.map(({ action }) => action)).toEqual(['listAudit']);
  });

  it('writes a page down all the same where nothing was asked before it', async () => {
    const page = await administrator.get('/audit?limit=1');
    api.clock.advance(11 * 60_000);
    const before = (await linesSince(api.db)).length;
    await administrator.get(`/audit?limit=1&cursor=${page.body.nextCursor}`);
    expect((await linesSince(api.db)).slice(before).map(({ action }) => action)).toEqual(['listAudit']);
    expect((await administrator.get('/audit?cursor=rubbish')).status).toBe(422);
  });

  it('is open to an office for its own participants, without where colleagues sat', async () => {
    const answer = await worker.get(`/audit?participant=${participantId}`);
    expect(actions(answer.body)).toContain('createParticipant');
    expect(answer.body.items.filter((entry: { address: unknown; requestId: unknown }) => entry.address || entry.requestId)).toEqual([]);
    const unnamed = await worker.get('/audit');
    expect(unnamed.status).toBe(422);
    expect(unnamed.body.fields).toEqual([expect.objectContaining({ path: 'query.participant', code: 'participant.required' })]);
    expect((await stranger.get(`/audit?participant=${participantId}`)).status).toBe(404);
    expect((await stranger.get(`/audit?participant=${code}`)).status).toBe(404);
    for (const role of ['coordinator', 'steering-group'] as const) expect((await (await api.as(role)).get('/audit')).status).toBe(403);
  });

  it('goes out as a file to the administrator alone, and that is written down before the first byte', async () => {
    const answer = await administrator.get(`/audit.csv?participant=${code}`).buffer(true);
    expect(answer.headers['content-type']).toMatch('text/csv');
    const rows: Record<string, string>[] = parse(answer.text, { columns: true });
    expect(rows.map(({ action }) => action).slice(0, 3)).toEqual(['createParticipant', 'openTrajectory', 'getParticipant']);
    expect(rows[0]).toMatchObject({ user: 'Els Vermeulen', participant: code, outcome: 'done' });
    // The line is there before the file is written, so a file of everything ends with it.
    const everything: Record<string, string>[] = parse((await administrator.get('/audit.csv').buffer(true)).text, { columns: true });
    expect(everything.at(-1)).toMatchObject({ action: 'exportAudit', kind: 'export', user_id: administrator.user.id });
    expect((await worker.get(`/audit.csv?participant=${participantId}`)).status).toBe(403);
  });
});

describe('who looked at a file', () => {
  it('is told by person and day: a visit is one look, however much was read in it', async () => {
    const own = await openTrajectory(worker);
    const { participantId: id } = await api.db.trajectory.findUniqueOrThrow({ where: { id: own.id } });
    const open = async (agent: Agent) => {
      await agent.get(`/participants/${id}`);
      await agent.get(`/trajectories/${own.id}`);
      api.clock.advance(60_000);
      await agent.get(`/trajectories/${own.id}`);
    };
    api.clock.set('2026-12-01T08:00:00Z');
    await open(colleague);
    api.clock.advance(30 * 60_000);
    await open(colleague);
    await recorded(colleague, own, a.intake('2026-01-12'));
    api.clock.advance(60_000);
    await stranger.get(`/participants/${id}`);
    api.clock.set('2026-12-02T08:00:00Z');
    await open(await api.as('coordinator'));
    await open(colleague);
    const answer = await worker.get(`/participants/${id}/readers`);
    expect(answer.status, answer.text).toBe(200);
    const told = answer.body.items.map(({ day, user, role, looked, changed, refused }: Record<string, { name: string }>) => [
      ...[day, role, user?.name, looked, changed, refused],
    ]);
    expect(told).toEqual([
      ['2026-12-02', 'case-worker', 'Jan Claes', 1, 0, 0],
      ['2026-12-02', 'coordinator', expect.any(String), 1, 0, 0],
      ['2026-12-01', 'case-worker', 'Vreemde Collega', 0, 0, 1],
      ['2026-12-01', 'case-worker', 'Jan Claes', 2, 1, 0],
      [expect.any(String), 'case-worker', 'Els Vermeulen', 0, 2, 0],
    ]);
    expect(answer.body.items[3]).toMatchObject({ first: '2026-12-01T08:00:00.000Z', last: '2026-12-01T08:32:00.000Z' });
    const pages = [];
    for (let cursor = ''; cursor !== null; ) {
      const page = await worker.get(`/participants/${id}/readers?limit=2${cursor && `&cursor=${cursor}`}`);
      pages.push(...page.body.items);
      cursor = page.body.nextCursor;
    }
    expect(pages).toEqual(answer.body.items);
  });

  it('is the own office’s to know', async () => {
    expect((await stranger.get(`/participants/${participantId}/readers`)).status).toBe(404);
    expect((await administrator.get(`/participants/${participantId}/readers`)).status).toBe(403);
    expect((await (await api.as('coordinator')).get(`/participants/${participantId}/readers`)).status).toBe(403);
  });
});
