import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Agent, PASSWORD, startTestApp, type TestApp } from '../setup/api.ts';
import { openTrajectory, record } from '../setup/case-files.ts';
import { everyRow } from '../setup/rows.ts';
import { a } from '../setup/trajectories.ts';

const MEGABYTE = 1_000_000;

let api: TestApp;
let worker: Agent;
let free: number;
let looks = 0;

beforeAll(async () => {
  const freeBytes = async () => {
    looks += 1;
    if (free < 0) throw new Error('the disk does not tell');
    return free;
  };
  free = 1_000 * MEGABYTE;
  api = await startTestApp({ freeBytes });
  worker = await api.as('case-worker');
});
beforeEach(() => leave(1_000 * MEGABYTE));
afterAll(() => api.close());

/** From the next look on. */
function leave(bytes: number): void {
  free = bytes;
  api.clock.advance(1_000);
}

const ready = () => api.request.get('/readyz');
const newPerson = { municipality: 'BEK', lastName: 'Peeters' };

describe('a disk with less room than is kept free', () => {
  it('takes nothing that is recorded, and says what would help', async () => {
    const trajectory = await openTrajectory(worker);
    const before = await everyRow(api.db);
    leave(63 * MEGABYTE);
    for (const answer of [await worker.post('/participants').send(newPerson), await record(worker, trajectory, a.intake('2026-01-12'))]) {
      expect(answer.status).toBe(503);
      expect(answer.body).toMatchObject({ code: 'database.full', title: expect.stringContaining('until room is made') });
    }
    expect(await everyRow(api.db)).toEqual(before);
  });

  it('lets people sign in and read, with a line for what was read', async () => {
    const { id } = await openTrajectory(worker);
    const { email } = await api.makeUser({ role: 'case-worker' });
    leave(63 * MEGABYTE);
    expect((await api.request.post('/api/session').send({ email, password: PASSWORD })).status).toBe(200);
    const before = await api.db.audit.count();
    expect((await worker.get(`/trajectories/${id}`)).status).toBe(200);
    expect(await api.db.audit.count()).toBe(before + 1);
  });

  it('is told to who watches the server, once in the log', async () => {
    expect((await ready()).body.status).toBe('ready');
    leave(63 * MEGABYTE);
    const before = api.logged.length;
    for (let request = 0; request < 3; request++) {
      const answer = await ready();
      expect([answer.status, answer.body.status]).toEqual([200, 'ready to read only: disk full']);
      api.clock.advance(1_000);
    }
    expect(api.logged.slice(before).filter(({ msg }) => msg === 'disk.full')).toMatchObject([{ room: 'for-reading' }]);
  });

  it('takes everything again when room was made', async () => {
    leave(63 * MEGABYTE);
    expect((await worker.post('/participants').send(newPerson)).status).toBe(503);
    leave(64 * MEGABYTE);
    expect((await worker.post('/participants').send(newPerson)).status).toBe(201);
    expect((await ready()).body.status).toBe('ready');
  });

  it('is looked at once a second at most, however many ask', async () => {
    leave(63 * MEGABYTE);
    const before = looks;
    await Promise.all(Array.from({ length: 10 }, () => worker.post('/participants').send(newPerson)));
    expect(looks).toBe(before + 1);
  });
});

describe('a disk with hardly any room', () => {
  it('gives nobody anything, because nothing is read without its line', async () => {
    const { id } = await openTrajectory(worker);
    const lines = await api.db.audit.count();
    leave(15 * MEGABYTE);
    const answers = [await worker.get(`/trajectories/${id}`), await worker.get('/users'), await api.request.get('/api/me')];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([503, 'database.full']));
    expect(await api.db.audit.count()).toBe(lines);
    const answer = await ready();
    expect([answer.status, answer.body.status]).toEqual([503, 'disk full']);
  });
});

describe('a disk that does not tell how much room it has', () => {
  it('is trusted', async () => {
    leave(-1);
    expect((await worker.post('/participants').send(newPerson)).status).toBe(201);
  });
});

describe('a database that finds its disk full by itself', () => {
  it('is answered with the same problem, and stored nothing', async () => {
    await api.db.$executeRaw`
      create function refuse_for_want_of_room() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file "base/1/2": No space left on device' using errcode = '53100'; end $$`;
    await api.db.$executeRaw`create trigger refuse before insert on participant for each row execute function refuse_for_want_of_room()`;
    const before = await everyRow(api.db);
    const answer = await worker.post('/participants').send(newPerson);
    expect([answer.status, answer.body.code]).toEqual([503, 'database.full']);
    expect(answer.text).not.toContain('base/1/2');
    expect(await everyRow(api.db)).toEqual(before);
    expect(api.logged.map(({ msg }) => msg)).toContain('database.full');
  });
});
