import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '#client/api/request.ts';
import type { ImportReport, importSteps } from '#shared/contract/exchange.ts';

type ImportRequest = {
  file: File;
  /** Checks everything and stores nothing. */
  isCheck: boolean;
  /** Takes whole trajectories that are right, and leaves the others. */
  isPartial: boolean;
  createsMunicipalities: boolean;
};

type ImportRun = { request: ImportRequest } & (
  | { status: 'running' }
  | { status: 'done'; report: ImportReport }
  | { status: 'failed'; error: unknown }
);

const queryKey = ['import'];

/** Kept with the answers of the server, beyond the screen: an import goes on, and its report waits, while someone looks elsewhere. */
export function useImport() {
  const queries = useQueryClient();
  const { data: latest = null } = useQuery<ImportRun | null>({ queryKey, queryFn: skipToken, gcTime: Number.POSITIVE_INFINITY });
  const keep = (run: ImportRun | null) => queries.setQueryData<ImportRun | null>(queryKey, run);

  const run = async (wanted: ImportRequest) => {
    keep({ request: wanted, status: 'running' });
    try {
      const report = await send(wanted);
      keep({ request: wanted, status: 'done', report });
      if (report.applied) await queries.invalidateQueries();
    } catch (error) {
      keep({ request: wanted, status: 'failed', error });
    }
  };
  return { run, latest, forget: () => keep(null) };
}

function send({ file, isCheck, isPartial, createsMunicipalities }: ImportRequest): Promise<ImportReport> {
  return request<typeof importSteps>('POST', '/imports', {
    query: { dryRun: isCheck || undefined, partial: isPartial || undefined, createMunicipalities: createsMunicipalities || undefined },
    body: new Blob([file], { type: 'text/csv' }),
  });
}
