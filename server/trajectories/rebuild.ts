import { setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { asActor } from '#server/db/as-actor.ts';
import type { Database, Transaction } from '#server/db/client.ts';
import { OperatorError } from '#server/operator-error.ts';
import { summed, type Tally, TallySums, talliesOf } from '#shared/figures/tallies.ts';
import { project, type RecordedProfile, type RecordedStep } from '#shared/trajectory/projection.ts';
import { staysOf } from '#shared/trajectory/stays.ts';
import { Step } from '#shared/trajectory/steps.ts';
import {
  type CurrentColumns,
  type CurrentTrajectory,
  deleteMilestones,
  deleteStays,
  deleteTallies,
  insertProjections,
  loadTallies,
  lockOutWriters,
  nextPeople,
  type ProjectionRows,
  type StoredPerson,
  type StoredTrajectory,
  updateCurrentColumns,
  updateCurrentTrajectories,
} from './rebuild-store.ts';
import { writeTallies } from './store.ts';
import { currentColumns } from './trajectory-file.ts';

export interface RebuildReport {
  readonly participants: number;
  readonly trajectories: number;
  /** What was not as the steps say, one line each; the first hundred. */
  readonly differences: readonly string[];
  readonly differencesFound: number;
}

/** Steps that the machine does not take are the truth of nothing; somebody put them there past the doors. */
export class IllegalSteps extends OperatorError {
  override name = 'IllegalSteps';
}

/** Milliseconds; a region's whole history takes minutes. */
const LIMITS = { maxWait: 60_000, timeout: 3_600_000 };
const PAGE = 100;
const MOST_LISTED = 100;
const TALLIES_AT_ONCE = 500;

/**
 * Derives every projection anew from steps, withdrawals and profiles, and puts right what is otherwise, or with `check` only lists it.
 * Nobody writes meanwhile.
 *
 * @throws IllegalSteps when a history is not legal; then nothing was changed. With `check` it is listed instead
 */
export function rebuild(db: Database, { check = false }: { check?: boolean } = {}): Promise<RebuildReport> {
  return asActor(
    db,
    'system',
    async (tx) => {
      await lockOutWriters(tx);
      const found = new Differences();
      const sums = new TallySums();
      let participants = 0;
      let trajectories = 0;
      let after: string | undefined;
      do {
        const page = await nextPeople(tx, after, PAGE);
        after = page.length < PAGE ? undefined : page.at(-1)?.id;
        const derived: Derived[] = [];
        for (const person of page) {
          derived.push(derive(person, found));
          await turn();
        }
        participants += page.length;
        trajectories += page.reduce((sum, person) => sum + person.trajectories.length, 0);
        for (const { tallies } of derived) sums.add(tallies);
        if (!check && found.illegal.length === 0) await mend(tx, derived);
      } while (after !== undefined);
      if (!check && found.illegal.length > 0) throw new IllegalSteps(found.illegal.join('\n'));
      const tallies = sums.list();
      const areTalliesRight = compareTallies(await loadTallies(tx), tallies, found);
      if (!check && !areTalliesRight) await replaceTallies(tx, tallies);
      return { participants, trajectories, differences: found.listed, differencesFound: found.count };
    },
    LIMITS,
  );
}

class Differences {
  readonly listed: string[] = [];
  readonly illegal: string[] = [];
  count = 0;

  add(difference: string): void {
    this.count++;
    if (this.listed.length < MOST_LISTED) this.listed.push(difference);
  }

  addIllegal(difference: string): void {
    this.add(difference);
    if (this.illegal.length < MOST_LISTED) this.illegal.push(difference);
  }
}

/** What a person's record amounts to, as what has to change for the stored projections to say it. */
interface Derived {
  readonly staysRemoved: string[];
  readonly milestonesRemoved: string[];
  readonly added: ProjectionRows[];
  readonly columns: (CurrentColumns & { id: string; office: string })[];
  readonly current: CurrentTrajectory | null;
  readonly tallies: Tally[];
}

function derive(person: StoredPerson, found: Differences): Derived {
  const profiles = person.profiles.map(({ profile, recordedAt }): RecordedProfile => ({ profile, recordedAt: instant(recordedAt) }));
  const derived: Derived = { staysRemoved: [], milestonesRemoved: [], added: [], columns: [], current: null, tallies: [] };
  const courses: Course[] = [];
  for (const trajectory of person.trajectories) {
    const projection = projected(trajectory, profiles, found);
    if (!projection) return derived;
    const stays = differenceOf(trajectory.stays.map(known), projection.stays, `Trajectory ${trajectory.id}: stay`, found);
    const milestones = differenceOf(
      trajectory.milestones.map(known),
      projection.milestones,
      `Trajectory ${trajectory.id}: milestones`,
      found,
    );
    derived.staysRemoved.push(...stays.surplus);
    derived.milestonesRemoved.push(...milestones.surplus);
    if (stays.missing.length + milestones.missing.length > 0) {
      derived.added.push({ trajectoryId: trajectory.id, stays: stays.missing, milestones: milestones.missing });
    }
    const staysNow = staysOf(projection.taken);
    const milestonesNow = projection.milestones.find(({ knownTo }) => knownTo === null);
    if (!milestonesNow) throw new RangeError('A projection has milestones of present knowledge');
    const columns = currentColumns(projection.taken, staysNow, milestonesNow);
    // A file is with the office of the municipality it says it is in, unless it waits to be accepted there.
    const office = trajectory.waitsAt ?? columns.municipality;
    const different = differentFields({ ...trajectory.columns, office: trajectory.office }, { ...columns, office });
    for (const name of different) found.add(`Trajectory ${trajectory.id}: column ${name}`);
    if (different.length > 0) derived.columns.push({ id: trajectory.id, office, ...columns });
    derived.tallies.push(...talliesOf(staysNow, milestonesNow));
    courses.push({ ...columns, id: trajectory.id, office });
  }
  return { ...derived, current: currentOf(person, courses, found) };
}

function projected(trajectory: StoredTrajectory, profiles: readonly RecordedProfile[], found: Differences) {
  const steps: RecordedStep[] = [];
  for (const { id, order, step, recordedAt, withdrawnAt } of trajectory.steps) {
    const parsed = Step.safeParse(step);
    if (!parsed.success) {
      found.addIllegal(`Trajectory ${trajectory.id}: step ${id} is none that the machine knows`);
      return undefined;
    }
    steps.push({ step: { ...parsed.data, id, order }, recordedAt: instant(recordedAt), withdrawnAt: withdrawnAt && instant(withdrawnAt) });
  }
  try {
    return project(trajectory.referralMunicipality, steps, profiles);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'IllegalHistory') throw error;
    found.addIllegal(`Trajectory ${trajectory.id}: ${error.message}`);
    return undefined;
  }
}

/** Rows on either side that the other does not have, by everything they say. */
function differenceOf<Row extends object>(
  stored: readonly { rowId: string; row: Row }[],
  right: readonly Row[],
  what: string,
  found: Differences,
) {
  const missing = [...right];
  const surplus = stored.filter(({ row }) => {
    const index = missing.findIndex((other) => isDeepStrictEqual(other, row));
    if (index >= 0) missing.splice(index, 1);
    return index < 0;
  });
  for (const { row } of surplus) found.add(`${what} that the steps do not say: ${JSON.stringify(row)}`);
  for (const row of missing) found.add(`${what} that is missing: ${JSON.stringify(row)}`);
  return { missing, surplus: surplus.map(({ rowId }) => rowId) };
}

function known<Row extends { rowId: string; knownFrom: string; knownTo: string | null }>({ rowId, ...row }: Row) {
  return { rowId, row: { ...row, knownFrom: instant(row.knownFrom), knownTo: row.knownTo && instant(row.knownTo) } };
}

type Course = Pick<CurrentColumns, 'stage' | 'startedOn'> & { readonly id: string; readonly office: string };

/** The trajectory that runs, else the latest; of two that began on one day, the one that is shown already. */
function currentOf(person: StoredPerson, courses: readonly Course[], found: Differences): CurrentTrajectory | null {
  const isShown = ({ id }: Course) => Number(id === person.currentTrajectoryId);
  const [best] = courses.toSorted(
    (a, b) => rank(b) - rank(a) || (a.startedOn < b.startedOn ? 1 : a.startedOn > b.startedOn ? -1 : 0) || isShown(b) - isShown(a),
  );
  const municipality = best?.office ?? person.municipality;
  const right = { id: person.id, currentTrajectoryId: best?.id ?? null, stage: best?.stage ?? null, municipality };
  const { id, currentTrajectoryId, stage } = person;
  const names = differentFields({ id, currentTrajectoryId, stage, municipality: person.municipality }, right);
  for (const name of names) found.add(`Participant ${person.code}: ${name}`);
  return names.length > 0 ? right : null;
}

function rank({ stage }: Course): number {
  return stage === 'ended' ? 0 : 1;
}

function differentFields(stored: object, right: object): string[] {
  return Object.entries(right).flatMap(([name, value]) => (Reflect.get(stored, name) === value ? [] : [name]));
}

/** Stays and milestones are taken away before they are added: one known stay at each place. Trajectories that end go first. */
async function mend(tx: Transaction, derived: readonly Derived[]): Promise<void> {
  const staysRemoved = derived.flatMap((each) => each.staysRemoved);
  if (staysRemoved.length > 0) await deleteStays(tx, staysRemoved);
  const milestonesRemoved = derived.flatMap((each) => each.milestonesRemoved);
  if (milestonesRemoved.length > 0) await deleteMilestones(tx, milestonesRemoved);
  const added = derived.flatMap((each) => each.added);
  if (added.length > 0) await insertProjections(tx, added);
  const columns = derived.flatMap((each) => each.columns);
  for (const part of [columns.filter(({ stage }) => stage === 'ended'), columns.filter(({ stage }) => stage !== 'ended')]) {
    if (part.length > 0) await updateCurrentColumns(tx, part);
  }
  const current = derived.flatMap((each) => each.current ?? []);
  if (current.length > 0) await updateCurrentTrajectories(tx, current);
}

function compareTallies(stored: readonly Tally[], right: readonly Tally[], found: Differences): boolean {
  const differences = summed([...right, ...stored.map((tally) => ({ ...tally, count: -tally.count }))]);
  for (const { figure, month, municipality, key, count } of differences) {
    found.add(`Tally ${[figure, month, municipality, ...key].join(' ')}: ${count > 0 ? `${count} too few` : `${-count} too many`}`);
  }
  return differences.length === 0;
}

async function replaceTallies(tx: Transaction, tallies: readonly Tally[]): Promise<void> {
  await deleteTallies(tx);
  for (let index = 0; index < tallies.length; index += TALLIES_AT_ONCE)
    await writeTallies(tx, tallies.slice(index, index + TALLIES_AT_ONCE));
}

/** JSON from the database writes instants with an offset. */
function instant(value: string): string {
  return new Date(value).toISOString();
}
