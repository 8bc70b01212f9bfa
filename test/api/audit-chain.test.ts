import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditChain } from '#server/audit/append.ts';
import { sealKeys } from '#server/audit/seal.ts';
import { verifyChain } from '#server/audit/verify.ts';
import { asActor } from '#server/db/as-actor.ts';
import { openPostgresql } from '#server/db/client.ts';
import { type Agent, SECRET, startTestApp, type TestApp } from '../setup/api.ts';
import { aLine, lastLine, linesSince } from '../setup/audit.ts';
import { openTrajectory, record } from '../setup/case-files.ts';
import { a } from '../setup/trajectories.ts';

/** Fifty wait for ten connections, on a machine that may have other things to do. */
const PATIENCE = { maxWait: 60_000, timeout: 60_000 };

const SECRETS = { secret: SECRET, previousSecrets: [] };

let api: TestApp;
let worker: Agent;
beforeAll(async () => {
  api = await startTestApp();
  worker = await api.as('case-worker');
});
afterAll(() => api.close());

const bad = async () => (await verifyChain(api.database.reads, sealKeys(SECRETS))).badPlaces;

describe('writers that come all at once', () => {
  it('leave one chain without gaps, from two processes and with transactions that are taken back among them', async () => {
    const { url } = api.database;
    // The embedded database has one process; there the two chains share it.
    const other = url ? await openPostgresql(url) : undefined;
    const processes = [api.db, other?.prisma ?? api.db].map((db) => ({ db, chain: auditChain(SECRETS) }));
    const before = await lastLine(api.db);
    const WRITERS = 50;
    const kept = await Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        const { db, chain } = processes[writer % 2] ?? { db: api.db, chain: auditChain(SECRETS) };
        let count = 0;
        for (let round = 0; round < 2; round++) {
          const isTakenBack = (writer + round) % 5 === 0;
          const written = asActor(
            db,
            'system',
            async (tx) => {
              await chain.append(tx, aLine({ requestId: `${writer}/${round}` }));
              if (isTakenBack) throw new Error('taken back');
            },
            PATIENCE,
          );
          await (isTakenBack ? expect(written).rejects.toThrow('taken back') : written);
          count += isTakenBack ? 0 : 1;
        }
        return count;
      }),
    );
    await other?.close();
    const lines = await linesSince(api.db, before);
    expect(lines).toHaveLength(kept.reduce((sum, count) => sum + count));
    expect(new Set(lines.map(({ requestId }) => requestId)).size).toBe(lines.length);
    expect(lines.map(({ sequence }) => sequence)).toEqual(lines.map((_, index) => before + BigInt(index + 1)));
    expect(await bad()).toEqual([]);
  });

  it('of requests leave a line for each step that was stored, and none for those that were not', async () => {
    const trajectory = await openTrajectory(worker);
    const before = await lastLine(api.db);
    const answers = await Promise.all(Array.from({ length: 30 }, () => record(worker, trajectory, a.intake('2026-01-12'))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 29 }, () => 412)]);
    const lines = await linesSince(api.db, before);
    expect(lines.map(({ action, outcome }) => [action, outcome])).toEqual([['recordStep', 'done']]);
    expect(await bad()).toEqual([]);
  });
});

it('a chain goes on under a new secret, and verifies with the old one at hand', async () => {
  const secret = 'another secret than before, of 32 bytes';
  const next = auditChain({ secret });
  await asActor(api.db, 'system', (tx) => next.append(tx, aLine()));
  const { badPlaces } = await verifyChain(api.database.reads, sealKeys({ secret, previousSecrets: [SECRET] }));
  expect(badPlaces).toEqual([]);
  // What the application wrote before and writes after is not disturbed by it.
  await worker.get('/participants');
  expect((await verifyChain(api.database.reads, sealKeys({ secret, previousSecrets: [SECRET] }))).badPlaces).toEqual([]);
});

describe('when the log cannot be written', () => {
  const setting = async (statement: 'revoke insert on audit from' | 'grant insert on audit to') => {
    for (const role of ['doorstroom_app', 'doorstroom_session'])
      await (statement.startsWith('revoke')
        ? api.db.$executeRawUnsafe(`revoke insert on audit from ${role}`)
        : api.db.$executeRawUnsafe(`grant insert on audit to ${role}`));
  };
  beforeAll(() => setting('revoke insert on audit from'));
  afterAll(() => setting('grant insert on audit to'));

  it('nothing is changed and nothing is read', async () => {
    const before = await api.db.participant.count();
    expect((await worker.post('/participants').send({ municipality: 'BEK' })).status).toBe(500);
    expect(await api.db.participant.count()).toBe(before);
    expect((await worker.get('/participants')).status).toBe(500);
    expect((await worker.get('/exports/steps.csv')).status).toBe(500);
  });

  it('whoever is refused is told why all the same, and our own log tells us', async () => {
    const answer = await worker.get('/participants/0b8e8a3c-6a3e-4b57-9a2e-0f4f4f5f1a11');
    expect(answer.body.code).toBe('resource.not-found');
    expect(api.logged.filter(({ msg }) => msg === 'audit.refusal-not-written')).toEqual([
      expect.objectContaining({ route: 'getParticipant', error: expect.objectContaining({ name: expect.any(String) }) }),
    ]);
  });
});
