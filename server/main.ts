import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { statfs } from 'node:fs/promises';
import type { Server } from 'node:http';
import express, { type RequestHandler } from 'express';
import { destination, type Logger } from 'pino';
import { dayInBrussels } from '#shared/plain-date.ts';
import { describeInstallation } from './about/about.ts';
import { createApp } from './app.ts';
import { auditAnchor, isBehindAnchor } from './audit/anchor.ts';
import { auditChain } from './audit/append.ts';
import { systemLine } from './audit/system-line.ts';
import type { Config } from './config.ts';
import { asActor } from './db/as-actor.ts';
import type { Database } from './db/client.ts';
import { type DiskRoom, diskRoom } from './db/disk-room.ts';
import { openForRequests, openUpToDate } from './db/open.ts';
import { forgetOldDrafts } from './drafts/draft.ts';
import { removeLeftovers } from './exchange/import-steps.ts';
import { SIGN_IN_LIMITS } from './http/dependencies.ts';
import { httpServer } from './http/http-server.ts';
import { createLog } from './http/log.ts';
import { forgetOldAnswers } from './http/once.ts';
import { OperatorError } from './operator-error.ts';
import { protecting as protectingWith, releaseCutOff } from './publications/protecting.ts';
import { secretSeal } from './seal.ts';
import { offerFirstSetup } from './session/first-setup.ts';
import { hashPassword } from './session/passwords.ts';
import { resealSecondFactors } from './session/reseal-second-factors.ts';
import { fillProjections } from './trajectories/fill-projections.ts';

export type Running = {
  /** Where it answers. */
  url: string;
  about: Awaited<ReturnType<typeof describeInstallation>>;
  /** For the first administrator, where nobody can sign in yet. */
  setupLink: string | undefined;
  /** Takes nothing new, finishes what it is doing within ten seconds, and closes the database. */
  stop(): Promise<void>;
};

export type StartOptions = {
  /** What answers with the screen as it is being written, given the server it is on; without it, the build answers. */
  client?: (server: Server) => Promise<RequestHandler>;
  /** Whether every answer is held against its contract before it goes out. */
  isAnswerChecked?: boolean;
};

/** Opens the database, brings it up to date, fills it in demo mode, and listens. */
export async function start(config: Config, { client, isAnswerChecked = false }: StartOptions = {}): Promise<Running> {
  const database = await openUpToDate(config);
  const server = httpServer();
  let requests: Awaited<ReturnType<typeof openForRequests>> | undefined;
  const log = createLog(destination(2));
  const clock = () => new Date();
  const closeDatabase = async () => {
    await requests?.close();
    await database.close();
  };
  try {
    requests = await openForRequests(config, database);
    await noteStart(config, database, log);
    await fillProjections(database.prisma);
    const anchor = auditAnchor({ config, reads: requests.reads, clock, log });
    await removeLeftovers(database.prisma);
    await forgetOldAnswers(database.prisma, new Date());
    await forgetOldDrafts(database.prisma, new Date());
    if (database.kind === 'embedded') await releaseCutOff(database.prisma);
    if (config.mode === 'demo') {
      const { loadDemo } = await import('#prisma/seed/load-demo.ts');
      await loadDemo(database.prisma, { demo: config.demo, today: dayInBrussels(new Date()), hashPassword });
    }
    await resealSecondFactors(database.prisma, secretSeal(config, randomBytes));
    const about = await asActor(database.prisma, 'system', (tx) => describeInstallation(tx, config));
    const serveClient = await client?.(server);
    const port = await listen(server, config);
    const origin = config.origin.replace(/:0$/, `:${port}`);
    const making = { origin, now: new Date(), randomBytes, hasPasswords: config.hasPasswords };
    const setupLink = config.mode === 'production' ? await offerFirstSetup(database.prisma, making) : undefined;
    // From here to the first request nothing is awaited: whoever connects at once finds the application there.
    const disk = diskOf(config, clock, log);
    const protecting = protectingWith({ db: requests.prisma, clock, log, audit: auditChain(config) });
    const app = createApp({
      config: { ...config, origin },
      db: requests.prisma,
      reads: requests.reads,
      writes: requests.writes,
      ...(disk && { disk }),
      clock,
      newId: randomUUID,
      randomBytes,
      log,
      anchor,
      signInLimits: SIGN_IN_LIMITS,
      protecting,
      isAnswerChecked,
    });
    server.on('request', serveClient ? express().use(serveClient, app) : app);
    const stopDemo =
      config.mode === 'demo' && config.demo === 'full' ? await beginDemoPublications(requests.prisma, clock, log) : undefined;
    const stop = async () => {
      await Promise.all([closeServer(server), protecting.stop(), stopDemo?.()]);
      // What the last requests began was broken off as it began.
      await protecting.settled();
      await anchor.settle();
      await closeDatabase();
    };
    return { url: `http://${urlHost(config.host)}:${port}`, about, setupLink, stop };
  } catch (error) {
    server.close();
    await closeDatabase();
    throw error;
  }
}

/**
 * The publications of the demo take longer than anybody wants to wait for a start: they come while it is looked at.
 * @returns what breaks that off
 */
async function beginDemoPublications(db: Database, clock: () => Date, log: Logger): Promise<() => Promise<void>> {
  const { publishDemo } = await import('#prisma/seed/publish-demo.ts');
  const stopping = new AbortController();
  const ofDemo = protectingWith({ db, clock, log });
  const published = publishDemo({ db, newId: randomUUID, log, protecting: ofDemo, signal: stopping.signal }).catch((error) =>
    log.error({ error }, 'demo.publications-failed'),
  );
  return async () => {
    stopping.abort();
    await ofDemo.stop();
    await published;
  };
}

/** What the audit log has to do with a start: it holds that the tables were changed, and a log that lost lines does not go unseen. */
async function noteStart(config: Config, { prisma, reads, applied }: Awaited<ReturnType<typeof openUpToDate>>, log: Logger): Promise<void> {
  const isBehind = await isBehindAnchor({ config, reads }).catch((error) => {
    log.error({ error }, 'audit.anchor-failed');
    return false;
  });
  if (isBehind) log.error({ anchor: config.auditAnchor }, BEHIND_ANCHOR);
  if (applied.length > 0) {
    const line = systemLine({ action: 'shell.migrate', details: { applied } }, new Date());
    await asActor(prisma, 'system', (tx) => auditChain(config).append(tx, line));
  }
}

const BEHIND_ANCHOR =
  'audit.behind-anchor: the audit log lost lines that its anchor remembers, or an older copy of the database was put back; see doorstroom audit verify';

/** The disk of the embedded database; PostgreSQL's is somewhere else, and it says itself when that is full. */
function diskOf({ databaseUrl, dataFolder, keepFree }: Config, clock: () => Date, log: Logger): DiskRoom | undefined {
  if (databaseUrl || keepFree === 0) return undefined;
  const freeBytes = async () => {
    const { bavail, bsize } = await statfs(dataFolder);
    return bavail * bsize;
  };
  const onChange: Parameters<typeof diskRoom>[0]['onChange'] = (room) =>
    room === 'enough' ? log.info({ dataFolder }, 'disk.has-room') : log.error({ dataFolder, room }, 'disk.full');
  return diskRoom({ freeBytes, keepFree, clock, onChange });
}

async function listen(server: Server, { port, host }: Config): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new OperatorError(`PORT: ${port} on ${host} is in use by another program; stop that one or set another PORT`);
    if (code === 'EACCES') throw new OperatorError(`PORT: ${port} may not be used by this user; set a PORT above 1023`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new OperatorError(`HOST: ${host} is not an address of this machine; 0.0.0.0 listens on all`);
    throw error;
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

// Shorter than the ten seconds that are promised: closing the database comes after.
const PATIENCE = 5_000;

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), PATIENCE);
  await closed;
  clearTimeout(deadline);
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '127.0.0.1' || host === '::1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
