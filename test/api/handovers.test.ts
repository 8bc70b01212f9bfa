import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rebuild } from '#server/trajectories/rebuild.ts';
import type { Agent, TestApp } from '../setup/api.ts';
import { record, recorded, stepOf, withdraw } from '../setup/case-files.ts';
import { csv, row, send } from '../setup/exchange.ts';
import { accepted, decide, newReference, type Offices, startOffices, transferred } from '../setup/handed-over.ts';
import { a } from '../setup/trajectories.ts';

let app: TestApp;
let old: Agent;
let next: Agent;
let third: Agent;
let both: Agent;
let open: Offices['open'];
let proposed: Offices['proposed'];
beforeAll(async () => {
  ({ app, old, next, third, both, open, proposed } = await startOffices());
});
afterAll(() => app.close());
beforeEach(() => app.clock.advance(60_000));

const tallies = () =>
  app.db.tally.findMany({
    where: { count: { not: 0 } },
    orderBy: [{ figure: 'asc' }, { month: 'asc' }, { municipality: 'asc' }, { key: 'asc' }],
  });

const statusOf = async (agent: Agent, path: string) => (await agent.get(path)).status;

describe('a transfer to another office', () => {
  it('leaves the file with the old office, to be read only, and marks it', async () => {
    const file = await proposed();
    const handover = { status: 'proposed', from: 'BEK', to: 'DIE', by: old.user.name, version: 1 };
    expect(file).toMatchObject({ access: 'pending', allowedSteps: [], municipality: 'DIE', handover });
    expect((await old.get(`/participants/${file.participantId}`)).body).toMatchObject({ access: 'pending', municipality: 'BEK', handover });
    const { version } = (await old.get(`/participants/${file.participantId}`)).body;
    const refused = [
      await record(old, file, a.evaluation('2026-03-02')),
      await withdraw(old, file, stepOf(file, 'intake.held').id, { reason: 'vergissing' }),
      await old.post('/trajectories').send({ participantId: file.participantId, programme: 'twe', occurredOn: '2026-03-02' }),
      await old.patch(`/participants/${file.participantId}`).set('If-Match', `"${version}"`).send({ language: 'A2' }),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(refused.map(() => [409, 'handover.pending']));
    expect((await rebuild(app.db, { check: true })).differences).toEqual([]);
  });

  it('is the same transfer when it is sent again', async () => {
    const file = await open();
    const step = { id: crypto.randomUUID(), ...a.transfer('2026-03-01', 'DIE') };
    const first = await record(old, file, step);
    const again = await record(old, file, step);
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  it('tells the new office that a file is coming, by its code, and not whose', async () => {
    const file = await proposed();
    const answer = await next.get('/handovers');
    const [item] = answer.body.items;
    expect(item).toMatchObject({
      id: file.handover?.id,
      from: 'BEK',
      to: 'DIE',
      by: old.user.name,
      stage: 'screening',
      stageSince: '2026-01-12',
      message: 'Verhuisd in maart',
      participantId: null,
      trajectoryId: null,
      person: null,
    });
    expect(answer.text).not.toMatch(/Amara|Diallo|geheim|1992/u);
    expect(await statusOf(next, `/participants/${file.participantId}`)).toBe(404);
    expect(await statusOf(next, `/trajectories/${file.id}`)).toBe(404);
    const { body } = await next.get('/handovers/waiting');
    expect(body.incoming).toBeGreaterThan(0);
    expect((await third.get('/handovers')).body.items).toEqual([]);
    expect((await third.get('/handovers?direction=out')).body.items).toEqual([]);
  });

  it('goes through at once for whoever works at both offices, and the others of the old one keep what they knew', async () => {
    const file = await transferred(both, await open(), 'DIE');
    expect(file).toMatchObject({ access: 'full', municipality: 'DIE', handover: null });
    expect(await statusOf(next, `/participants/${file.participantId}`)).toBe(200);
    expect((await old.get(`/trajectories/${file.id}`)).body).toMatchObject({ access: 'past', handover: { status: 'accepted' } });
    const more = await recorded(both, file, a.evaluation('2026-03-02'));
    expect(more.version).toBe(file.version + 1);
  });

  it('goes by a transfer and by no correction', async () => {
    const file = await open();
    const moved = await accepted(next, await transferred(old, file, 'DIE'));
    const step = stepOf(moved, 'trajectory.transferred').id;
    const back = await withdraw(next, moved, step, { reason: 'vergissing' });
    expect([back.status, back.body.code]).toEqual([409, 'handover.by-transfer']);
    const elsewhere = await withdraw(next, moved, step, { reason: 'vergissing', replacement: a.transfer('2026-03-01', 'AAR') });
    expect(elsewhere.body.code).toBe('handover.by-transfer');
    const otherDay = await withdraw(next, moved, step, { reason: 'verkeerde dag', replacement: a.transfer('2026-03-02', 'DIE') });
    expect(otherDay.status, otherDay.text).toBe(200);
  });
});

describe('accepting', () => {
  it('moves the file, its person and who guides them, all at once', async () => {
    const file = await proposed();
    const answer = await decide(next, file, 'acceptance');
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body).toMatchObject({ status: 'accepted', version: 2, decidedBy: next.user.name, participantId: file.participantId });
    const person = await next.get(`/participants/${file.participantId}`);
    expect(person.body).toMatchObject({ municipality: 'DIE', workerId: next.user.id, lastName: 'Diallo', access: 'full', handover: null });
    const read = await next.get(`/trajectories/${file.id}`);
    expect(read.body.steps.map(({ type }: { type: string }) => type)).toEqual([
      'referral.received',
      'intake.held',
      'trajectory.transferred',
    ]);
    expect(read.body.allowedSteps).toContain('placement.started');
    await recorded(next, read.body, a.placement('2026-03-05'));
    expect((await rebuild(app.db, { check: true })).differences).toEqual([]);
  });

  it('names somebody else of the office where one is chosen, and nobody of elsewhere', async () => {
    const file = await proposed();
    const refused = await decide(next, file, 'acceptance', { workerId: third.user.id });
    expect(refused.body).toMatchObject({ status: 422, fields: [{ path: 'body.workerId', code: 'worker.unknown' }] });
    const workers: { id: string }[] = (await next.get('/case-workers')).body.items;
    expect(workers.map(({ id }) => id).toSorted()).toEqual([next.user.id, both.user.id].toSorted());
    expect((await decide(next, file, 'acceptance', { workerId: both.user.id })).status).toBe(200);
    expect((await next.get(`/participants/${file.participantId}`)).body.workerId).toBe(both.user.id);
  });

  it('leaves the old office what it knew, and nothing of what comes after', async () => {
    const file = await proposed();
    const before = (await old.get(`/trajectories/${file.id}`)).body;
    const moved = await accepted(next, file);
    const withdrawn = await withdraw(next, moved, stepOf(moved, 'intake.held').id, {
      reason: 'nieuwe kennis',
      replacement: a.intake('2026-01-20'),
    });
    await recorded(next, withdrawn.body, a.placement('2026-03-05'));
    const { version } = (await next.get(`/participants/${file.participantId}`)).body;
    await next
      .patch(`/participants/${file.participantId}`)
      .set('If-Match', `"${version}"`)
      .send({ lastName: 'Nieuw', birthDate: '1991-01-01' });

    const past = (await old.get(`/trajectories/${file.id}`)).body;
    expect(past).toMatchObject({
      access: 'past',
      allowedSteps: [],
      deadlines: [],
      warnings: [],
      handover: { status: 'accepted', to: 'DIE' },
    });
    expect(past.steps).toEqual(before.steps);
    expect(past.stays).toEqual(before.stays);
    app.clock.advance(60_000);
    const asKnown = await old.get(`/trajectories/${file.id}`).query({ knownAt: app.clock.now().toISOString() });
    expect(asKnown.body.steps).toEqual(before.steps);
    const person = (await old.get(`/participants/${file.participantId}`)).body;
    expect(person).toMatchObject({ access: 'past', lastName: 'Diallo', birthDate: '1992-04-03', insz: null, municipality: 'DIE' });
    expect(person.trajectories).toMatchObject([{ id: file.id, stage: 'screening', municipality: 'DIE' }]);

    for (const write of [
      record(old, past, a.evaluation('2026-03-02')),
      withdraw(old, past, stepOf(past, 'intake.held').id, { reason: 'x' }),
      old.post('/trajectories').send({ participantId: file.participantId, programme: 'twe', occurredOn: '2026-03-02' }),
      old.patch(`/participants/${file.participantId}`).set('If-Match', `"${person.version}"`).send({ language: 'A2' }),
    ])
      expect((await write).status).toBe(404);
    const listed: { id: string }[] = (await old.get('/participants?limit=200')).body.items;
    expect(listed.map(({ id }) => id)).not.toContain(file.participantId);
    const found = await old.get('/handovers').query({ direction: 'out', status: 'accepted', q: 'dial', limit: 1 });
    expect(found.body.items).toMatchObject([{ person: { lastName: 'Diallo' }, participantId: file.participantId }]);
    expect((await old.get('/handovers?direction=out&q=nieuw')).body.items).toEqual([]);
  });

  it('goes on from office to office and back, each knowing its own time', async () => {
    const first = await accepted(next, await proposed());
    const second = await recorded(next, first, a.placement('2026-03-05'));
    const inThird = await accepted(third, await transferred(next, second, 'AAR'));
    const ended = await recorded(third, inThird, a.placementEnd('2026-04-01'));
    const count = async (agent: Agent) => (await agent.get(`/trajectories/${first.id}`)).body.steps.length;
    expect([await count(old), await count(next), await count(third)]).toEqual([3, 5, 6]);
    const home = await accepted(old, await transferred(third, ended, 'BEK'));
    expect(home).toMatchObject({ access: 'full', municipality: 'BEK' });
    await recorded(old, home, a.evaluation('2026-05-01'));
    expect([await count(old), await count(next), await count(third)]).toEqual([8, 5, 7]);
    expect((await rebuild(app.db, { check: true })).differences).toEqual([]);
  });
});

it('who is erased by the new office is gone for the old one too', async () => {
  const file = await proposed();
  const moved = await accepted(next, file);
  await recorded(next, moved, a.end('2026-03-05'));
  const { version, code } = (await next.get(`/participants/${file.participantId}`)).body;
  const answer = await next
    .post(`/participants/${file.participantId}/erasure`)
    .set('If-Match', `"${version}"`)
    .send({ reason: 'person-asked', confirmation: code });
  expect(answer.status, answer.text).toBe(200);
  expect(await statusOf(old, `/participants/${file.participantId}`)).toBe(404);
  expect(await statusOf(old, `/trajectories/${file.id}`)).toBe(404);
  expect(await app.db.handover.findMany({ where: { participantId: file.participantId } })).toMatchObject([{ person: null, remark: null }]);
});

describe.each([
  { deed: 'rejection', by: () => next, body: { reason: 'lives-elsewhere', remark: 'Woont in Halen' }, status: 'rejected' },
  { deed: 'revocation', by: () => old, body: {}, status: 'revoked' },
] as const)('a $deed', ({ deed, by, body, status }) => {
  it('takes the transfer back, and the file goes on where it was', async () => {
    const before = await open();
    const figures = await tallies();
    const file = await transferred(old, before, 'DIE');
    const answer = await decide(by(), file, deed, body);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body).toMatchObject({ status, ...body });
    const read = (await old.get(`/trajectories/${file.id}`)).body;
    expect(read).toMatchObject({ access: 'full', municipality: 'BEK', version: before.version + 2, stays: before.stays });
    expect(read.steps.at(-1)).toMatchObject({ type: 'trajectory.transferred', withdrawReason: `handover.${status}` });
    expect(await tallies()).toEqual(figures);
    expect(await statusOf(next, `/trajectories/${file.id}`)).toBe(404);
    await recorded(old, read, a.evaluation('2026-03-02'));
    expect((await rebuild(app.db, { check: true })).differences).toEqual([]);
  });

  it('is done once, and answered again to whoever did it', async () => {
    const file = await proposed();
    const first = await decide(by(), file, deed, body);
    const again = await decide(by(), file, deed, body);
    expect([again.status, again.body]).toEqual([200, first.body]);
    const late = await decide(next, file, 'acceptance');
    expect([late.status, late.body.code]).toEqual([409, 'handover.decided']);
  });
});

it('an old office reads why its file was refused, until something else is recorded', async () => {
  const file = await proposed();
  await decide(next, file, 'rejection', { reason: 'talk-first', remark: 'Bel ons even' });
  const read = (await old.get(`/trajectories/${file.id}`)).body;
  expect(read.handover).toMatchObject({ status: 'rejected', reason: 'talk-first', remark: 'Bel ons even' });
  expect(await recorded(old, read, a.evaluation('2026-03-02'))).toMatchObject({ handover: null });
});

describe('a decision', () => {
  it('is for the right office only, on the version that was seen', async () => {
    const file = await proposed();
    expect((await decide(old, file, 'acceptance')).status).toBe(404);
    expect((await decide(next, file, 'revocation')).status).toBe(404);
    for (const deed of ['acceptance', 'rejection', 'revocation'] as const) {
      const answer = await decide(third, file, deed, deed === 'rejection' ? { reason: 'other' } : {});
      expect(answer.status).toBe(404);
    }
    const stale = await next.post(`/handovers/${file.handover?.id}/acceptance`).set('If-Match', '"7"').send({});
    expect(stale.body).toMatchObject({ status: 412, code: 'version.stale', currentVersion: 1 });
    expect((await next.post(`/handovers/${file.handover?.id}/acceptance`).send({})).status).toBe(428);
    for (const role of ['coordinator', 'administrator', 'steering-group'] as const)
      expect((await decide(await app.as(role), file, 'acceptance')).status).toBe(403);
  });

  it('leaves a line in the audit log with the participant and both offices', async () => {
    const file = await proposed();
    await decide(next, file, 'rejection', { reason: 'incomplete', remark: 'iets van Amara' });
    const lines = await app.db.audit.findMany({ where: { participantId: file.participantId }, orderBy: { sequence: 'desc' }, take: 2 });
    expect(lines[1]).toMatchObject({ action: 'recordStep', outcome: 'done' });
    expect(JSON.parse(lines[1]?.details ?? '')).toEqual({ step: 'trajectory.transferred', from: 'BEK', to: 'DIE', status: 'proposed' });
    expect(lines[0]).toMatchObject({ action: 'rejectHandover', reason: 'incomplete', userId: next.user.id, subjectId: file.handover?.id });
    expect(JSON.parse(lines[0]?.details ?? '')).toEqual({ from: 'BEK', to: 'DIE', status: 'rejected' });
  });

  // On the embedded database they wait for each other from the start; what this holds shows on PostgreSQL.
  it('is one of all that come at once', async () => {
    for (let round = 0; round < 8; round++) {
      const file = await proposed();
      const answers = await Promise.all([
        decide(next, file, 'acceptance'),
        decide(old, file, 'revocation'),
        decide(both, file, 'acceptance'),
        decide(next, file, 'rejection', { reason: 'other' }),
        decide(both, file, 'revocation'),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
      const won = answers.find(({ status }) => status === 200)?.body.status;
      const row = await app.db.trajectory.findUniqueOrThrow({ where: { id: file.id }, include: { participant: true } });
      const office = won === 'accepted' ? 'DIE' : 'BEK';
      expect([row.office, row.municipalityCode, row.participant.municipalityCode]).toEqual([office, office, office]);
    }
    expect((await rebuild(app.db, { check: true })).differences).toEqual([]);
  });

  it('and a step or a change recorded meanwhile come one after the other', async () => {
    for (let round = 0; round < 5; round++) {
      const file = await open();
      const { version } = (await old.get(`/participants/${file.participantId}`)).body;
      const answers = await Promise.all([
        record(old, file, a.transfer('2026-03-01', 'DIE')),
        record(old, file, a.evaluation('2026-02-01')),
        old.patch(`/participants/${file.participantId}`).set('If-Match', `"${version}"`).send({ gender: 'f' }),
      ]);
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
      const now = (await old.get(`/trajectories/${file.id}`)).body;
      const kept = answers.slice(0, 2).filter(({ status }) => status === 201);
      expect(now.steps).toHaveLength(2 + kept.length);
      if (now.access !== 'pending') continue;
      const [decision, ...steps] = await Promise.all([
        decide(next, now, 'acceptance'),
        ...[1, 2, 3].map(() => record(old, now, a.evaluation('2026-02-02'))),
      ]);
      expect(decision.status).toBe(200);
      expect(steps.filter(({ status }) => ![404, 409, 412].includes(status))).toEqual([]);
      expect((await next.get(`/trajectories/${file.id}`)).body.steps).toHaveLength(now.steps.length);
    }
    expect((await rebuild(app.db, { check: true })).differences).toEqual([]);
  });
});

describe('a case worker’s import', () => {
  it('that ends with a transfer proposes the file, and adds nothing to one that waits', async () => {
    const reference = newReference();
    const referral = row(reference, 'referral.received', '2026-01-05', { programme: 'twe' });
    const transfer = row(reference, 'trajectory.transferred', '2026-02-01', { to_municipality: 'DIE' });
    expect((await send(old, csv(referral, transfer))).body).toMatchObject({ applied: true, steps: 2 });
    const found = await old.get('/handovers').query({ direction: 'out', status: 'proposed', q: reference });
    expect(found.body.items).toMatchObject([{ from: 'BEK', to: 'DIE', person: { reference } }]);
    const more = row(reference, 'evaluation.held', '2026-01-20', { kind: 'gpmi' });
    expect((await send(old, csv(more))).body).toMatchObject({ applied: false, rejected: [{ line: 2, code: 'handover.pending' }] });
    expect((await send(await app.as('administrator'), csv(more))).body.rejected).toMatchObject([{ code: 'handover.pending' }]);
    expect((await send(old, csv(referral, transfer))).body).toMatchObject({ applied: true, steps: 0, alreadyThere: 2 });
    expect((await rebuild(app.db, { check: true })).differences).toEqual([]);
  });

  it('is refused where taking its transfer back would not bring the file home', async () => {
    const reference = newReference();
    const file = csv(
      row(reference, 'referral.received', '2026-01-05', { programme: 'twe' }),
      row(reference, 'trajectory.transferred', '2026-02-01', { to_municipality: 'AAR' }),
      row(reference, 'trajectory.transferred', '2026-02-02', { to_municipality: 'DIE' }),
    );
    expect((await send(old, file)).body).toMatchObject({ applied: false, rejected: [{ code: 'handover.by-transfer' }] });
    expect((await send(await app.as('administrator'), file)).body).toMatchObject({ applied: true, steps: 3 });
  });
});
