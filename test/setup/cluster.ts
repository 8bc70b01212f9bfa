import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { asAdministrator, databaseAt } from './postgresql-template.ts';

const run = promisify(execFile);

/** A PostgreSQL server of a test's own, to be stopped and started at will. */
export interface Cluster {
  /** A new database, and the address at which an ordinary user owns it. */
  makeDatabase(): Promise<string>;
  stop(how: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  /** Its processes stand still, as behind a network that swallows everything; connections stay. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  remove(): Promise<void>;
}

const ROOM = '/usr/lib/postgresql';

/** The programs of the newest PostgreSQL here; without them such a test is skipped. */
export function findPostgresql(): string | undefined {
  if (!existsSync(ROOM)) return undefined;
  const [newest] = readdirSync(ROOM).toSorted((a, b) => Number(b) - Number(a));
  const bin = newest && join(ROOM, newest, 'bin');
  return bin && existsSync(join(bin, 'pg_ctl')) ? bin : undefined;
}

export async function startCluster(bin: string): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'doorstroom-cluster-'));
  const isRoot = process.getuid?.() === 0;
  const asPostgres = async (program: string, args: readonly string[]) => {
    const command = [join(bin, program), ...args];
    // PostgreSQL refuses to run as root.
    if (isRoot) await run('runuser', ['-u', 'postgres', '--', ...command]);
    else await run(command[0] ?? '', command.slice(1));
  };
  await chmod(folder, 0o755);
  if (isRoot) {
    const [user, group] = await Promise.all([idOf('-u'), idOf('-g')]);
    await chown(folder, user, group);
  }
  const data = join(folder, 'data');
  const port = await freePort();
  await asPostgres('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`;
  const start = () => asPostgres('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start']);
  const stop: Cluster['stop'] = (how) => asPostgres('pg_ctl', ['-D', data, '-w', '-m', how, 'stop']);
  const signal = async (name: 'SIGSTOP' | 'SIGCONT') => {
    const postmaster = Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    const children = (await run('ps', ['-o', 'pid=', '--ppid', String(postmaster)])).stdout.split('\n').filter(Boolean).map(Number);
    for (const pid of [postmaster, ...children]) process.kill(pid, name);
  };
  await start();
  const administrator = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  return {
    makeDatabase: async () => {
      const name = `doorstroom_${randomBytes(5).toString('hex')}`;
      await asAdministrator(administrator, async (client) => {
        await client.query(`create role ${name} login createrole`);
        await client.query(`create database ${name} owner ${name}`);
      });
      const address = new URL(databaseAt(administrator, name));
      address.username = name;
      return address.href;
    },
    start,
    stop,
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    remove: async () => {
      await signal('SIGCONT').catch(() => undefined);
      await stop('immediate').catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function idOf(option: '-u' | '-g'): Promise<number> {
  return Number((await run('id', [option, 'postgres'])).stdout);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
