import type { Transaction } from '#server/db/client.ts';
import { readParticipant } from '#server/participants/save-participant.ts';
import type { Reach } from '#server/trajectories/store.ts';
import type { eraseFile as contract } from '#shared/contract/erasure.ts';
import type { Participant } from '#shared/contract/participants.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { BodyOf } from '#shared/contract/route.ts';
import { erasedBirthDate } from '#shared/trajectory/erased-birth-date.ts';
import { empty, loadFileToErase } from './store.ts';

/**
 * Erases who a person is: identity, and every text of the whole file, also of what other offices keep of it. The days, types and coded
 * details of steps stay, with a birth date in the place of the real one that gives the same age classes: every figure, at present and as known
 * at any moment before, is what it was.
 *
 * @throws Problem resource.not-found, participant.erased, version.stale, request.invalid (another code typed), participant.running
 */
export async function eraseFile(
  { tx, reach, now }: { tx: Transaction; reach: Reach; now: Date },
  id: string,
  version: number,
  { confirmation }: Pick<BodyOf<typeof contract>, 'confirmation'>,
): Promise<Participant> {
  const participant = await readParticipant({ tx, reach }, id);
  if (participant.erasedAt !== null) throw new Problem('participant.erased');
  if (participant.version !== version) throw new Problem('version.stale', { currentVersion: participant.version });
  if (confirmation.toUpperCase() !== participant.code) {
    const message = 'the code of the participant whose file it is';
    throw new Problem('request.invalid', { fields: [{ path: 'body.confirmation', code: 'confirmation.differs', message }] });
  }
  const file = await loadFileToErase(tx, id);
  if (!file) throw new Problem('resource.not-found');
  if (file.isRunning) throw new Problem('participant.running');
  const births = file.profiles.map((profile) => ({ id: profile.id, birthDate: erasedBirthDate(profile.birthDate, file.referrals) }));
  if (!(await empty(tx, { id, version, births, now }))) throw new Problem('version.stale');
  return readParticipant({ tx, reach }, id);
}
