import { isWorkerOf } from '#server/participants/store.ts';
import { acceptedOrProblem, type Doing, storeChange } from '#server/trajectories/doing.ts';
import { loadFile } from '#server/trajectories/store.ts';
import { changeOf, historyOf, momentAfter } from '#server/trajectories/trajectory-file.ts';
import type { acceptHandover as acceptContract, Handover, rejectHandover as rejectContract } from '#shared/contract/handovers.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { BodyOf } from '#shared/contract/route.ts';
import { change } from '#shared/trajectory/history.ts';
import { type Decision, decideHandover, loadHandover, loadWaiting, type WaitingHandover } from './store.ts';

/** Which hand-over is decided on, and the version that the caller saw of it. */
export interface Decided {
  readonly id: string;
  readonly version: number;
}

/** What came of it; whose file it is goes into the audit log, also where the caller does not learn it. */
export interface Outcome {
  readonly handover: Handover;
  readonly participantId: string;
}

/**
 * Takes a file over: from one moment on it is this office's, with its person, whoever guides them, and the whole history.
 *
 * @throws Problem resource.not-found, handover.decided, version.stale, request.invalid (somebody who does not guide here)
 */
export async function acceptHandover(
  doing: Doing,
  decided: Decided,
  { workerId = doing.actor.id }: BodyOf<typeof acceptContract>,
): Promise<Outcome> {
  const { tx, now } = doing;
  return decide(doing, decided, 'accepted', async ({ to }) => {
    if (!(await isWorkerOf(tx, workerId, to))) {
      throw new Problem('request.invalid', {
        fields: [{ path: 'body.workerId', code: 'worker.unknown', message: 'a case worker of the office that accepts' }],
      });
    }
    return { at: now.toISOString(), workerId };
  });
}

/**
 * Refuses a file: its transfer is taken back, and it goes on where it was.
 *
 * @throws Problem resource.not-found, handover.decided, version.stale
 */
export function rejectHandover(doing: Doing, decided: Decided, body: BodyOf<typeof rejectContract>): Promise<Outcome> {
  return decide(doing, decided, 'rejected', async (waiting) => ({ at: await takeBack(doing, waiting, 'handover.rejected'), ...body }));
}

/**
 * Takes the own proposal back, with its transfer.
 *
 * @throws Problem resource.not-found, handover.decided, version.stale
 */
export function revokeHandover(doing: Doing, decided: Decided): Promise<Outcome> {
  return decide(doing, decided, 'revoked', async (waiting) => ({ at: await takeBack(doing, waiting, 'handover.revoked') }));
}

/** One decision on each: the same one sent again by the same person is answered as it stands. */
async function decide(
  { tx, actor, reach }: Doing,
  { id, version }: Decided,
  status: Decision['status'],
  prepare: (waiting: WaitingHandover) => Promise<Omit<Decision, 'id' | 'version' | 'status'>>,
): Promise<Outcome> {
  const waiting = await loadWaiting(tx, id, reach);
  const office = status === 'revoked' ? waiting?.from : waiting?.to;
  if (!waiting || (reach !== 'all' && !reach.some((own) => own === office))) throw new Problem('resource.not-found');
  const isRepeated = waiting.status === status && waiting.decidedBy === actor.id;
  if (!isRepeated) {
    if (waiting.status !== 'proposed') throw new Problem('handover.decided');
    if (waiting.version !== version) throw new Problem('version.stale', { currentVersion: waiting.version });
    if (!(await decideHandover(tx, { id, version, status, ...(await prepare(waiting)) }))) throw new Problem('handover.decided');
  }
  const handover = await loadHandover(tx, id, reach);
  if (!handover) throw new Problem('resource.not-found');
  return { handover, participantId: waiting.participantId };
}

/** The transfer no longer counts, as if it had been withdrawn by hand. @returns the moment since when */
async function takeBack(
  doing: Doing,
  { trajectoryId, stepId, from }: WaitingHandover,
  reason: 'handover.rejected' | 'handover.revoked',
): Promise<string> {
  // Whoever decided in the meantime took the file out of sight, took the transfer back already, or gives the file a new version.
  const file = await loadFile(doing.tx, trajectoryId, [from]);
  const transfer = file?.steps.find(({ id }) => id === stepId);
  if (!file || !transfer || transfer.withdrawal || stepId === null) throw new Problem('handover.decided');
  const at = momentAfter(file, doing.now);
  const taken = acceptedOrProblem(change(file.referralMunicipality, historyOf(file.steps), { withdrawn: stepId }));
  const withdrawals = [{ stepId, at, by: doing.actor.id, reason, replacedBy: null }];
  if (!(await storeChange(doing, changeOf(file, taken, { at, steps: [], withdrawals })))) throw new Problem('handover.decided');
  return at;
}
