import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaClient } from '#prisma/generated/client.ts';
import { breather } from '#server/breathe.ts';
import { asActor } from './as-actor.ts';
import type { OpenDatabase, Transaction } from './client.ts';
import type { Direct } from './direct.ts';
import { lockFolder } from './lock.ts';

/**
 * The embedded database of a data folder, made there when it is not yet.
 *
 * @throws FolderInUseError when another process has it open
 */
export async function openEmbedded(dataFolder: string): Promise<OpenDatabase> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(dataFolder);
  try {
    const { PGlite } = await import('@electric-sql/pglite');
    const folder = join(dataFolder, 'pg');
    if (!existsSync(folder)) await makeAt(folder, (draft) => PGlite.create(draft));
    const opened = await openPglite(await PGlite.create(folder));
    const close = async () => {
      await opened.close();
      lock.release();
    };
    return { ...opened, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Prisma over a PGlite that the caller opened; closing closes it too. */
export async function openPglite(pglite: PGlite): Promise<OpenDatabase> {
  const { PrismaPGlite } = await import('pglite-prisma-adapter');
  letCommitsFail(pglite);
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(pglite) });
  const close = async () => {
    await prisma.$disconnect();
    await pglite.close();
  };
  const direct: Direct = (actor, work) => asActor(prisma, actor, (tx) => work(withTurns(tx)));
  return { prisma, reads: direct, writes: direct, kind: 'embedded', source: { kind: 'embedded', pglite }, close };
}

/**
 * The transaction, in which others have a turn after each statement that took long. This database works in the server's own thread and answers
 * without letting go of it, so that all statements of a request would otherwise be one long pause for everybody else.
 */
function withTurns(tx: Transaction): Transaction {
  const breathe = breather();
  return new Proxy(tx, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if ((name !== '$queryRaw' && name !== '$executeRaw') || typeof member !== 'function') return member;
      return async (...statement: unknown[]) => {
        const answer: unknown = await Reflect.apply(member, target, statement);
        await breathe();
        return answer;
      };
    },
  });
}

/** Made aside and moved into place: a process that dies while it makes a database leaves none, rather than half of one. */
async function makeAt(folder: string, make: (draft: string) => Promise<PGlite>): Promise<void> {
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  const pglite = await make(draft);
  await pglite.close();
  renameSync(draft, folder);
}

/**
 * The adapter hangs a `catch` on each transaction, by which a COMMIT that fails (full disk, deferred constraint) would look like one
 * that succeeded. Here that `catch` still tells it of a failed BEGIN, and the failure goes on to whoever waits for the commit.
 */
function letCommitsFail(pglite: PGlite): void {
  const transaction = pglite.transaction.bind(pglite);
  pglite.transaction = (work) => {
    const outcome = transaction(work);
    const handle = outcome.catch.bind(outcome);
    outcome.catch = (onRejected) => {
      handle(onRejected).catch(() => {});
      return outcome;
    };
    return outcome;
  };
}
