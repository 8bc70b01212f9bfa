import type { Transaction } from '#server/db/client.ts';
import { loadFilesOfParticipant, writeChanges, writeTallies } from '#server/trajectories/store.ts';
import { changeOf, historyOf, momentAfter } from '#server/trajectories/trajectory-file.ts';
import { Problem } from '#shared/contract/problem.ts';
import { summed } from '#shared/figures/tallies.ts';
import { replay } from '#shared/trajectory/history.ts';
import type { Profile } from '#shared/trajectory/milestones.ts';
import { IllegalHistory } from '#shared/trajectory/projection.ts';
import { insertProfile } from './store.ts';

/**
 * Keeps what figures break down by true when a profile changes: from now on the new one is known, while what was known before
 * stays to be asked for (`knownAt`). Each trajectory of the person takes a new version, so that nobody writes on the old one.
 */
export async function reviseProfile(
  { tx, now }: { tx: Transaction; now: Date },
  before: Profile & { id: string },
  after: Profile,
): Promise<void> {
  const { birthDate, gender, education } = after;
  if (birthDate === before.birthDate && gender === before.gender && education === before.education) return;
  const files = await loadFilesOfParticipant(tx, before.id);
  const at =
    files
      .map((file) => momentAfter(file, now))
      .toSorted()
      .at(-1) ?? now.toISOString();
  await insertProfile(tx, before.id, after, new Date(at));
  const changes = files.map((file) => {
    const result = replay(file.referralMunicipality, historyOf(file.steps));
    if (!result.legal) throw new IllegalHistory(result.reason, result.step);
    return changeOf(file, result.taken, { at, steps: [], withdrawals: [], profile: { birthDate, gender, education } });
  });
  if (changes.length > 0 && (await writeChanges(tx, changes)) < changes.length) throw new Problem('version.stale');
  await writeTallies(tx, summed(changes.flatMap(({ tallies }) => tallies)));
}
