import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import { participantQuery } from '#client/trajectory/queries.ts';
import type { eraseFile } from '#shared/contract/erasure.ts';
import type { Participant } from '#shared/contract/participants.ts';
import type { BodyInput } from '#shared/contract/route.ts';

export function useErase() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ of, body }: { of: Pick<Participant, 'id' | 'version'>; body: BodyInput<typeof eraseFile> }) =>
      request<typeof eraseFile>('POST', '/participants/:id/erasure', { params: { id: of.id }, ifMatch: of.version, body }),
    onSuccess: (participant) => {
      // What was erased must not stand on in what was fetched before.
      queries.removeQueries({ queryKey: ['trajectories'] });
      queries.setQueryData(participantQuery(participant.id).queryKey, participant);
      void queries.invalidateQueries({ queryKey: ['participants', 'list'] });
      void queries.invalidateQueries({ queryKey: ['retention'] });
    },
  });
}
