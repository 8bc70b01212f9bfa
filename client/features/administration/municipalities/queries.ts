import { useMutation, useQueryClient } from '@tanstack/react-query';
import { municipalitiesQuery } from '#client/api/about.ts';
import { request } from '#client/api/request.ts';
import type { changeMunicipality, createMunicipality, Municipality } from '#shared/contract/municipalities.ts';
import type { BodyInput } from '#shared/contract/route.ts';

export type MunicipalityChange = BodyInput<typeof changeMunicipality>;

export function useMunicipalityDeeds() {
  const queries = useQueryClient();
  const refresh = { onSuccess: () => queries.invalidateQueries({ queryKey: municipalitiesQuery.queryKey }) };
  const add = useMutation({
    mutationFn: (body: BodyInput<typeof createMunicipality>) => request<typeof createMunicipality>('POST', '/municipalities', { body }),
    ...refresh,
  });
  const change = useMutation({
    mutationFn: ({ to, patch }: { to: Pick<Municipality, 'code' | 'version'>; patch: MunicipalityChange }) =>
      request<typeof changeMunicipality>('PATCH', '/municipalities/:code', { params: { code: to.code }, ifMatch: to.version, body: patch }),
    ...refresh,
  });
  return { add, change };
}
