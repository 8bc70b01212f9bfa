import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { asActor } from '#server/db/as-actor.ts';
import { openEmbedded } from '#server/db/embedded.ts';
import { runCommand, startServer } from '../setup/server-process.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doorstroom-audit-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const settings = () => ({ DOORSTROOM_DATA: folder, DOORSTROOM_MODE: 'demo', DOORSTROOM_DEMO: 'accounts' });
const audit = (...args: string[]) => runCommand(['audit', ...args], settings());

async function serveASignIn(): Promise<void> {
  const server = await startServer(settings());
  const body = JSON.stringify({ email: 'beheerder@demo.example', password: 'doorstroom-demo-2026' });
  await fetch(`${server.url}/api/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  expect(await server.stop()).toBe(0);
}

async function tamper(...statements: string[]): Promise<void> {
  const { prisma, close } = await openEmbedded(folder);
  await asActor(prisma, 'system', async (tx) => {
    await tx.$executeRaw`alter table audit disable trigger audit_append_only`;
    for (const statement of statements) await tx.$executeRaw(Prisma.raw(statement));
    await tx.$executeRaw`alter table audit enable trigger audit_append_only`;
  });
  await close();
}

it('the log of a server is whole, also by its anchor; what is done to it in the database is told in words', async () => {
  await serveASignIn();
  const whole = await audit('verify');
  expect(whole.output).toContain('The audit log is whole.');
  expect(whole.output).toContain('Held against 1 lines of the anchor');
  expect(whole.code).toBe(0);

  const noted = (await audit('head')).output.trim();
  expect(noted).toMatch(/^\d+:[0-9a-f]{64}$/);
  const [last = ''] = noted.split(':');
  expect((await audit('verify', '--head', noted)).code).toBe(0);
  expect((await audit('verify', '--head', 'rubbish')).code).toBe(2);

  await tamper(
    `delete from audit where sequence = ${last}`,
    'update audit_head set (sequence, seal) = (select sequence, seal from audit order by sequence desc limit 1)',
  );
  const cut = await audit('verify');
  expect(cut.output).toContain(`line ${last}: cut off`);
  expect(cut.output).toContain('The audit log is NOT whole.');
  expect(cut.code).toBe(1);
  const unanchored = await audit('verify', '--no-anchor');
  expect(unanchored.output).toContain('Held against no anchor');
  expect(unanchored.code).toBe(0);
  const byNote = await audit('verify', '--no-anchor', '--head', noted.slice(0, last.length + 17));
  expect(byNote.output).toContain('the head that was noted');
  expect(byNote.code).toBe(1);

  // A start says so loudly, and serves all the same.
  await serveASignIn();
  await tamper("update audit set reason = 'correction' where sequence = 1");
  const edited = await audit('verify');
  expect(edited.output).toContain('line 1: changed, moved or put in');
  expect(edited.output).toContain(`line ${last}: written anew: the anchor of`);
  expect(edited.code).toBe(1);
}, 300_000);

it('an anchor that is gone, or that somebody wrote in, is not passed over', async () => {
  const file = join(folder, 'audit-anchor');
  const forged = (await readFile(file, 'utf8')).split('\n')[0]?.replace(/"at":"\d{4}/u, '"at":"1999') ?? '';
  await appendFile(file, `${forged}\n`);
  expect((await audit('verify')).output).toContain('lines not written by this installation');
  await rm(file);
  const gone = await audit('verify');
  expect(gone.output).toContain(`the anchor ${file}: missing`);
  expect(gone.code).toBe(1);
}, 120_000);
