import { queryOptions } from '@tanstack/react-query';
import { saveFile } from '#client/api/save-file.ts';
import { send } from '#client/api/send.ts';
import type { Publication } from '#shared/contract/publications.ts';

/**
 * A publication by its public link. Not by `request`: that speaks for whoever is signed in, and would wait for a sign-in when their session
 * is over; this page asks nobody who they are.
 */
export function publicPublicationQuery(token: string) {
  return queryOptions({
    queryKey: ['public-publication', token],
    queryFn: async ({ signal }): Promise<Publication> => (await send(addressOf(token), { signal })).json(),
    staleTime: 60_000,
  });
}

export async function downloadPublicTable(token: string, file: string, fileName: string): Promise<void> {
  await saveFile(await send(`${addressOf(token)}/tables/${encodeURIComponent(file)}`, {}), fileName);
}

function addressOf(token: string): string {
  return `/public/publications/${encodeURIComponent(token)}`;
}
