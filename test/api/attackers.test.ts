import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Agent, TestApp } from '../setup/api.ts';
import { csv, row, send } from '../setup/exchange.ts';
import { everyRow } from '../setup/rows.ts';
import { type File, FOREIGN, OWN, type Region, startRegion } from '../setup/two-offices.ts';

// The attacker is a case worker of one office who knows everything of a file of another: its ids, its words, its office. The matrix
// (matrix.test.ts) asks each route honestly; here each door is tried with what it was not made for.

let api: TestApp;
let region: Region;
let attacker: Agent;
let attackers: File;
let victim: File;
/** Another file of the victim’s office, on its way to a third. */
let onItsWay: File & { handoverId: string };

beforeAll(async () => {
  region = await startRegion();
  ({ api } = region);
  attacker = region.foreignWorker;
  attackers = await region.makeFile(FOREIGN);
  victim = await region.makeFile(OWN);
  onItsWay = await handedOver(await region.makeFile(OWN));
  await draftBy(region.agents['own case worker'], victim, 'Zconcept van het slachtoffer');
});
afterAll(() => region?.close());

describe('the victim’s file', () => {
  const QUESTIONS = [
    ...[
      '/publications',
      '/participants',
      '/participants?limit=200&sort=-name',
      '/participants?running=true',
      `/participants?stage=screening`,
    ],
    ...['/trajectories', '/trajectories?limit=200', '/trajectory-model', '/exports/steps.csv', '/municipalities', '/me'],
    ...['inflow', 'flows', 'occupancy', 'outflow', 'throughflow'].flatMap((figure) =>
      ['', '&by=municipality', '&by=gender,ageClass', '&by=municipality,programme'].map((by) => `/figures/${figure}?from=2025-01-01${by}`),
    ),
  ];

  it('makes no difference to anything that another office can ask: lists, counts, figures, exports', async () => {
    const before = await answers(attacker, QUESTIONS);
    await region.makeFile(OWN);
    await region.makeFile(OWN, { isEnded: true });
    expect(await answers(attacker, QUESTIONS)).toEqual(before);
  });

  it('makes no difference to what the steering group can ask', async () => {
    const steeringGroup = region.agents['steering group'];
    const before = await answers(steeringGroup, QUESTIONS);
    await region.makeFile(OWN);
    expect(await answers(steeringGroup, QUESTIONS)).toEqual(before);
  });

  it('is found by no search, by none of its words, in whole or in part', async () => {
    const { code } = (await region.agents['own case worker'].get(`/participants/${victim.participantId}`)).body;
    for (const word of [...Object.values(victim.words), code, victim.participantId, victim.trajectoryId]) {
      for (const q of [word, word.slice(0, 4), word.toUpperCase()]) {
        const { status, body, text } = await attacker.get(`/participants?q=${encodeURIComponent(q)}`);
        expect(status, text).toBe(200);
        expect(body.items.map(({ id }: { id: string }) => id)).not.toContain(victim.participantId);
        expect(text.toLowerCase()).not.toContain(victim.words.lastName.toLowerCase());
      }
    }
  });

  it('is found by nobody else by its INSZ', async () => {
    const find = (agent: Agent) => agent.post('/participants/search').send({ insz: victim.words.insz });
    expect((await find(region.agents['own case worker'])).body.items).toHaveLength(1);
    expect((await find(attacker)).body.items).toEqual([]);
  });

  it('is in no list of hand-overs, by none of its words, while it goes from the one to the other', async () => {
    const own = await region.agents['own case worker'].get('/handovers?direction=out');
    expect(own.body.items.map(({ id }: { id: string }) => id)).toContain(onItsWay.handoverId);
    const words = ['', onItsWay.words.lastName, onItsWay.words.reference, own.body.items[0].code];
    for (const direction of ['in', 'out'])
      for (const q of words) {
        const { status, body, text } = await attacker.get('/handovers').query({ direction, ...(q && { q }) });
        expect(status, text).toBe(200);
        expect(body.items).toEqual([]);
      }
    expect((await attacker.get('/handovers/waiting')).body).toEqual({ incoming: 0 });
  });

  it('is in no list that is asked for by its office or its case worker', async () => {
    const { user } = region.agents['own case worker'];
    for (const path of [`/participants?municipality=${OWN}`, `/participants?worker=${user.id}`, `/trajectories?municipality=${OWN}`]) {
      const { body } = await attacker.get(path);
      expect(body.items ?? []).toEqual([]);
    }
    expect((await attacker.get(`/figures/inflow?municipality=${OWN}`)).status).toBe(404);
    expect((await attacker.get('/figures/inflow?municipality=NERGENS')).status).toBe(404);
  });

  it('is on no page that a cursor of its own office leads to', async () => {
    await region.makeFile(OWN);
    const own = await region.agents['own case worker'].get('/participants?limit=1');
    const { body } = await attacker.get(`/participants?limit=200&cursor=${own.body.nextCursor}`);
    for (const { municipality } of body.items ?? []) expect(municipality).toBe(FOREIGN);
  });
});

describe('what the victim’s office aims at', () => {
  const TARGET = { figure: 'inflow.placements', year: 2026, municipality: OWN };
  const QUESTIONS = ['', '?year=2026', '?figure=inflow.placements', '?figure=inflow.placements&year=2026'].map((q) => `/targets${q}`);
  const set = (agent: Agent, body: object) => agent.post('/targets').send({ ...TARGET, ...body });

  it('makes no difference to anything that another office, the steering group or the administrator can ask', async () => {
    const others = [attacker, region.agents['case worker elsewhere'], region.agents['steering group'], region.agents.administrator];
    const all = () => Promise.all(others.map((agent) => answers(agent, QUESTIONS)));
    const before = await all();
    for (const value of [17, 23]) {
      expect((await set(region.agents.coordinator, { value })).status).toBe(200);
      const own = await region.agents['own case worker'].get('/targets?year=2026');
      expect(own.body.items).toEqual([expect.objectContaining({ municipality: OWN, value })]);
      expect(await all()).toEqual(before);
    }
  });

  it('is set, changed and taken away by the coordinator alone, not by its own office either', async () => {
    expect((await set(region.agents.coordinator, { value: 17 })).status).toBe(200);
    const rows = async () => (await everyRow(api.db)).target;
    const before = await rows();
    expect(before).not.toEqual([]);
    const { coordinator: _, ...others } = region.agents;
    for (const agent of [attacker, ...Object.values(others)])
      for (const body of [{ value: 1 }, { value: null }, { municipality: null, value: 1 }, { municipality: FOREIGN, value: 1 }]) {
        const answer = await set(agent, body);
        expect([answer.status, answer.body.items]).toEqual([403, undefined]);
      }
    expect(await rows()).toEqual(before);
  });
});

describe('a door that was not made for it', () => {
  let before: Record<string, string[]>;
  beforeEach(async () => {
    before = await victimsRows();
  });

  const ATTEMPTS: [string, () => Promise<{ status: number; text: string }>, number][] = [
    ['opens no file in the victim’s office', () => attacker.post('/participants').send({ municipality: OWN }), 422],
    ['moves no file of its own there', () => changeOwn({ municipality: OWN }), 422],
    ['hands no file of its own to their case worker', () => changeOwn({ workerId: region.agents['own case worker'].user.id }), 422],
    ['opens no trajectory for the victim', () => open({ participantId: victim.participantId }), 404],
    ['opens no trajectory in their office', () => open({ participantId: attackers.participantId, municipality: OWN }), 422],
    ['takes no trajectory over by its id', () => openForNobodyYet({ id: victim.trajectoryId }), 422],
    ['takes no step over by its id', () => record(attackers, { id: victim.stepId }), 422],
    ['withdraws no step of theirs by way of its own trajectory', () => withdrawal(attackers.trajectoryId, victim.stepId), 404],
    ['withdraws no step of its own by way of their trajectory', () => withdrawal(victim.trajectoryId, attackers.stepId), 404],
    ['records nothing in their trajectory', () => record(victim), 404],
    ['reads no draft of theirs', () => attacker.get(`/trajectories/${victim.trajectoryId}/draft`), 404],
    ['writes none', () => keep(victim.trajectoryId), 404],
    ['throws none away', () => attacker.delete(`/trajectories/${victim.trajectoryId}/draft`), 404],
    ['keeps none in their name', () => keep(attackers.trajectoryId, { userId: region.agents['own case worker'].user.id }), 422],
    ['keeps none in their file by way of its own', () => keep(attackers.trajectoryId, { trajectoryId: victim.trajectoryId }), 422],
    ['hands their file to itself by no transfer', () => record(victim, TO_FOREIGN), 404],
    ['takes over no file that goes to another', () => decide('acceptance', {}), 404],
    ['refuses none', () => decide('rejection', { reason: 'other', remark: 'x' }), 404],
    ['takes none back', () => decide('revocation'), 404],
    ['reads none', () => attacker.get(`/trajectories/${onItsWay.trajectoryId}`), 404],
    ['changes nothing of their person', () => change(victim, { lastName: 'Anders' }), 404],
  ];

  it.each(ATTEMPTS)('%s', async (_what, attempt, status) => {
    const answer = await attempt();
    expect(answer.status, answer.text).toBe(status);
    for (const word of [...Object.values(victim.words), ...Object.values(onItsWay.words), 'Zconcept'])
      expect(answer.text).not.toContain(word);
    expect(await victimsRows()).toEqual(before);
  });

  it('imports nothing into the victim’s office, and takes no file over by its reference or code', async () => {
    const { code } = (await region.agents['own case worker'].get(`/participants/${victim.participantId}`)).body;
    const intoTheirs = await send(
      attacker,
      csv(row(victim.words.reference, 'intake.held', '2026-01-20', { municipality: OWN })),
      'partial=true',
    );
    expect(intoTheirs.body).toMatchObject({ steps: 0, rejectedRows: 1 });
    for (const participant of [victim.words.reference, code]) {
      const rows = csv(
        row(participant, 'referral.received', '2026-01-05', { municipality: FOREIGN, programme: 'twe', last_name: 'Anders' }),
      );
      const report = await send(attacker, rows, 'partial=true');
      expect(report.status).toBe(200);
    }
    expect(await victimsRows()).toEqual(before);
  });

  it('learns from no refusal that another office knows a reference or an INSZ', async () => {
    const { reference, insz } = (await region.makeFile(OWN)).words;
    before = await victimsRows();
    const answer = await attacker.post('/participants').send({ municipality: FOREIGN, reference, insz });
    expect(answer.status, answer.text).toBe(201);
    expect(await victimsRows()).toEqual(before);
  });

  it('ends nobody else’s session', async () => {
    const { user } = region.agents['own case worker'];
    const session = await api.db.session.findFirstOrThrow({ where: { userId: user.id } });
    expect((await attacker.delete(`/me/sessions/${session.id}`)).status).toBe(404);
    expect((await attacker.delete(`/users/${user.id}/sessions`)).status).toBe(403);
    expect(await api.db.session.findUnique({ where: { id: session.id } })).toEqual(session);
  });

  it.each(['coordinator', 'steering group', 'administrator'] as const)('is closed to the %s, who changes no file', async (role) => {
    const agent = region.agents[role];
    const { participantId, trajectoryId, stepId } = victim;
    const attempts = [
      agent.patch(`/participants/${participantId}`).set('If-Match', '"1"').send({ lastName: 'Anders' }),
      agent.post(`/trajectories/${trajectoryId}/steps`).set('If-Match', `"${victim.version}"`).send(STEP),
      agent.post(`/trajectories/${trajectoryId}/steps/${stepId}/withdrawal`).set('If-Match', `"${victim.version}"`).send({ reason: 'x' }),
      agent.post('/trajectories').send({ participantId, programme: 'twe', occurredOn: '2026-01-05' }),
      agent.post('/participants').send({ municipality: OWN }),
      agent.get(`/trajectories/${trajectoryId}/draft`),
      agent.put(`/trajectories/${trajectoryId}/draft`).send(DRAFT),
      agent.delete(`/trajectories/${trajectoryId}/draft`),
      ...['acceptance', 'rejection', 'revocation'].map((deed) =>
        agent.post(`/handovers/${onItsWay.handoverId}/${deed}`).set('If-Match', '"1"').send({ reason: 'other' }),
      ),
      agent.get('/handovers'),
    ];
    for (const answer of await Promise.all(attempts)) expect(answer.status).toBe(403);
    expect(await victimsRows()).toEqual(before);
  });
});

const STEP = { type: 'placement.ended', occurredOn: '2026-03-10', details: { reason: 'completed' } };

const TO_FOREIGN = { type: 'trajectory.transferred', occurredOn: '2026-03-10', details: { toMunicipality: FOREIGN } };
const DRAFT = { id: randomUUID(), type: null, occurredOn: null, details: {}, note: 'Zconcept', returnTo: null };

function record({ trajectoryId, version }: File, more: object = {}) {
  return attacker
    .post(`/trajectories/${trajectoryId}/steps`)
    .set('If-Match', `"${version}"`)
    .send({ id: randomUUID(), ...STEP, ...more });
}

function keep(trajectoryId: string, more: object = {}) {
  return attacker.put(`/trajectories/${trajectoryId}/draft`).send({ ...DRAFT, ...more });
}

async function draftBy(agent: Agent, { trajectoryId }: File, note: string): Promise<void> {
  const answer = await agent.put(`/trajectories/${trajectoryId}/draft`).send({ ...DRAFT, note });
  expect(answer.status, answer.text).toBe(200);
}

function decide(deed: 'acceptance' | 'rejection' | 'revocation', body?: object) {
  return attacker.post(`/handovers/${onItsWay.handoverId}/${deed}`).set('If-Match', '"1"').send(body);
}

async function handedOver(file: File): Promise<typeof onItsWay> {
  const to = await api.makeMunicipality('HAL');
  const transfer = { type: 'trajectory.transferred', occurredOn: '2026-03-10', details: { toMunicipality: to } };
  const answer = await region.agents['own case worker']
    .post(`/trajectories/${file.trajectoryId}/steps`)
    .set('If-Match', `"${file.version}"`)
    .send(transfer);
  expect(answer.status, answer.text).toBe(201);
  return { ...file, version: answer.body.version, handoverId: answer.body.handover.id };
}

function change({ participantId, participantVersion }: File, body: object) {
  return attacker.patch(`/participants/${participantId}`).set('If-Match', `"${participantVersion}"`).send(body);
}

function changeOwn(body: object) {
  return change(attackers, body);
}

function open(body: object) {
  return attacker.post('/trajectories').send({ programme: 'twe', occurredOn: '2026-06-01', ...body });
}

async function openForNobodyYet(body: object) {
  const person = await attacker.post('/participants').send({ municipality: FOREIGN });
  return open({ participantId: person.body.id, ...body });
}

function withdrawal(trajectoryId: string, stepId: string) {
  return attacker
    .post(`/trajectories/${trajectoryId}/steps/${stepId}/withdrawal`)
    .set('If-Match', `"${attackers.version}"`)
    .send({ reason: 'x' });
}

/** Everything that the database holds of the victim and of their office, whole. */
async function victimsRows(): Promise<Record<string, string[]>> {
  const { handoverId } = onItsWay;
  const marks = [
    victim.participantId,
    victim.trajectoryId,
    victim.stepId,
    onItsWay.participantId,
    onItsWay.trajectoryId,
    handoverId,
    `"${OWN}"`,
  ];
  const rows = Object.entries(await everyRow(api.db));
  return Object.fromEntries(rows.map(([table, all]) => [table, all.filter((each) => marks.some((mark) => each.includes(mark)))]));
}

/** Without the ids of requests. */
async function answers(agent: Agent, paths: readonly string[]): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const path of paths) {
    const { status, text, headers } = await agent.get(path).buffer(true);
    all[path] = [status, text.replaceAll(headers['x-request-id'] ?? '-', ''), headers['content-length']];
  }
  return all;
}
