import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { asActor } from '#server/db/as-actor.ts';
import { openPostgresql, type Transaction } from '#server/db/client.ts';
import type { Actor, Purpose } from '#server/db/context.ts';
import { dropDraft, dropDraftsUntil, findDraft, keepDraft } from '#server/drafts/store.ts';
import { exportedParticipants } from '#server/exchange/export-store.ts';
import { start } from '#server/main.ts';
import { listPage as listParticipants, loadParticipant } from '#server/participants/store.ts';
import { listPage as listTrajectories, loadFile } from '#server/trajectories/store.ts';
import { type Agent, SECRET, startTestApp, type TestApp } from '../setup/api.ts';
import { type AnsweredTrajectory, openTrajectory, recorded, stepOf, withdraw } from '../setup/case-files.ts';
import { asAdministrator } from '../setup/postgresql-template.ts';
import { a } from '../setup/trajectories.ts';

// The service's own filter is forgotten on purpose in every question asked here: what the database itself lets through is what counts.

type File = AnsweredTrajectory & { participantId: string };

let api: TestApp;
let worker: Agent;
let other: Agent;
let own: File;
let foreign: File;

beforeAll(async () => {
  api = await startTestApp();
  worker = await api.as('case-worker');
  other = await api.as(await api.makeUser({ role: 'case-worker', municipalities: ['DIE'] }));
  own = await fileOf(worker);
  foreign = await fileOf(other);
});
afterAll(() => api.close());

/** A file with rows in every table that belongs to one. */
async function fileOf(agent: Agent): Promise<File> {
  const opened = await openTrajectory(agent, [a.referral('2026-01-05'), a.intake('2026-01-12'), a.placement('2026-02-01')]);
  const answer = await withdraw(agent, opened, stepOf(opened, 'placement.started').id, { reason: 'vergissing' });
  expect(answer.status, answer.text).toBe(200);
  const { participantId } = await api.db.trajectory.findUniqueOrThrow({ where: { id: opened.id } });
  const draft = { id: randomUUID(), type: null, occurredOn: null, details: {}, note: 'half', returnTo: null };
  expect((await agent.put(`/trajectories/${opened.id}/draft`).send(draft)).status).toBe(200);
  return { ...(await recorded(agent, answer.body, a.placement('2026-02-08'))), participantId };
}

const actorOf = ({ user }: Agent, purpose?: Purpose): Actor => ({
  id: user.id,
  role: user.role,
  municipalities: user.municipalities,
  purpose,
});

/** The same on the way of changes and on that of reads. */
async function seenBy<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const change = await asActor(api.db, actor, work);
  expect(await api.database.reads(actor, work)).toEqual(change);
  return change;
}

const OWNERS = {
  participant: 'id',
  profile: 'participant_id',
  trajectory: 'participant_id',
  step: '(select t.participant_id from trajectory t where t.id = trajectory_id)',
  withdrawal: '(select t.participant_id from trajectory t join step s on s.trajectory_id = t.id where s.id = step_id)',
  stay: '(select t.participant_id from trajectory t where t.id = trajectory_id)',
  milestones: '(select t.participant_id from trajectory t where t.id = trajectory_id)',
  draft: '(select t.participant_id from trajectory t where t.id = trajectory_id)',
} as const;
const TABLES = Object.keys(OWNERS);

/** Whose rows of a table an actor sees; null where a row shows without its owner. */
async function ownersSeen(actor: Actor, table: string): Promise<(string | null)[]> {
  const owner: string = Reflect.get(OWNERS, table);
  const rows = await seenBy(actor, (tx) =>
    tx.$queryRaw<{ owner: string | null }[]>(Prisma.raw(`select distinct ${owner} as owner from ${table} order by 1`)),
  );
  return rows.map((row) => row.owner);
}

describe('every table', () => {
  it('is under row-level security, also for its owner, with policies', async () => {
    const tables = await api.db.$queryRaw<{ name: string; isForced: boolean; policies: number }[]>`
      select relname as name, relrowsecurity and relforcerowsecurity as "isForced",
        (select count(*) from pg_policy where polrelid = c.oid)::int as policies
      from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and relname <> '_prisma_migrations'`;
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.filter(({ isForced, policies }) => !isForced || policies < 2)).toEqual([]);
  });

  it('shows nothing to the roles of requests while nobody is said to act', async () => {
    const tables = await api.db.$queryRaw<{ name: string; role: string }[]>`
      select table_name as name, grantee as role from information_schema.role_table_grants
      where grantee in ('doorstroom_app', 'doorstroom_session') and privilege_type = 'SELECT' and table_schema = 'public'`;
    expect(tables.length).toBeGreaterThan(15);
    for (const { name, role } of tables) {
      const [row] = await api.db.$transaction(async (tx) => {
        await tx.$executeRaw`select set_config('role', ${role}, true)`;
        return tx.$queryRaw<{ count: number }[]>(Prisma.raw(`select count(*)::int as count from "${name}"`));
      });
      expect([name, role, row?.count]).toEqual([name, role, 0]);
    }
  });

  it('lets neither role be owner, superuser or above row-level security', async () => {
    const roles = await api.db.$queryRaw`
      select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcanlogin,
        (select count(*) from pg_class where relowner = r.oid)::int as owned
      from pg_roles r where rolname in ('doorstroom_app', 'doorstroom_session') order by rolname`;
    const harmless = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcanlogin: false, owned: 0 };
    expect(roles).toEqual([
      { rolname: 'doorstroom_app', ...harmless },
      { rolname: 'doorstroom_session', ...harmless },
    ]);
  });
});

describe('a case worker', () => {
  it.each(TABLES)('sees the own office’s rows of %s and no others', async (table) => {
    expect(await ownersSeen(actorOf(worker), table)).toEqual([own.participantId]);
    expect(await ownersSeen(actorOf(other), table)).toEqual([foreign.participantId]);
    expect((await ownersSeen('system', table)).toSorted()).toEqual([own.participantId, foreign.participantId].toSorted());
  });

  it('finds nobody else’s file by any of the service’s questions', async () => {
    const actor = actorOf(worker);
    expect(await seenBy(actor, (tx) => loadFile(tx, foreign.id, 'all'))).toBeUndefined();
    expect(await seenBy(actor, (tx) => loadParticipant(tx, foreign.participantId, 'all'))).toBeUndefined();
    const listed = await seenBy(actor, (tx) =>
      listParticipants(tx, ['BEK', 'DIE'], { words: [] }, { by: 'name', isDescending: false }, undefined, 50),
    );
    expect(listed.map(({ item }) => item.id)).toEqual([own.participantId]);
    expect((await seenBy(actor, (tx) => listTrajectories(tx, 'all', {}, undefined, 50))).map(({ id }) => id)).toEqual([own.id]);
    expect((await seenBy(actor, (tx) => exportedParticipants(tx, 'all'))).map(({ id }) => id)).toEqual([own.participantId]);
    expect(await seenBy(actor, (tx) => loadFile(tx, own.id, 'all'))).toBeDefined();
  });

  it('sees and touches no draft of a colleague, and none of a file that the office lost, by any of the service’s questions', async () => {
    const colleague = await api.as(await api.makeUser({ role: 'case-worker', municipalities: ['BEK', 'DIE'] }));
    const past = new Date(0);
    const asColleague = <T>(work: (tx: Transaction) => Promise<T>, actor = actorOf(colleague)) => asActor(api.db, actor, work);
    const workersDraft = { userId: worker.user.id, trajectoryId: own.id, reach: 'all' } as const;
    expect(await seenBy(actorOf(colleague), (tx) => findDraft(tx, workersDraft, past))).toEqual({ draft: undefined });
    await asColleague((tx) => dropDraft(tx, workersDraft));
    await asColleague((tx) => dropDraftsUntil(tx, new Date('2190-01-01')));
    expect(await asColleague((tx) => tx.$executeRaw`update draft set updated_at = now()`)).toBe(0);
    const content = new Uint8Array(40);
    const forged = { stepId: randomUUID(), content, updatedAt: new Date() };
    await expect(asColleague((tx) => keepDraft(tx, workersDraft, forged))).rejects.toThrow();
    await asColleague((tx) => keepDraft(tx, { ...workersDraft, userId: colleague.user.id }, forged));
    await expect(asColleague((tx) => tx.$executeRaw`update draft set user_id = ${worker.user.id}::uuid`)).rejects.toThrow();
    // The office is lost: neither read nor changed any more.
    const left: Actor = { id: colleague.user.id, role: 'case-worker', municipalities: ['DIE'] };
    expect(await asColleague((tx) => tx.$executeRaw`delete from draft`, left)).toBe(0);
    expect(await asColleague((tx) => findDraft(tx, { ...workersDraft, userId: colleague.user.id }, past), left)).toBeUndefined();
    const promoted: Actor = { id: colleague.user.id, role: 'coordinator', municipalities: [] };
    expect(await seenBy(promoted, (tx) => tx.$queryRaw`select 1 from draft`)).toEqual([]);
    const isThere = async (tx: Transaction) => (await findDraft(tx, workersDraft, past))?.draft?.updatedAt;
    expect(await seenBy(actorOf(worker), isThere)).toEqual(api.clock.now());
    expect(await asColleague((tx) => tx.$executeRaw`delete from draft`)).toBe(1);
  });

  it('writes nothing into somebody else’s file', async () => {
    const refused = (write: (tx: Transaction) => Promise<unknown>) => expect(asActor(api.db, actorOf(worker), write)).rejects.toThrow();
    const step = {
      id: randomUUID(),
      type: 'intake.held',
      occurredOn: new Date('2026-03-01'),
      details: {},
      recordedAt: new Date(),
      recordedBy: worker.user.id,
    };
    await refused((tx) => tx.step.createMany({ data: [{ ...step, trajectoryId: foreign.id }] }));
    await refused((tx) =>
      tx.withdrawal.createMany({
        data: [{ stepId: stepOf(foreign, 'intake.held').id, withdrawnAt: new Date(), withdrawnBy: worker.user.id, reason: 'x' }],
      }),
    );
    await refused((tx) => tx.profile.createMany({ data: [{ participantId: foreign.participantId, recordedAt: new Date() }] }));
    await refused(
      (
        tx,
      ) => tx.$executeRaw`insert into participant (id, code, municipality, reference_municipality, sort_name, search_text, version, created_at)
      values (${randomUUID()}::uuid, 'X-1', 'DIE', 'DIE', 'x', 'x', 1, now())`,
    );
    await refused((tx) => tx.$executeRaw`update participant set municipality = 'DIE' where id = ${own.participantId}::uuid`);
    const [changed, read] = await asActor(api.db, actorOf(worker), async (tx) => [
      await tx.$executeRaw`update trajectory set state = 'ended', stage = 'ended' where id = ${foreign.id}::uuid`,
      await tx.$executeRaw`update stay set known_to = now() where trajectory_id = ${foreign.id}::uuid`,
    ]);
    expect([changed, read]).toEqual([0, 0]);
    // What is refused above is possible with the own file.
    await asActor(api.db, actorOf(worker), (tx) =>
      tx.profile.createMany({ data: [{ participantId: own.participantId, recordedAt: new Date() }] }),
    );
  });

  it('counts the region for its figures, and sees no file more for that', async () => {
    const figures = actorOf(worker, 'figures');
    const [row] = await seenBy(
      figures,
      (tx) => tx.$queryRaw<{ count: number }[]>`select count(distinct trajectory_id)::int as count from stay`,
    );
    expect(row?.count).toBe(2);
    for (const table of ['participant', 'trajectory', 'profile', 'step'])
      expect(await ownersSeen(figures, table)).toEqual([own.participantId]);
  });
});

describe('the coordinator', () => {
  it('sees every trajectory by its code, and of no participant a row', async () => {
    const coordinator = actorOf(await api.as('coordinator'));
    expect(await ownersSeen(coordinator, 'participant')).toEqual([]);
    expect(await ownersSeen(coordinator, 'profile')).toEqual([]);
    expect(await seenBy(coordinator, (tx) => listTrajectories(tx, 'all', {}, undefined, 50))).toHaveLength(2);
    expect(await seenBy(coordinator, (tx) => loadFile(tx, own.id, 'all'))).toMatchObject({
      code: expect.stringMatching(/^\w{3}-/),
      profile: { birthDate: null, gender: null, education: null },
    });
  });

  it('changes nothing', async () => {
    const coordinator = actorOf(await api.as('coordinator'));
    const step = {
      id: randomUUID(),
      type: 'intake.held',
      occurredOn: new Date('2026-03-01'),
      details: {},
      recordedAt: new Date(),
      recordedBy: worker.user.id,
    };
    await expect(asActor(api.db, coordinator, (tx) => tx.step.createMany({ data: [{ ...step, trajectoryId: own.id }] }))).rejects.toThrow();
    expect(await asActor(api.db, coordinator, (tx) => tx.$executeRaw`update trajectory set state = 'ended', stage = 'ended'`)).toBe(0);
    expect(await asActor(api.db, coordinator, (tx) => tx.$executeRaw`update stay set known_to = now()`)).toBe(0);
    expect(await asActor(api.db, coordinator, (tx) => tx.$executeRaw`update tally set count = 0`)).toBe(0);
  });
});

describe.each(['steering-group', 'administrator'] as const)('the %s', (role) => {
  it.each(TABLES)('sees no row of %s', async (table) => {
    expect(await ownersSeen(actorOf(await api.as(role)), table)).toEqual([]);
  });
});

it('the administrator reaches the files while moving them in or out, and not otherwise; nobody else may say so', async () => {
  const administrator = await api.as('administrator');
  for (const purpose of ['import', 'export'] as const)
    expect(await ownersSeen(actorOf(administrator, purpose), 'participant')).toHaveLength(2);
  expect(await ownersSeen(actorOf(administrator, 'figures'), 'participant')).toEqual([]);
  expect(await ownersSeen(actorOf(await api.as('steering-group'), 'export'), 'participant')).toEqual([]);
  expect(await ownersSeen(actorOf(await api.as('coordinator'), 'import'), 'participant')).toEqual([]);
});

describe('signing in', () => {
  it.each(TABLES)('has no access to %s', async (table) => {
    await expect(ownersSeen('session', table)).rejects.toThrow();
  });

  it('is what alone reads passwords and refresh tokens', async () => {
    for (const statement of ['select password_hash from credential', 'select hash from refresh_token', 'select hash from setup_link']) {
      await expect(asActor(api.db, actorOf(await api.as('administrator')), (tx) => tx.$queryRaw(Prisma.raw(statement)))).rejects.toThrow();
      await asActor(api.db, 'session', (tx) => tx.$queryRaw(Prisma.raw(statement)));
    }
  });
});

describe('the audit log', () => {
  it.each(['update audit set outcome = outcome', 'delete from audit', 'truncate audit'])('lets no request %s', async (statement) => {
    for (const actor of [actorOf(await api.as('administrator')), 'session'] as const)
      await expect(asActor(api.db, actor, (tx) => tx.$executeRaw(Prisma.raw(statement)))).rejects.toThrow();
  });

  it('takes no line in another’s name', async () => {
    const line = (user: string) => Prisma.sql`insert into audit (sequence, at, user_id, action, kind, outcome, key_id, seal)
      values (900000, now(), ${user}::uuid, 'x', 'read', 'done', 'x', '')`;
    await expect(asActor(api.db, actorOf(worker), (tx) => tx.$executeRaw(line(other.user.id)))).rejects.toThrow();
  });

  it('is open to the administrator, and to an office for its own participants', async () => {
    const about = async (actor: Actor) =>
      (await seenBy(actor, (tx) => tx.$queryRaw<{ id: string | null }[]>`select distinct participant_id as id from audit order by 1`)).map(
        ({ id }) => id,
      );
    expect(await about(actorOf(worker))).toEqual([own.participantId]);
    expect(await about(actorOf(await api.as('coordinator')))).toEqual([]);
    expect(await about(actorOf(await api.as('administrator')))).toEqual(expect.arrayContaining([own.participantId, foreign.participantId]));
  });
});

it('a login of its own, neither owner nor superuser, serves a case worker’s day on PostgreSQL', async ({ skip }) => {
  const { url } = api.database;
  if (!url) return skip('the embedded database has one login');
  const login = `doorstroom_login_${randomBytes(4).toString('hex')}`;
  await asAdministrator(url, (client) => client.query(`create role ${login} login in role doorstroom_app, doorstroom_session`));
  const address = new URL(url);
  address.username = login;
  const settings = { port: 0, host: '127.0.0.1', dataFolder: tmpdir(), mode: 'production', demo: 'accounts', secret: SECRET } as const;
  const running = await start({
    ...settings,
    databaseUrl: address.href,
    databaseOwnerUrl: url,
    origin: 'http://localhost:0',
    previousSecrets: [],
    hasPasswords: true,
    contacts: {},
    keepFree: 0,
    auditAnchor: join(tmpdir(), `${login}-anchor`),
  });
  try {
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200);
    expect((await fetch(`${running.url}/api/about`)).status).toBe(200);
    const refused = await fetch(`${running.url}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'nobody@ocmw.test', password: 'paard batterij nietje correct' }),
    });
    expect(refused.status).toBe(401);
    const [line] = await api.db.$queryRaw<{ outcome: string }[]>`select outcome from audit order by sequence desc limit 1`;
    expect(line).toEqual({ outcome: 'session.refused' });
    const opened = await openPostgresql(address.href);
    const count = (tx: Transaction) => tx.$queryRaw<{ id: string }[]>`select id from participant`;
    expect(await opened.reads(actorOf(worker), count)).toEqual([{ id: own.participantId }]);
    expect(await asActor(opened.prisma, 'system', count)).toEqual([]);
    await opened.close();
  } finally {
    await running.stop();
    await asAdministrator(url, (client) => client.query(`drop role ${login}`));
  }
});
