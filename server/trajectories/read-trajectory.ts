import type { Transaction } from '#server/db/client.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Trajectory, TrajectoryModel } from '#shared/contract/trajectories.ts';
import { describeModel } from '#shared/trajectory/model.ts';
import { countByState, loadFile, type Reach } from './store.ts';
import { viewAsKnown, viewOf, withoutIdentity } from './view.ts';

/**
 * @param knownAt ISO 8601 instant: the trajectory as it was known then; now when left out
 * @throws Problem resource.not-found, also where nothing of it was recorded by `knownAt`
 */
export async function readTrajectory(
  tx: Transaction,
  { id, reach, seesIdentity, knownAt, now }: { id: string; reach: Reach; seesIdentity: boolean; knownAt?: string | undefined; now: Date },
): Promise<Trajectory> {
  const file = await loadFile(tx, id, reach);
  const view = file && (knownAt === undefined ? viewOf(file, now) : viewAsKnown(file, knownAt));
  if (!view) throw new Problem('resource.not-found');
  return seesIdentity ? view : withoutIdentity(view);
}

/** The machine as data, with how many trajectories in reach are in each of its states now. */
export async function readModel(tx: Transaction, reach: Reach): Promise<TrajectoryModel> {
  const counts = await countByState(tx, reach);
  const countOf = (state: string, presence?: string) =>
    counts
      .filter((row) => row.state === state && (presence === undefined || row.presence === presence))
      .reduce((sum, row) => sum + row.count, 0);
  const model = describeModel();
  return {
    ...model,
    states: model.states.map((state) => ({ ...state, count: countOf(state.state), interrupted: countOf(state.state, 'interrupted') })),
  };
}
