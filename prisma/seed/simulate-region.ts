import { participantCode } from '#server/participants/participant-code.ts';
import { searchColumns } from '#server/participants/search-text.ts';
import { type TrajectoryChange, wholeChange } from '#server/trajectories/trajectory-file.ts';
import { addDays, type PlainDate } from '#shared/plain-date.ts';
import type { RecordedProfile } from '#shared/trajectory/projection.ts';
import { project } from '#shared/trajectory/projection.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import { workerOf } from './demo-users.ts';
import { A_DAY } from './entry.ts';
import { beginLife, onWeekday } from './life.ts';
import { type Random, randomOf } from './random.ts';
import { FIRST_DAY, OFFICES, type Office, TAKEN_OVER_IN_2017 } from './region.ts';
import { type DemoPerson, simulatePerson } from './simulate-person.ts';
import { simulateRecording } from './simulate-recording.ts';
import { simulateTrajectory } from './simulate-trajectory.ts';

/** A participant as written, with everything recorded of the trajectories. */
export interface DemoParticipant extends DemoPerson {
  readonly id: string;
  readonly code: string;
  readonly municipality: string;
  readonly reference: string;
  readonly sortName: string;
  readonly searchText: string;
  readonly workerId: string;
  readonly version: number;
  readonly createdAt: string;
  readonly profiles: readonly RecordedProfile[];
  readonly trajectories: readonly TrajectoryChange[];
}

/**
 * The whole region from 2017 to the evening before `today`. The same seed and day give the same to the last id; on a later day the
 * same people have lived on.
 */
export function simulateRegion({ seed, today }: { seed: string; today: PlainDate }): DemoParticipant[] {
  const codes = new Set<string>();
  const participants: DemoParticipant[] = [];
  for (const { office, number, random, referredOn } of arrivals(randomOf(seed), today)) {
    const participant = simulateParticipant({ office, number, random, referredOn, today, codes });
    if (participant) participants.push(participant);
  }
  return participants;
}

interface Arrival {
  readonly office: Office;
  /** Counts the people of an office in a year. */
  readonly number: number;
  readonly random: Random;
  readonly referredOn: PlainDate;
}

function* arrivals(region: Random, today: PlainDate): Generator<Arrival> {
  const first = Number(FIRST_DAY.slice(0, 4));
  for (let year = first; year <= Number(today.slice(0, 4)); year++) {
    for (const office of OFFICES) {
      const random = region.child(`${year}/${office.code}`);
      // Those who come back fill the place of some newcomers, so that referrals stay level.
      const newcomers = office.peopleAYear * (1 - Math.min(0.12, 0.02 * (year - first)));
      const takenOver = year === first ? Math.round(office.peopleAYear * TAKEN_OVER_IN_2017) : 0;
      const people = Math.round(newcomers * (0.92 + 0.16 * random.next())) + takenOver;
      for (let number = 1; number <= people; number++) {
        const referredOn = number <= takenOver ? dayOf(`${year}-01-02`, 80, random) : dayOf(`${year}-01-01`, 364, random);
        if (referredOn < today) yield { office, number, random: random.child(`${number}`), referredOn };
      }
    }
  }
}

/** Summer is quiet: half of its days are drawn again. */
function dayOf(from: PlainDate, days: number, random: Random): PlainDate {
  const day = onWeekday(addDays(from, random.whole(0, days - 3)));
  const month = day.slice(5, 7);
  return (month === '07' || month === '08') && random.chance(0.5) ? onWeekday(addDays(from, random.whole(0, days - 3))) : day;
}

function simulateParticipant({
  office,
  number,
  random,
  referredOn,
  today,
  codes,
}: Arrival & { today: PlainDate; codes: Set<string> }): DemoParticipant | undefined {
  const { person, bornOn } = simulatePerson(random, referredOn);
  const id = random.uuid();
  const worker = (municipality: string, day: PlainDate) => workerOf(municipality, day, number);
  let profiles: RecordedProfile[] = [];
  const trajectories: TrajectoryChange[] = [];
  let next: Return | undefined = { on: referredOn, municipality: office.code, notBefore: 0 };
  while (next && next.on < today) {
    const { on, municipality, notBefore } = next;
    const lived = simulateTrajectory(beginLife(random, { birthDate: bornOn, municipality }, programmeOf(on, random), on), today);
    const recording = simulateRecording(lived, municipality, { random, today, notBefore, workerOf: worker });
    if (!recording) break;
    if (profiles.length === 0) profiles = profilesOf(person, recording.firstAt - random.whole(60, 600) * 1_000, random, today);
    const trajectory = { id: random.uuid(), participantId: id, label: String(trajectories.length + 1), referralMunicipality: municipality };
    const change = wholeChange(trajectory, project(municipality, recording.history, profiles), recording);
    trajectories.push(change);
    next = change.trajectory.stage === 'ended' ? returnAfter(lived, change.trajectory.municipality, recording.lastAt, random) : undefined;
  }
  const latest = trajectories.at(-1);
  if (!latest) return undefined;

  const code = freeCode(office, random, codes);
  const reference = `${referredOn.slice(0, 4)}/${String(number).padStart(3, '0')}`;
  return {
    ...person,
    education: profiles.at(-1)?.profile.education === 'middle' ? 'middle' : person.education,
    id,
    code,
    municipality: office.code,
    reference,
    ...searchColumns({ ...person, reference, code }),
    workerId: worker(latest.trajectory.municipality, today),
    version: profiles.length,
    createdAt: profiles[0]?.recordedAt ?? '',
    profiles,
    trajectories,
  };
}

/** TWE took most people at first; offices now choose Art. 60 §7 without it, or another course, more often. */
function programmeOf(day: PlainDate, random: Random) {
  const years = Number(day.slice(0, 4)) - 2017;
  return random.weighted([
    ['twe', 0.66 - 0.015 * years],
    ['art60', 0.24],
    ['other', 0.1 + 0.015 * years],
  ]);
}

interface Return {
  readonly on: PlainDate;
  readonly municipality: string;
  /** The record of what went before comes first. */
  readonly notBefore: number;
}

/** Some are referred again, months or years after the end; fewer of those who found work. */
function returnAfter(lived: readonly Step[], municipality: string, lastAt: number, random: Random): Return | undefined {
  const end = lived.at(-1);
  if (end?.type !== 'trajectory.ended' || end.details.reason === 'death' || end.details.reason === 'moved') return undefined;
  if (!random.chance(end.details.reason === 'regular-work' ? 0.08 : 0.15)) return undefined;
  return { on: onWeekday(addDays(end.occurredOn, 150 + random.around(500, 0.7))), municipality, notBefore: lastAt + 60_000 };
}

/** What is known of the person from when on; sometimes the diploma comes to light later. */
function profilesOf({ birthDate, gender, education }: DemoPerson, at: number, random: Random, today: PlainDate): RecordedProfile[] {
  const recordedAt = new Date(at).toISOString();
  const later = new Date(at + random.around(200, 0.6) * A_DAY).toISOString();
  const profile = { birthDate, gender, education };
  if (education === 'middle' || !random.chance(0.03) || later >= today) return [{ profile, recordedAt }];
  return [
    { profile, recordedAt },
    { profile: { ...profile, education: 'middle' }, recordedAt: later },
  ];
}

function freeCode(office: Office, random: Random, codes: Set<string>): string {
  const code = participantCode(office.name, (below) => random.whole(0, below - 1));
  if (codes.has(code)) return freeCode(office, random, codes);
  codes.add(code);
  return code;
}
