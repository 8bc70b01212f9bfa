import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import { trajectoryQuery } from '#client/trajectory/queries.ts';
import type { openTrajectory, recordStep, Trajectory, withdrawStep } from '#shared/contract/trajectories.ts';

/** A step as the fields hold it; the contract checks it. */
export type TypedStep = { type: string; occurredOn: string; details: Record<string, unknown>; note?: string };

type Version = Pick<Trajectory, 'id' | 'version'>;

export function useRecordStep() {
  return useTrajectoryChange(({ to: { id, version }, step }: { to: Version; step: TypedStep & { id: string } }) =>
    request<typeof recordStep>('POST', '/trajectories/:id/steps', { params: { id }, ifMatch: version, body: step }),
  );
}

export function useWithdrawStep() {
  return useTrajectoryChange(
    ({ to: { id, version }, stepId, reason, replacement }: { to: Version; stepId: string; reason: string; replacement?: TypedStep }) =>
      request<typeof withdrawStep>('POST', '/trajectories/:id/steps/:stepId/withdrawal', {
        params: { id, stepId },
        ifMatch: version,
        body: { reason, ...(replacement && { replacement }) },
      }),
  );
}

type Opening = { id: string; participantId: string; programme: 'twe' | 'art60' | 'other'; occurredOn: string; referredBy?: string };

/** @param body with an id of the client's own, so that sending it again opens nothing twice */
function openTrajectoryFor(body: Opening): Promise<Trajectory> {
  return request<typeof openTrajectory>('POST', '/trajectories', { body });
}

export function useOpenTrajectory() {
  return useTrajectoryChange(openTrajectoryFor);
}

function useTrajectoryChange<Asked>(mutationFn: (asked: Asked) => Promise<Trajectory>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: (trajectory) => take(queries, trajectory) });
}

/** The answer is the new state: it stands at once, and what hangs on it is asked for anew. */
function take(queries: QueryClient, trajectory: Trajectory): void {
  queries.setQueryData(trajectoryQuery(trajectory.id).queryKey, trajectory);
  void queries.invalidateQueries({ queryKey: ['participants'] });
}
