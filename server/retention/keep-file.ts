import type { Transaction } from '#server/db/client.ts';
import { readParticipant } from '#server/participants/save-participant.ts';
import type { Reach } from '#server/trajectories/store.ts';
import type { Participant } from '#shared/contract/participants.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { keepFile as contract } from '#shared/contract/retention.ts';
import type { BodyOf } from '#shared/contract/route.ts';
import { addMonths, dayInBrussels } from '#shared/plain-date.ts';
import { updateKeeping } from './store.ts';

const LONGEST_MONTHS = 120;

/**
 * Keeps a file until a day though its term has passed, or will have.
 * @throws Problem resource.not-found, participant.erased, version.stale, request.invalid (a day not after today, or too far)
 */
export async function keepFile(
  { tx, reach, now }: { tx: Transaction; reach: Reach; now: Date },
  id: string,
  version: number,
  { keepUntil, reason }: BodyOf<typeof contract>,
): Promise<Participant> {
  const participant = await readParticipant({ tx, reach }, id);
  if (participant.erasedAt !== null) throw new Problem('participant.erased');
  const today = dayInBrussels(now);
  if (keepUntil <= today || keepUntil > addMonths(today, LONGEST_MONTHS)) {
    const message = 'a day after today, at most ten years ahead';
    throw new Problem('request.invalid', { fields: [{ path: 'body.keepUntil', code: 'date.out-of-range', message }] });
  }
  const isWritten = await updateKeeping(tx, { id, version, keepUntil, reason });
  if (!isWritten) throw new Problem('version.stale', { currentVersion: participant.version });
  return readParticipant({ tx, reach }, id);
}
