import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditChain } from '#server/audit/append.ts';
import { inszSeal } from '#server/participants/insz-seal.ts';
import { rotateInsz } from '#server/participants/rotate-insz.ts';
import { type Agent, SECRET, startTestApp, type TestApp } from '../setup/api.ts';
import { openParticipant } from '../setup/case-files.ts';

let app: TestApp;
let worker: Agent;
let other: Agent;
beforeAll(async () => {
  app = await startTestApp();
  worker = await app.as('case-worker');
  other = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['DIE'] }));
});
afterAll(() => app.close());

/** A number with a right check; each serial another. */
function numberOf(serial: number): string {
  const nine = `850714${String(serial).padStart(3, '0')}`;
  return nine + String(97 - (Number(nine) % 97)).padStart(2, '0');
}

const lastLine = () => app.db.audit.findFirstOrThrow({ orderBy: { sequence: 'desc' } });

describe('an INSZ', () => {
  it('shows in full to the own office that says why, and the reason is written down', async () => {
    const id = await openParticipant(worker, { insz: numberOf(1) });
    expect((await worker.get(`/participants/${id}`)).text).not.toContain(numberOf(1).slice(0, 6));
    const answer = await worker.post(`/participants/${id}/insz`).send({ reason: 'identity-check' });
    expect([answer.status, answer.body]).toEqual([200, { insz: numberOf(1) }]);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(await lastLine()).toMatchObject({
      ...{ action: 'revealInsz', kind: 'read', outcome: 'done', reason: 'identity-check', participantId: id, userId: worker.user.id },
      details: null,
    });
  });

  it('shows to nobody without a reason of the list, nor to another office or role', async () => {
    const id = await openParticipant(worker, { insz: numberOf(2) });
    for (const body of [{}, { reason: 'because' }, { reason: 'identity-check', why: 'Amara' }])
      expect((await worker.post(`/participants/${id}/insz`).send(body)).status).toBe(422);
    expect((await other.post(`/participants/${id}/insz`).send({ reason: 'identity-check' })).status).toBe(404);
    expect((await (await app.as('coordinator')).post(`/participants/${id}/insz`).send({ reason: 'identity-check' })).status).toBe(403);
    const nameless = await openParticipant(worker);
    expect((await worker.post(`/participants/${nameless}/insz`).send({ reason: 'identity-check' })).status).toBe(404);
  });

  it('finds the person of the own office, in a body and not in an address', async () => {
    const id = await openParticipant(worker, { insz: numberOf(3), lastName: 'Diallo' });
    const find = (agent: Agent, insz: string) => agent.post('/participants/search').send({ insz });
    const { status, body } = await find(worker, '85.07.14-003.'.concat(numberOf(3).slice(9)));
    expect([status, body.items.map((item: { id: string }) => item.id)]).toEqual([200, [id]]);
    expect(await lastLine()).toMatchObject({ action: 'findByInsz', kind: 'search', details: '{"asked":["insz"],"found":1}' });
    expect((await find(other, numberOf(3))).body).toEqual({ items: [] });
    expect((await find(worker, numberOf(999))).body).toEqual({ items: [] });
    expect((await find(worker, '85071400300')).status).toBe(422);
    expect(JSON.stringify(app.logged)).not.toContain(numberOf(3));
  });
});

describe('a sealed INSZ', () => {
  const before = { secret: 'the secret of before', previousSecrets: [] };
  const after = { secret: 'the secret of now', previousSecrets: [before.secret] };
  const alone = { secret: after.secret, previousSecrets: [] };

  it('opens under the secret it was sealed with, as long as that is among those given', () => {
    const sealed = inszSeal(before, randomBytes).seal(numberOf(4), 'a');
    expect(inszSeal(after, randomBytes).open(sealed, 'a')).toBe(numberOf(4));
    expect(() => inszSeal(alone, randomBytes).open(sealed, 'a')).toThrow('DOORSTROOM_PREVIOUS_SECRETS');
  });

  it('does not open in another row, nor with any of its bytes changed', () => {
    const seal = inszSeal(after, randomBytes);
    const sealed = seal.seal(numberOf(5), 'a');
    expect(() => seal.open(sealed, 'b')).toThrow();
    for (let place = 0; place < sealed.length; place++) {
      const altered = sealed.map((byte, index) => (index === place ? byte ^ 1 : byte));
      expect(() => seal.open(altered, 'a'), `byte ${place}`).toThrow();
      if (place > 0) expect(() => seal.open(sealed.subarray(0, place), 'a'), `cut to ${place}`).toThrow();
    }
  });

  it('of a version in which keys had no names opens still', async () => {
    const { createCipheriv, hkdfSync } = await import('node:crypto');
    const key = Buffer.from(hkdfSync('sha256', before.secret, '', 'doorstroom insz seal 1', 32));
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from('participant|a|insz'));
    const content = Buffer.concat([cipher.update(numberOf(6)), cipher.final()]);
    const sealed = Buffer.concat([nonce, cipher.getAuthTag(), content]);
    expect(inszSeal(after, randomBytes).open(sealed, 'a')).toBe(numberOf(6));
    expect(() => inszSeal(after, randomBytes).open(sealed, 'b')).toThrow();
  });
});

describe('after the secret was changed', () => {
  const NEW = 'kQ7mV2xT9bL4nW6zR8cY1pD3fH5jS0aE';
  const after = { secret: NEW, previousSecrets: [SECRET] };
  const people = new Map<string, string>();
  let renewed: TestApp;
  let colleague: Agent;

  beforeAll(async () => {
    for (let serial = 100; serial < 105; serial++) people.set(await openParticipant(worker, { insz: numberOf(serial) }), numberOf(serial));
    renewed = await startTestApp({ database: app.database, secrets: after });
    colleague = await renewed.as(worker.user);
  });
  afterAll(() => renewed.close());

  const reveal = (agent: Agent, id: string) => agent.post(`/participants/${id}/insz`).send({ reason: 'correction' });
  const rotate = (secrets: typeof after, db = app.db) =>
    rotateInsz({ db, seal: inszSeal(secrets, randomBytes), chain: auditChain(secrets), now: () => app.clock.now() });

  it('numbers of before open, are found, and are not taken twice', async () => {
    for (const [id, insz] of people) {
      expect((await reveal(colleague, id)).body).toEqual({ insz });
      expect((await colleague.post('/participants/search').send({ insz })).body.items).toHaveLength(1);
      expect((await colleague.post('/participants').send({ municipality: 'BEK', insz })).body.code).toBe('participant.insz-taken');
    }
  });

  it('a rotation puts all under the new one; a second has nothing to do; and then the old one may go', async () => {
    const total = await app.db.participant.count({ where: { inszSealed: { not: null } } });
    expect(await rotate(after)).toEqual({ rotated: total, total });
    expect(await lastLine()).toMatchObject({ role: 'system', action: 'shell.insz-rotate', details: `{"rotated":${total}}` });
    expect(await rotate(after)).toEqual({ rotated: 0, total });
    const alone = await startTestApp({ database: app.database, secrets: { secret: NEW, previousSecrets: [] } });
    const agent = await alone.as(worker.user);
    for (const [id, insz] of people) {
      expect((await reveal(agent, id)).body).toEqual({ insz });
      expect((await agent.post('/participants/search').send({ insz })).body.items).toHaveLength(1);
      expect((await agent.post('/participants').send({ municipality: 'BEK', insz })).body.code).toBe('participant.insz-taken');
    }
    await alone.close();
  });

  it('a rotation that meets a number under an unknown secret leaves its batch as it was', async () => {
    const [id = ''] = people.keys();
    const { inszSealed: ours } = await app.db.participant.findUniqueOrThrow({ where: { id } });
    const foreign = inszSeal({ secret: 'lost', previousSecrets: [] }, randomBytes).seal(numberOf(7), id);
    await app.db.participant.update({ where: { id }, data: { inszSealed: foreign } });
    await expect(rotate(after)).rejects.toThrow('not among');
    expect((await app.db.participant.findUniqueOrThrow({ where: { id } })).inszSealed).toEqual(foreign);
    await app.db.participant.update({ where: { id }, data: { inszSealed: ours } });
  });

  it('a number moved to another row opens nowhere', async () => {
    const [from = '', to = ''] = people.keys();
    const { inszSealed, inszIndex } = await app.db.participant.findUniqueOrThrow({ where: { id: from } });
    await app.db.participant.update({ where: { id: to }, data: { inszSealed, inszIndex } });
    expect((await reveal(colleague, to)).status).toBe(500);
  });
});
