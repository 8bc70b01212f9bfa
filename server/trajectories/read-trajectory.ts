import type { Transaction } from '#server/db/client.ts';
import { loadPastFile } from '#server/handovers/past-store.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { Trajectory, TrajectoryModel } from '#shared/contract/trajectories.ts';
import { describeModel } from '#shared/trajectory/model.ts';
import { isPersonElsewhere } from './doing.ts';
import { countByState, loadFile, type Reach } from './store.ts';
import { readOnly, viewAsKnown, viewOf, withoutIdentity } from './view.ts';

/**
 * A trajectory in reach; or, where its office was in reach and gave it away, as it was known then.
 * @param knownAt ISO 8601 instant: the trajectory as it was known then; now when left out
 * @throws Problem resource.not-found, also where nothing of it was recorded by `knownAt`
 */
export async function readTrajectory(
  tx: Transaction,
  { id, reach, seesIdentity, knownAt, now }: { id: string; reach: Reach; seesIdentity: boolean; knownAt?: string | undefined; now: Date },
): Promise<Trajectory> {
  const file = await loadFile(tx, id, reach);
  const view = file ? (knownAt === undefined ? viewOf(file, now) : viewAsKnown(file, knownAt)) : await pastView(tx, id, reach, knownAt);
  if (!view) throw new Problem('resource.not-found');
  if (!seesIdentity) return withoutIdentity(view);
  return file && !isPersonElsewhere(file, reach) ? view : readOnly(view);
}

async function pastView(tx: Transaction, id: string, reach: Reach, knownAt: string | undefined): Promise<Trajectory | undefined> {
  const past = await loadPastFile(tx, id, reach);
  if (!past) return undefined;
  const [earlier = past.until] = [past.until, ...(knownAt === undefined ? [] : [new Date(knownAt).toISOString()])].toSorted();
  return viewAsKnown(past.file, earlier);
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
