import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useDeedKey } from '#client/api/deed-key.ts';
import { request } from '#client/api/request.ts';
import { participantQuery } from '#client/trajectory/queries.ts';
import type { changeParticipant, createParticipant, Participant } from '#shared/contract/participants.ts';
import type { BodyInput } from '#shared/contract/route.ts';

export function useCreateParticipant() {
  const queries = useQueryClient();
  const keyOf = useDeedKey();
  return useMutation({
    mutationFn: (body: BodyInput<typeof createParticipant>) =>
      request<typeof createParticipant>('POST', '/participants', { body, key: keyOf(body) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['participants'] }),
  });
}

export function useChangeParticipant() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ to, patch }: { to: Pick<Participant, 'id' | 'version'>; patch: BodyInput<typeof changeParticipant> }) =>
      request<typeof changeParticipant>('PATCH', '/participants/:id', { params: { id: to.id }, ifMatch: to.version, body: patch }),
    onSuccess: (participant) => {
      queries.setQueryData(participantQuery(participant.id).queryKey, participant);
      // A birth date or a profile changes the trajectories too: their version, and what hangs on an age.
      void queries.invalidateQueries({ queryKey: ['trajectories'] });
      void queries.invalidateQueries({ queryKey: ['participants', 'list'] });
    },
  });
}
