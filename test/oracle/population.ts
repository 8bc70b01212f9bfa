import { randomUUID } from 'node:crypto';
import type { Database, Transaction } from '#server/db/client.ts';
import { writeChanges, writeTallies } from '#server/trajectories/store.ts';
import { wholeChange } from '#server/trajectories/trajectory-file.ts';
import { summed } from '#shared/figures/tallies.ts';
import { project, type RecordedProfile, type RecordedStep } from '#shared/trajectory/projection.ts';
import { openTestDatabase, type TestDatabase } from '../setup/database.ts';
import { ELSEWHERE, HOME } from '../setup/trajectories.ts';

/** One trajectory of one person, with everything ever recorded of it. */
export interface Person {
  readonly municipality: string;
  readonly record: readonly RecordedStep[];
  readonly profiles: readonly RecordedProfile[];
}

/** A database for one test file, with these people in it and a municipality that has none. */
export async function openPopulated(people: readonly Person[]): Promise<TestDatabase> {
  const database = await openTestDatabase();
  await putPopulation(database.prisma, people, [HOME, ELSEWHERE, 'Bekkevoort']);
  return database;
}

/** Puts people into the database as the doors would have: steps, projections and tallies. */
export async function putPopulation(db: Database, people: readonly Person[], municipalities: readonly string[]): Promise<void> {
  const recorder = randomUUID();
  await db.municipality.createMany({ data: municipalities.map((code) => ({ code, name: code })), skipDuplicates: true });
  await db.user.create({
    data: {
      id: recorder,
      email: `${recorder}@example.be`,
      name: 'Recorder',
      role: 'case-worker',
      createdAt: new Date('2026-01-01T00:00:00Z'),
    },
  });
  for (let first = 0; first < people.length; first += 200) {
    await putSome(db, people.slice(first, first + 200), recorder);
  }
}

async function putSome(db: Database, people: readonly Person[], recordedBy: string): Promise<void> {
  const rows = people.map((person) => ({ person, participantId: randomUUID() }));
  await db.participant.createMany({
    data: rows.map(({ person: { municipality }, participantId }) => ({
      id: participantId,
      code: participantId,
      municipalityCode: municipality,
      referenceMunicipality: municipality,
      sortName: '',
      searchText: '',
      version: 1,
      createdAt: new Date('2026-01-01T00:00:00Z'),
    })),
  });
  await db.profile.createMany({
    data: rows.flatMap(({ person, participantId }) =>
      person.profiles.map(({ recordedAt, profile: { birthDate, gender, education } }) => ({
        participantId,
        recordedAt: new Date(recordedAt),
        birthDate: birthDate === null ? null : new Date(birthDate),
        gender,
        education,
      })),
    ),
  });
  const changes = rows.map(({ person, participantId }) => {
    const ids = new Map(person.record.map(({ step }) => [step.id, randomUUID()]));
    const idOf = (id: string) => ids.get(id) ?? id;
    return wholeChange(
      { id: randomUUID(), participantId, label: '1', referralMunicipality: person.municipality },
      project(person.municipality, person.record, person.profiles),
      {
        steps: person.record.map(({ step: { id, order: _, ...step }, recordedAt }) => ({
          id: idOf(id),
          step,
          rank: null,
          note: null,
          recordedAt,
          recordedBy,
        })),
        withdrawals: person.record.flatMap(({ step, withdrawnAt }) =>
          withdrawnAt === null ? [] : [{ stepId: idOf(step.id), at: withdrawnAt, by: recordedBy, reason: 'mistaken', replacedBy: null }],
        ),
      },
    );
  });
  const write = async (tx: Transaction) => {
    await writeChanges(tx, changes);
    await writeTallies(tx, summed(changes.flatMap(({ tallies }) => tallies)));
  };
  await db.$transaction(write, { timeout: 60_000 });
}
