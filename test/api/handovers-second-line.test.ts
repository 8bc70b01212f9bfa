import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Prisma } from '#prisma/generated/client.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Actor, Purpose } from '#server/db/context.ts';
import { loadPastFile, loadPastPerson } from '#server/handovers/past-store.ts';
import { listPage } from '#server/handovers/store.ts';
import { loadFile } from '#server/trajectories/store.ts';
import type { Agent, TestApp } from '../setup/api.ts';
import { recorded, stepOf, withdraw } from '../setup/case-files.ts';
import { accepted, decide, type Offices, startOffices, type TransferredFile, transferred } from '../setup/handed-over.ts';
import { a } from '../setup/trajectories.ts';

let app: TestApp;
let old: Agent;
let next: Agent;
let third: Agent;
let open: Offices['open'];
let proposed: Offices['proposed'];
beforeAll(async () => {
  ({ app, old, next, third, open, proposed } = await startOffices());
});
afterAll(() => app.close());
beforeEach(() => app.clock.advance(60_000));

describe('with the service’s filter forgotten', () => {
  const actorOf = ({ user }: Agent, purpose?: Purpose): Actor => ({
    id: user.id,
    role: user.role,
    municipalities: user.municipalities,
    purpose,
  });
  const TABLES = ['participant', 'profile', 'trajectory', 'step', 'withdrawal', 'stay', 'milestones'] as const;
  const OWNERS: Record<(typeof TABLES)[number], string> = {
    participant: 'id = $P',
    profile: 'participant_id = $P',
    trajectory: 'id = $T',
    step: 'trajectory_id = $T',
    withdrawal: 'step_id = any($S)',
    stay: 'trajectory_id = $T',
    milestones: 'trajectory_id = $T',
  };
  async function seen(agent: Agent, file: TransferredFile, purpose?: Purpose): Promise<Record<string, number>> {
    const steps = await app.db.step.findMany({ where: { trajectoryId: file.id }, select: { id: true } });
    const counts = TABLES.map(async (table) => {
      const where = OWNERS[table]
        .replace('$P', `'${file.participantId}'::uuid`)
        .replace('$T', `'${file.id}'::uuid`)
        .replace('$S', `array[${steps.map(({ id }) => `'${id}'::uuid`).join()}]`);
      const [row] = await asActor(app.db, actorOf(agent, purpose), (tx) =>
        tx.$queryRaw<{ count: number }[]>(Prisma.raw(`select count(*)::int as count from ${table} where ${where}`)),
      );
      return [table, row?.count ?? 0];
    });
    return Object.fromEntries(await Promise.all(counts));
  }
  const NOTHING = { participant: 0, profile: 0, trajectory: 0, step: 0, withdrawal: 0, stay: 0, milestones: 0 };

  it('the new office sees of a file that waits its transfer, and of the person nothing', async () => {
    const file = await proposed();
    expect(await seen(next, file)).toEqual({ ...NOTHING, step: 1 });
    expect(await seen(third, file)).toEqual(NOTHING);
    // Refusing takes the transfer back, and sees the trajectory for that; never the person.
    expect(await seen(next, file, 'handover')).toMatchObject({ trajectory: 1, participant: 0, profile: 0 });
    expect(await seen(third, file, 'handover')).toEqual(NOTHING);
    await decide(next, file, 'rejection', { reason: 'other' });
    expect(await seen(next, file, 'handover')).toEqual(NOTHING);
  });

  it('the old office sees of a file that it gave away the steps until then, and nothing after', async () => {
    const file = await open();
    const corrected = await withdraw(old, file, stepOf(file, 'intake.held').id, { reason: 'x', replacement: a.intake('2026-01-13') });
    const waiting = await transferred(old, corrected.body, 'DIE');
    const moved = await accepted(next, waiting);
    const changed = await withdraw(next, moved, stepOf(moved, 'intake.held').id, { reason: 'y' });
    await recorded(next, changed.body, a.evaluation('2026-03-03'));
    expect(await seen(old, waiting)).toEqual({ ...NOTHING, step: 4, withdrawal: 1 });
    expect(await seen(next, waiting)).toMatchObject({ participant: 1, step: 5, withdrawal: 2 });
    expect(await seen(third, waiting)).toEqual(NOTHING);
    const actor = actorOf(old);
    expect(await asActor(app.db, actor, (tx) => loadFile(tx, file.id, 'all'))).toBeUndefined();
    const step = stepOf(moved, 'referral.received').id;
    await expect(
      asActor(app.db, actor, (tx) =>
        tx.withdrawal.createMany({ data: [{ stepId: step, withdrawnAt: new Date(), withdrawnBy: old.user.id, reason: 'x' }] }),
      ),
    ).rejects.toThrow();
  });

  it('a third office sees of no hand-over, and nobody decides past the function', async () => {
    const file = await proposed();
    const actor = actorOf(third);
    const listed = await asActor(app.db, actor, (tx) => listPage(tx, 'all', { direction: 'in', words: [] }, undefined, 50));
    expect(listed.map(({ from, to }) => [from, to]).filter((offices) => !offices.includes('AAR'))).toEqual([]);
    expect(await asActor(app.db, actor, (tx) => loadPastFile(tx, file.id, 'all'))).toBeUndefined();
    expect(await asActor(app.db, actor, (tx) => loadPastPerson(tx, file.participantId, 'all'))).toEqual([]);
    const id = file.handover?.id ?? '';
    for (const agent of [old, third, await app.as('administrator'), await app.as('coordinator')]) {
      const [answer] = await asActor(
        app.db,
        actorOf(agent),
        (tx) => tx.$queryRaw<{ done: boolean }[]>`
          select decide_handover(${id}::uuid, 1, 'accepted', now(), ${agent.user.id}::uuid, null, null) as done`,
      );
      expect(answer?.done).toBe(false);
    }
    for (const agent of [old, next])
      await expect(
        asActor(app.db, actorOf(agent), (tx) => tx.$executeRaw`update handover set status = 'accepted', decided_at = now()`),
      ).rejects.toThrow();
    await asActor(app.db, actorOf(old), (tx) => tx.$queryRaw`select settle_offices(array[${file.id}::uuid])::text`);
    expect((await app.db.trajectory.findUniqueOrThrow({ where: { id: file.id } })).office).toBe('BEK');
  });
});
