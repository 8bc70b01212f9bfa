import type { Transaction } from '#server/db/client.ts';
import { type Reach, settleOffices } from '#server/trajectories/store.ts';
import { isElsewhere, type TrajectoryChange } from '#server/trajectories/trajectory-file.ts';
import { decideHandover, insertProposals } from './store.ts';

/** A change that was stored, with the transfer in it that took the trajectory elsewhere; null where a correction did. */
export interface Move {
  readonly change: TrajectoryChange;
  readonly stepId: string | null;
}

/** Who moves files, how far that reaches, and what makes ids. */
export interface Moving {
  readonly tx: Transaction;
  readonly actor: { readonly id: string };
  readonly reach: Reach;
  readonly newId: () => string;
}

/**
 * What becomes of files whose trajectory is in another municipality by now. They are proposed to the office there and wait for it, except
 * where whoever moves them works there too: then they are accepted at once. Who reaches every office moves them as they are.
 */
export async function moveFiles({ tx, actor, reach, newId }: Moving, moves: readonly Move[]): Promise<void> {
  const moved = moves.filter(({ change }) => isElsewhere(change));
  if (moved.length === 0) return;
  if (reach === 'all')
    return settleOffices(
      tx,
      moved.map(({ change }) => change),
    );
  const proposals = moved.map(({ change: { trajectory }, stepId }) => ({
    id: newId(),
    trajectoryId: trajectory.id,
    participantId: trajectory.participantId,
    stepId,
    from: trajectory.office,
    to: trajectory.municipality,
    programme: trajectory.programme,
    stage: trajectory.stage,
    stageSince: trajectory.stageSince,
    referralMunicipality: trajectory.referralMunicipality,
    at: trajectory.recordedAt,
    by: actor.id,
  }));
  await insertProposals(tx, proposals);
  for (const { id, to, at } of proposals.filter(({ to }) => reach.includes(to))) {
    const isMoved = await decideHandover(tx, { id, version: 1, status: 'accepted', at, workerId: actor.id });
    if (!isMoved) throw new Error(`The file could not be moved to ${to}`);
  }
}
