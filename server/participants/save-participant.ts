import type { Transaction } from '#server/db/client.ts';
import { violatedConstraint } from '#server/db/violations.ts';
import { loadPastPerson, type PastPerson } from '#server/handovers/past-store.ts';
import type { Reach } from '#server/trajectories/store.ts';
import { MASKED_INSZ } from '#shared/codes/insz.ts';
import { Participant, type ParticipantBody, type ParticipantPatch } from '#shared/contract/participants.ts';
import { Problem } from '#shared/contract/problem.ts';
import { dayInBrussels } from '#shared/plain-date.ts';
import type { InszSeal } from './insz-seal.ts';
import { participantCode } from './participant-code.ts';
import { reviseProfile } from './revise-profile.ts';
import { searchColumns } from './search-text.ts';
import {
  hasInsz,
  insertParticipant,
  isCodeTaken,
  isWorkerOf,
  loadParticipant,
  loadSummaries,
  municipalityName,
  type ParticipantColumns,
  type ParticipantRow,
  updateParticipant,
} from './store.ts';

export interface Saving {
  readonly tx: Transaction;
  readonly reach: Reach;
  readonly now: Date;
  readonly newId: () => string;
  /** Whole numbers from 0 to below its argument. */
  readonly random: (below: number) => number;
  readonly insz: InszSeal;
}

/**
 * A participant in reach; or, where the office was in reach and gave the file away, as it was known then.
 * @throws Problem resource.not-found
 */
export async function readParticipant({ tx, reach }: Pick<Saving, 'tx' | 'reach'>, id: string): Promise<Participant> {
  const row = await loadParticipant(tx, id, reach);
  if (row) return viewOf(row);
  const [latest, ...earlier] = await loadPastPerson(tx, id, reach);
  if (!latest) throw new Problem('resource.not-found');
  return pastView(latest, earlier, await loadSummaries(tx, id, reach));
}

/** @throws Problem municipality.unknown, request.invalid, participant.reference-taken, participant.insz-taken */
export async function createParticipant(saving: Saving, body: ParticipantBody): Promise<Participant> {
  const { tx, reach, now, newId } = saving;
  const { municipality, insz, ...given } = body;
  const name = reach === 'all' || reach.includes(municipality) ? await municipalityName(tx, municipality) : undefined;
  if (name === undefined) throw unknownMunicipality();
  const id = newId();
  const person = overlaid(NOTHING_KNOWN, given);
  await refuseBadPerson(saving, person, municipality);
  const code = await freeCode(saving, name);
  const columns: ParticipantColumns = {
    id,
    code,
    version: 1,
    municipality,
    createdAt: now,
    ...person,
    ...(await sealed(saving, insz ?? null, id, municipality)),
    ...searchColumns({ ...person, code }),
  };
  await stored(insertParticipant(tx, columns));
  return readParticipant(saving, id);
}

/**
 * Changes only what is given; null empties a field.
 * @throws Problem resource.not-found, participant.erased, handover.pending, version.stale, and as for creating
 */
export async function changeParticipant(saving: Saving, id: string, version: number, patch: ParticipantPatch): Promise<Participant> {
  const { tx, reach } = saving;
  const before = await loadParticipant(tx, id, reach);
  if (!before) throw new Problem('resource.not-found');
  if (before.erasedAt !== null) throw new Problem('participant.erased');
  if (before.handover) throw new Problem('handover.pending');
  if (before.version !== version) throw new Problem('version.stale', { currentVersion: before.version });
  const { insz, ...given } = patch;
  const person = overlaid(before, given);
  await refuseBadPerson(saving, person, before.municipality);
  const columns = {
    id,
    code: before.code,
    municipality: before.municipality,
    version: version + 1,
    ...person,
    ...(insz === undefined ? {} : await sealed(saving, insz, id, before.municipality)),
    ...searchColumns({ ...person, code: before.code }),
  };
  if (!(await stored(updateParticipant(tx, version, columns)))) throw new Problem('version.stale');
  await reviseProfile(saving, before, person);
  return readParticipant(saving, id);
}

type Person = Pick<ParticipantRow, 'reference' | 'firstName' | 'lastName' | 'birthDate' | 'gender' | 'education' | 'language' | 'workerId'>;

const NOTHING_KNOWN: Person = {
  reference: null,
  firstName: null,
  lastName: null,
  birthDate: null,
  gender: null,
  education: null,
  language: null,
  workerId: null,
};

/** What is given over what was known; null empties, and what is left out stays. */
function overlaid(before: Person, given: { [Field in keyof Person]?: Person[Field] | undefined }): Person {
  const field = <Name extends keyof Person>(name: Name): Person[Name] => (given[name] === undefined ? before[name] : given[name]);
  return {
    reference: field('reference'),
    firstName: field('firstName'),
    lastName: field('lastName'),
    birthDate: field('birthDate'),
    gender: field('gender'),
    education: field('education'),
    language: field('language'),
    workerId: field('workerId'),
  };
}

async function refuseBadPerson({ tx, now }: Saving, { birthDate, workerId }: Person, municipality: string): Promise<void> {
  if (birthDate !== null && birthDate > dayInBrussels(now)) {
    throw new Problem('request.invalid', { fields: [{ path: 'body.birthDate', code: 'date.in-future', message: 'a day before today' }] });
  }
  if (workerId !== null && !(await isWorkerOf(tx, workerId, municipality))) {
    throw new Problem('request.invalid', {
      fields: [{ path: 'body.workerId', code: 'worker.unknown', message: 'a case worker of this municipality' }],
    });
  }
}

async function sealed({ tx, insz }: Saving, number: string | null, id: string, municipality: string) {
  if (number === null) return { inszSealed: null, inszIndex: null };
  if (await hasInsz(tx, municipality, insz.indexesOf(number), id)) throw new Problem('participant.insz-taken');
  return { inszSealed: insz.seal(number, id), inszIndex: insz.indexOf(number) };
}

/** Draws again, longer, while the code is taken: with 32 characters each, the second draw is as good as certain. */
async function freeCode({ tx, random }: Saving, municipality: string): Promise<string> {
  for (let length = 4; ; length++) {
    const code = participantCode(municipality, random, length);
    if (!(await isCodeTaken(tx, code))) return code;
  }
}

async function stored<Result>(writing: Promise<Result>): Promise<Result> {
  try {
    return await writing;
  } catch (error) {
    if (violatedConstraint(error)?.includes('reference')) {
      throw new Problem('participant.reference-taken', {
        fields: [{ path: 'body.reference', code: 'taken', message: 'a reference that no other participant of this office has' }],
      });
    }
    throw error;
  }
}

function unknownMunicipality(): Problem {
  const message = 'the code of one of your own municipalities';
  return new Problem('municipality.unknown', { fields: [{ path: 'body.municipality', code: 'municipality.unknown', message }] });
}

function viewOf({ hasInsz, ...row }: ParticipantRow): Participant {
  return Participant.parse({ ...row, insz: hasInsz ? MASKED_INSZ : null, access: row.handover ? 'pending' : 'full' });
}

/** With the trajectories that stayed with the office, which can only be read now that the person is elsewhere. */
function pastView(latest: PastPerson, earlier: readonly PastPerson[], stayed: readonly unknown[]): Participant {
  const { id, code, handover, person } = latest;
  const trajectories = [...[latest, ...earlier].map((past) => past.person.trajectory), ...stayed];
  return Participant.parse({
    ...person,
    id,
    code,
    municipality: handover.to,
    insz: null,
    erasedAt: null,
    workerId: null,
    trajectories,
    access: 'past',
    handover,
  });
}
