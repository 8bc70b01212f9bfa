import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { createApp } from '#server/app.ts';
import { auditChain } from '#server/audit/append.ts';
import type { Config } from '#server/config.ts';
import type { Database } from '#server/db/client.ts';
import { diskRoom } from '#server/db/disk-room.ts';
import { type Dependencies, SIGN_IN_LIMITS, type SignInLimits } from '#server/http/dependencies.ts';
import { httpServer, PATIENCE, type Patience } from '#server/http/http-server.ts';
import { createLog } from '#server/http/log.ts';
import { type Protecting, protecting as protectingWith } from '#server/publications/protecting.ts';
import { hashPassword } from '#server/session/passwords.ts';
import { signAccessToken, tokenKeys } from '#server/session/tokens.ts';
import type { Role } from '#shared/permissions.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

export type TestUser = { id: string; email: string; name: string; role: Role; municipalities: string[] };

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Sends requests as one user, with paths below `/api`. */
export type Agent = Record<Method, (path: string) => supertest.Test> & { readonly user: TestUser; readonly token: string };

export type TestApp = {
  /** For requests with headers and paths of one's own. */
  request: ReturnType<typeof supertest>;
  url: string;
  db: Database;
  database: TestDatabase;
  clock: { now(): Date; advance(milliseconds: number): void; set(instant: string): void };
  /** What protects publications: to wait for it, or to break it off. */
  protecting: Pick<Protecting, 'settled' | 'stop'>;
  /** What was logged, line by line. */
  logged: Record<string, unknown>[];
  /** A user of that role (a case worker of `BEK`), or one made before, signed in for good. */
  as(who: Role | TestUser): Promise<Agent>;
  makeUser(traits: { role: Role } & Partial<Omit<TestUser, 'id'>>): Promise<TestUser>;
  makeMunicipality(code?: string): Promise<string>;
  close(): Promise<void>;
};

export const PASSWORD = 'paard batterij nietje correct';
export const ORIGIN = 'http://doorstroom.test';
export const SECRET = 'RrVb3zQ0hM9kT7nX2cL5wY8pD4fG6jS1aE0uI3oB';

/**
 * The real application on an empty, migrated database, listening on a port of its own; the clock stands still at 9 o'clock on
 * Monday 23 November 2026 until it is moved. Every answer is held against its contract.
 */
export async function startTestApp(
  options: {
    signInLimits?: Partial<SignInLimits>;
    origin?: string;
    mode?: 'demo' | 'production';
    patience?: Patience;
    singleSignOn?: Config['singleSignOn'];
    hasPasswords?: boolean;
    secrets?: Pick<Dependencies['config'], 'secret' | 'previousSecrets'>;
    /** Bytes free on the disk, of which 64 million are kept. */
    freeBytes?: () => Promise<number>;
    /** Of an application that goes on, as if it were started again on it. */
    database?: TestDatabase;
  } = {},
): Promise<TestApp> {
  const database = options.database ?? (await openTestDatabase());
  const db = database.prisma;
  const { log, logged } = recordingLog();
  let now = new Date('2026-11-23T08:00:00Z');
  const { freeBytes } = options;
  const { mode = 'demo', origin = ORIGIN, hasPasswords = true, singleSignOn, secrets = { secret: SECRET, previousSecrets: [] } } = options;
  const config = { mode, origin, ...secrets, hasPasswords, ...(singleSignOn && { singleSignOn }) };
  const protecting = protectingWith({ db, clock: () => new Date(now), log, audit: auditChain(config) });
  const dependencies: Dependencies = {
    config,
    protecting,
    db,
    reads: database.reads,
    writes: database.writes,
    ...(freeBytes && {
      disk: diskRoom({ freeBytes, keepFree: 64_000_000, clock: () => new Date(now), onChange: (room) => log.error({ room }, 'disk.full') }),
    }),
    clock: () => new Date(now),
    newId: randomUUID,
    randomBytes,
    log,
    signInLimits: { ...SIGN_IN_LIMITS, ...options.signInLimits },
    isAnswerChecked: true,
  };
  const { url, close } = await listen(createApp(dependencies), options.patience);
  const request = supertest(url);

  const makeMunicipality = async (code = 'BEK') => {
    await db.municipality.upsert({ where: { code }, create: { code, name: `Gemeente ${code}` }, update: {} });
    return code;
  };

  const makeUser: TestApp['makeUser'] = async ({ role, ...traits }) => {
    const id = randomUUID();
    const municipalities = traits.municipalities ?? (role === 'case-worker' ? ['BEK'] : []);
    for (const code of municipalities) await makeMunicipality(code);
    const user = { id, email: traits.email ?? `${id}@ocmw.test`, name: traits.name ?? `Medewerker ${id.slice(0, 4)}` };
    const belonging = { create: municipalities.map((municipalityCode) => ({ municipalityCode })) };
    const credential = { create: { passwordHash: await hashOfPassword(), recoveryCodes: [], changedAt: now } };
    await db.user.create({ data: { ...user, role, createdAt: now, setUpAt: now, municipalities: belonging, credential } });
    return { ...user, role, municipalities };
  };

  const byRole = new Map<Role, Promise<TestUser>>();
  const userOfRole = (role: Role) => {
    const user = byRole.get(role) ?? makeUser({ role });
    byRole.set(role, user);
    return user;
  };

  const as: TestApp['as'] = async (who) => {
    const user = typeof who === 'string' ? await userOfRole(who) : who;
    const sessionId = randomUUID();
    await db.session.create({ data: { id: sessionId, userId: user.id, createdAt: now, lastUsedAt: NEVER, expiresAt: NEVER } });
    // Signed anew for each request, so that it never expires however far the clock is moved.
    const token = () => signAccessToken(tokenKeys(config), { userId: user.id, sessionId }, now);
    const send = (method: Method) => (path: string) => request[method](`/api${path}`).set('Authorization', `Bearer ${token()}`);
    return { get: send('get'), post: send('post'), put: send('put'), patch: send('patch'), delete: send('delete'), user, token: token() };
  };

  const clock = {
    now: () => new Date(now),
    advance: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
    },
    set: (instant: string) => {
      now = new Date(instant);
    },
  };

  const closeAll = async () => {
    await close();
    await protecting.stop();
    if (!options.database) await database.close();
  };
  return { request, url, db, database, clock, protecting, logged, as, makeUser, makeMunicipality, close: closeAll };
}

const NEVER = new Date('2190-01-01T00:00:00Z');

let passwordHash: Promise<string> | undefined;

function hashOfPassword(): Promise<string> {
  passwordHash ??= hashPassword(PASSWORD);
  return passwordHash;
}

/** Also to the terminal when a request failed on our side: a test that sees a 500 must tell why. */
function recordingLog() {
  const logged: Record<string, unknown>[] = [];
  const write = (line: string) => {
    const entry: Record<string, unknown> = JSON.parse(line);
    logged.push(entry);
    if (entry.msg === 'server.failed') process.stderr.write(line);
  };
  return { log: createLog({ write }), logged };
}

export async function listen(handler: RequestListener, patience: Patience = PATIENCE): Promise<{ url: string; close(): Promise<void> }> {
  const server = httpServer(patience).on('request', handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${portOf(server.address())}`, close };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The test server listens on no port');
  return address.port;
}
