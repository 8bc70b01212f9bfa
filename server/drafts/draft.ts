import { asActor } from '#server/db/as-actor.ts';
import type { Database, Transaction } from '#server/db/client.ts';
import type { SecretSeal } from '#server/seal.ts';
import { DraftContent } from '#shared/contract/drafts.ts';
import { Problem } from '#shared/contract/problem.ts';
import { dropDraft, dropDraftsUntil, findDraft, holdTrajectory, keepDraft as keep, type SealedDraft, type Whose } from './store.ts';

export interface Drafting extends Whose {
  readonly tx: Transaction;
  readonly seal: SecretSeal;
  readonly now: Date;
}

/**
 * The own draft, or null where there is none that still counts.
 * @throws Problem resource.not-found
 */
export async function readDraft(drafting: Drafting): Promise<{ content: DraftContent; updatedAt: string } | null> {
  const found = await findDraft(drafting.tx, drafting, cutoffOf(drafting.now));
  if (!found) throw new Problem('resource.not-found');
  const content = found.draft && opened(drafting, found.draft);
  return found.draft && content ? { content, updatedAt: found.draft.updatedAt.toISOString() } : null;
}

/**
 * Keeps what was typed, sealed, in the place of the own draft of before. Nothing of it is held against the rules of steps.
 * @throws Problem resource.not-found, participant.erased
 */
export async function keepDraft(drafting: Drafting, content: DraftContent): Promise<{ updatedAt: string }> {
  const { tx, seal, now } = drafting;
  const trajectory = await holdTrajectory(tx, drafting);
  if (!trajectory) throw new Problem('resource.not-found');
  if (trajectory.isErased) throw new Problem('participant.erased');
  const sealed = seal.seal(Buffer.from(JSON.stringify(content)), placeOf(drafting));
  await keep(tx, drafting, { stepId: content.id, content: sealed, updatedAt: now });
  return { updatedAt: now.toISOString() };
}

/** @throws Problem resource.not-found */
export async function discardDraft(drafting: Drafting): Promise<void> {
  if (!(await holdTrajectory(drafting.tx, drafting))) throw new Problem('resource.not-found');
  await dropDraft(drafting.tx, drafting);
}

/** For the start of the server: forgets what nobody came back to. While it runs, whoever begins a draft does so (the migration of drafts). */
export function forgetOldDrafts(db: Database, now: Date): Promise<void> {
  return asActor(db, 'system', (tx) => dropDraftsUntil(tx, cutoffOf(now)));
}

/** A secret that is gone, a row that was moved, a type of step that there is no more: whoever opens the form begins anew, and is not held up. */
function opened({ seal, ...whose }: Drafting, { content }: SealedDraft): DraftContent | undefined {
  try {
    return DraftContent.parse(JSON.parse(seal.open(content, placeOf(whose)).toString()));
  } catch {
    return undefined;
  }
}

function placeOf({ userId, trajectoryId }: Pick<Whose, 'userId' | 'trajectoryId'>) {
  return ['draft', `${userId} ${trajectoryId}`, 'content'] as const;
}

/** Milliseconds. */
const THIRTY_DAYS = 30 * 24 * 60 * 60_000;

function cutoffOf(now: Date): Date {
  return new Date(now.getTime() - THIRTY_DAYS);
}
