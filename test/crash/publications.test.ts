import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer } from '../setup/server-process.ts';

// The built product, killed while it protects a publication: the worker is found in the build, and what was cut off is tried again.

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doorstroom-publications-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a publication that was being protected when the server was killed can be tried again at the next start, and published', async () => {
  const settings = { DOORSTROOM_DATA: folder, DOORSTROOM_DEMO: 'accounts' };
  const killed = await startServer(settings);
  const made = await (await coordinatorAt(killed.url)).send('/publications', { title: 'Eerste kwartaal', period: '2026-Q1' });
  expect(made).toMatchObject({ status: 'protecting' });
  await killed.kill();

  const server = await startServer(settings);
  const coordinator = await coordinatorAt(server.url);
  expect(await coordinator.read(`/publications/${made.id}`)).toMatchObject({ status: 'interrupted', tables: [] });
  await coordinator.send(`/publications/${made.id}/retry`, {});
  // Asked again and again, as the screen does.
  let publication = await coordinator.read(`/publications/${made.id}`);
  while (publication.status === 'protecting') publication = await coordinator.read(`/publications/${made.id}`);
  expect(publication).toMatchObject({ status: 'draft', audit: { isSafe: true } });
  expect(await coordinator.send(`/publications/${made.id}/release`, {})).toMatchObject({ status: 'published' });
  expect(await server.stop()).toBe(0);
});

async function coordinatorAt(url: string) {
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${url}/api${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const session = await (await post('/session', { email: 'regisseur@demo.example', password: 'doorstroom-demo-2026' })).json();
  const token = { Authorization: `Bearer ${session.accessToken}` };
  return {
    send: async (path: string, body: object) => (await post(path, body, token)).json(),
    read: async (path: string) => (await fetch(`${url}/api${path}`, { headers: token })).json(),
  };
}
