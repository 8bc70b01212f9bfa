import type { Transaction } from '#server/db/client.ts';
import type { InszSeal } from '#server/participants/insz-seal.ts';
import { revealInsz } from '#server/participants/reveal-insz.ts';
import { readParticipant } from '#server/participants/save-participant.ts';
import { loadFilesOfParticipant, type Reach } from '#server/trajectories/store.ts';
import { viewOf } from '#server/trajectories/view.ts';
import { FileExport } from '#shared/contract/file-export.ts';
import { Problem } from '#shared/contract/problem.ts';
import { loadAboutFile, loadHandovers, loadLooks } from './store.ts';

export interface Gathering {
  readonly tx: Transaction;
  readonly reach: Reach;
  readonly insz: InszSeal;
  readonly now: Date;
  /** Name of who takes the file out. */
  readonly by: string;
}

/**
 * Everything that the own office keeps on a person, the INSZ in full: whoever takes a file out says why.
 * @throws Problem resource.not-found
 */
export async function gatherFile({ tx, reach, insz, now, by }: Gathering, id: string): Promise<FileExport> {
  const { trajectories: _short, version: _version, id: _id, municipality, createdAt, ...person } = await readParticipant({ tx, reach }, id);
  const about = await loadAboutFile(tx, id);
  if (!about) throw new Problem('resource.not-found');
  const { profiles, ...names } = about;
  const files = await loadFilesOfParticipant(tx, id);
  return FileExport.parse({
    format: 'doorstroom-file',
    version: 1,
    exportedAt: now.toISOString(),
    exportedBy: by,
    person: {
      ...person,
      ...names,
      office: municipality,
      openedAt: createdAt,
      insz: person.insz && (await revealInsz({ tx, reach, insz }, id)),
    },
    profiles,
    trajectories: files.map((file) => viewOf(file, now)).toSorted((a, b) => (a.startedOn < b.startedOn ? -1 : 1)),
    handovers: await loadHandovers(tx, id),
    looks: await loadLooks(tx, id),
  });
}
