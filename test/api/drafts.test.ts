import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetOldDrafts } from '#server/drafts/draft.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { type AnsweredTrajectory, openTrajectory, record, recorded, withdraw } from '../setup/case-files.ts';
import { columnsWith } from '../setup/search-database.ts';
import { a } from '../setup/trajectories.ts';

const DAY = 24 * 60 * 60_000;

let app: TestApp;
let worker: Agent;
let colleague: Agent;
let elsewhere: Agent;
let both: Agent;
beforeAll(async () => {
  app = await startTestApp();
  const workerOf = async (...municipalities: string[]) => app.as(await app.makeUser({ role: 'case-worker', municipalities }));
  [worker, colleague, elsewhere, both] = [
    await workerOf('BEK'),
    await workerOf('BEK'),
    await workerOf('DIE'),
    await workerOf('BEK', 'DIE'),
  ];
});
afterAll(() => app.close());

/** Typed as far as it got: a day and an organisation that are no such thing yet. */
const half = (more: object = {}) => ({
  id: randomUUID(),
  type: 'placement.started',
  occurredOn: '2026-03-',
  details: {
    'placement.started': { organisation: 'Kringwin', hoursPerWeek: 0.5, workForm: null },
    'advice.decided': { workForms: ['twe'] },
  },
  note: 'Ze belt nog terug, ',
  returnTo: null,
  ...more,
});
const put = (agent: Agent, { id }: { id: string }, draft: object = half()) => agent.put(`/trajectories/${id}/draft`).send(draft);
const kept = async (agent: Agent, { id }: { id: string }) => {
  const answer = await agent.get(`/trajectories/${id}/draft`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.draft;
};
const rows = () => app.db.draft.count();

async function drafted(agent = worker, draft: { id: string } = half()): Promise<AnsweredTrajectory> {
  const file = await openTrajectory(agent);
  const answer = await put(agent, file, draft);
  expect(answer.status, answer.text).toBe(200);
  return file;
}

describe('a step half entered', () => {
  it('is there again as it was typed, wherever its writer signs in, and in the place of what was typed before', async () => {
    const file = await openTrajectory(worker);
    expect(await kept(worker, file)).toBeNull();
    await put(worker, file);
    const later = half({ type: null, occurredOn: null, details: {}, note: ' En nog iets.\n' });
    const answer = await put(worker, file, later);
    expect(answer.body).toEqual({ updatedAt: app.clock.now().toISOString() });
    expect(await kept(await app.as(worker.user), file)).toEqual({ content: later, updatedAt: app.clock.now().toISOString() });
  });

  it('is its writer’s alone: a colleague has an own one, and sees and throws away no other', async () => {
    const mine = half({ note: 'van mij' });
    const file = await drafted(worker, mine);
    expect(await kept(colleague, file)).toBeNull();
    await put(colleague, file, half({ note: 'van haar' }));
    expect((await colleague.delete(`/trajectories/${file.id}/draft`)).status).toBe(204);
    expect(await kept(colleague, file)).toBeNull();
    expect((await kept(worker, file)).content).toEqual(mine);
  });

  it('is of files of the own office only, and of no other role', async () => {
    const file = await drafted();
    const answers = (agent: Agent) =>
      Promise.all([
        agent.get(`/trajectories/${file.id}/draft`),
        put(agent, file),
        agent.delete(`/trajectories/${file.id}/draft`),
        agent.get(`/trajectories/${randomUUID()}/draft`),
      ]);
    expect((await answers(elsewhere)).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    for (const role of ['coordinator', 'steering-group', 'administrator'] as const)
      expect((await answers(await app.as(role))).map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(await app.db.draft.findMany({ where: { trajectoryId: file.id } })).toMatchObject([{ userId: worker.user.id }]);
  });

  it('is gone once it is thrown away', async () => {
    const file = await drafted();
    expect((await worker.delete(`/trajectories/${file.id}/draft`)).status).toBe(204);
    expect(await kept(worker, file)).toBeNull();
    expect(await app.db.draft.count({ where: { trajectoryId: file.id } })).toBe(0);
  });

  it('stands unreadable in the database, opens in its own place only, and is in no log', async () => {
    const file = await drafted(worker, half({ note: 'KanarieConcept' }));
    for (const word of ['KanarieConcept', 'Kringwin', 'placement.started","occurredOn']) {
      const found = await columnsWith(app.db, word);
      expect(found.filter((column) => column.startsWith('draft.'))).toEqual([]);
    }
    expect(JSON.stringify(app.logged)).not.toContain('KanarieConcept');
    const other = await drafted();
    const { content } = await app.db.draft.findFirstOrThrow({ where: { trajectoryId: file.id } });
    await app.db.draft.updateMany({ where: { trajectoryId: other.id }, data: { content } });
    expect(await kept(worker, other)).toBeNull();
  });

  it('is as if it were not there where its secret is lost, and opens under the one before', async () => {
    const draft = half();
    const file = await drafted(worker, draft);
    const under = async (secret: string, previousSecrets: string[]) => {
      const next = await startTestApp({ database: app.database, secrets: { secret, previousSecrets } });
      const answer = await (await next.as(worker.user)).get(`/trajectories/${file.id}/draft`);
      await next.close();
      return [answer.status, answer.body.draft?.content ?? null];
    };
    const { SECRET } = await import('../setup/api.ts');
    expect(await under('n'.repeat(40), [SECRET])).toEqual([200, draft]);
    expect(await under('n'.repeat(40), [])).toEqual([200, null]);
  });

  it('leaves no line in the audit log', async () => {
    const file = await openTrajectory(worker);
    const before = await app.db.audit.count();
    await put(worker, file);
    await kept(worker, file);
    await worker.delete(`/trajectories/${file.id}/draft`);
    expect(await app.db.audit.count()).toBe(before);
  });
});

describe('a draft that is no draft', () => {
  it.each([
    ['more than 16 kB in all', half({ note: 'x'.repeat(16_384) })],
    ['more than 16 kB of letters that take two bytes', half({ note: 'é'.repeat(8_192) })],
    ['a kind of step that there is not', half({ type: 'step.invented' })],
    ['details of a kind of step that there is not', half({ details: { 'step.invented': {} } })],
    ['somebody else as its writer', half({ userId: randomUUID() })],
    ['no id', { ...half(), id: undefined }],
    ['details within details', half({ details: { 'job.started': { employer: { name: 'x' } } } })],
  ])('is refused: %s', async (_what, draft) => {
    const file = await openTrajectory(worker);
    expect((await put(worker, file, draft)).status).toBe(422);
    expect(await kept(worker, file)).toBeNull();
  });

  it('may be as long as the longest step', async () => {
    await drafted(worker, half({ note: 'é'.repeat(4_000), details: { 'job.started': { employer: 'é'.repeat(200) } } }));
  });
});

describe('recording', () => {
  it('of the step ends its draft, and what another window sends of it afterwards is not kept', async () => {
    const draft = half({ type: 'intake.held' });
    const file = await drafted(worker, draft);
    const answer = await record(worker, file, a.intake('2026-01-12'), { id: draft.id });
    expect(answer.status, answer.text).toBe(201);
    expect(await app.db.draft.count({ where: { trajectoryId: file.id } })).toBe(0);
    expect((await put(worker, file, draft)).status).toBe(200);
    expect(await app.db.draft.count({ where: { trajectoryId: file.id } })).toBe(0);
  });

  it('that is refused leaves the draft, as does another step and one that is taken back', async () => {
    const draft = half();
    const file = await drafted(worker, draft);
    expect((await record(worker, file, a.jobEnd('2026-02-01'), { id: draft.id })).status).toBe(409);
    expect((await record(worker, { ...file, version: 99 }, a.intake('2026-01-12'), { id: draft.id })).status).toBe(412);
    const other = randomUUID();
    const now = (await record(worker, file, a.intake('2026-01-12'), { id: other })).body;
    expect((await withdraw(worker, now, other, { reason: 'vergissing' })).status).toBe(200);
    expect((await kept(worker, file)).content).toEqual(draft);
  });

  it('by a colleague leaves the own draft', async () => {
    const draft = half();
    const file = await drafted(worker, draft);
    await put(colleague, file, draft);
    expect((await record(colleague, file, a.intake('2026-01-12'))).status).toBe(201);
    expect((await kept(worker, file)).content).toEqual(draft);
  });

  it('that overtook its own draft in the same moment leaves none to be seen', async () => {
    const draft = half();
    const file = await drafted(worker, draft);
    const late = await app.db.draft.findFirstOrThrow({ where: { trajectoryId: file.id } });
    await record(worker, file, a.intake('2026-01-12'), { id: draft.id });
    await app.db.draft.create({ data: late });
    expect(await kept(worker, file)).toBeNull();
  });
});

describe('a draft that nobody comes back to', () => {
  it('is forgotten after thirty days, to the millisecond', async () => {
    const file = await drafted();
    app.clock.advance(30 * DAY - 1);
    expect(await kept(worker, file)).not.toBeNull();
    app.clock.advance(1);
    expect(await kept(worker, file)).toBeNull();
  });

  it('goes when anybody begins another, or the server starts', async () => {
    await drafted();
    app.clock.advance(30 * DAY);
    const fresh = await drafted(elsewhere);
    expect(await app.db.draft.findMany()).toMatchObject([{ trajectoryId: fresh.id }]);
    await forgetOldDrafts(app.db, new Date(app.clock.now().getTime() + 30 * DAY - 1));
    expect(await rows()).toBe(1);
    await forgetOldDrafts(app.db, new Date(app.clock.now().getTime() + 30 * DAY));
    expect(await rows()).toBe(0);
  });
});

describe('a file that goes to another office', () => {
  it('takes leave of the drafts of the old one when it is taken over; who works for both keeps the own', async () => {
    const file = await drafted(worker);
    await put(both, file);
    const { handover } = (await record(worker, file, a.transfer('2026-03-01', 'DIE'))).body;
    expect(await kept(worker, file), 'while it waits').not.toBeNull();
    const answer = await elsewhere.post(`/handovers/${handover.id}/acceptance`).set('If-Match', '"1"').send({});
    expect(answer.status, answer.text).toBe(200);
    expect(await app.db.draft.findMany({ where: { trajectoryId: file.id } })).toMatchObject([{ userId: both.user.id }]);
    expect((await put(worker, file)).status).toBe(404);
    expect(await kept(both, file)).not.toBeNull();
  });
});

describe('a file that is erased', () => {
  it('has no draft of anybody any more, and takes none', async () => {
    const file = await drafted();
    await put(colleague, file);
    const ended = await recorded(worker, file, a.end('2026-02-01'));
    const { participantId } = await app.db.trajectory.findUniqueOrThrow({ where: { id: file.id } });
    const { body: person } = await worker.get(`/participants/${participantId}`);
    const erased = await worker
      .post(`/participants/${participantId}/erasure`)
      .set('If-Match', `"${person.version}"`)
      .send({ reason: 'person-asked', confirmation: person.code });
    expect(erased.status, erased.text).toBe(200);
    expect(await app.db.draft.count({ where: { trajectoryId: file.id } })).toBe(0);
    expect((await put(worker, ended)).body).toMatchObject({ status: 409, code: 'participant.erased' });
    expect(await app.db.draft.count({ where: { trajectoryId: file.id } })).toBe(0);
  });
});
