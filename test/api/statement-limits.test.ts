import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asActor } from '#server/db/as-actor.ts';
import { startTestApp, type TestApp } from '../setup/api.ts';
import { openParticipant } from '../setup/case-files.ts';
import { openTestDatabase } from '../setup/database.ts';
import { asAdministrator } from '../setup/postgresql-template.ts';

// The embedded database computes in our own thread: nothing can end a statement there, and none waits for another.
describe.skipIf(inject('database').kind === 'embedded')('a statement that does not come to its end', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ database: await openTestDatabase({ statement: 400, lock: 200 }) });
  });
  afterAll(() => app.close());

  it('is ended, and its request answered 503 with nothing stored', async () => {
    const worker = await app.as('case-worker');
    const id = await openParticipant(worker, { lastName: 'Peeters' });
    await asAdministrator(app.database.url ?? '', async (other) => {
      await other.query('begin');
      await other.query('select from participant where id = $1 for update', [id]);
      const answer = await worker.patch(`/participants/${id}`).set('If-Match', '"1"').send({ lastName: 'Janssens' });
      expect(answer.status, answer.text).toBe(503);
      expect(answer.body).toMatchObject({ code: 'database.unavailable', retryAfter: expect.any(Number) });
      expect(answer.headers['retry-after']).toBe(String(answer.body.retryAfter));
      await other.query('rollback');
    });
    expect((await worker.get(`/participants/${id}`)).body.lastName).toBe('Peeters');
  });

  it('may take longer in work that says so', async () => {
    const slow = (timeout?: number) =>
      asActor(app.db, 'system', (tx) => tx.$queryRaw`select 1 as one, pg_sleep(0.6)::text`, timeout === undefined ? {} : { timeout });
    await expect(slow()).rejects.toThrow('57014');
    await expect(slow(5_000)).resolves.toMatchObject([{ one: 1 }]);
  });
});
