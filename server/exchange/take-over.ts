import { breather } from '#server/breathe.ts';
import type { Transaction } from '#server/db/client.ts';
import { moveFiles } from '#server/handovers/move-files.ts';
import { participantCode } from '#server/participants/participant-code.ts';
import { searchColumns } from '#server/participants/search-text.ts';
import { loadFilesOfParticipants, writeChanges, writeTallies } from '#server/trajectories/store.ts';
import type { TrajectoryChange, TrajectoryFile } from '#server/trajectories/trajectory-file.ts';
import { Problem } from '#shared/contract/problem.ts';
import { summed, type Tally } from '#shared/figures/tallies.ts';
import type { StagedRow } from './check-row.ts';
import { type Decided, decideParticipant } from './decide-participant.ts';
import type { Importing } from './import-steps.ts';
import type { ParticipantRows } from './plan-trajectory.ts';
import { type NamedParticipant, recognise } from './recognise.ts';
import type { Rejections } from './rejections.ts';
import { notYours } from './row-refusals.ts';
import type { Staged } from './stage-rows.ts';
import {
  insertMunicipalities,
  insertParticipants,
  loadMunicipalities,
  lockParticipants,
  nextRows,
  takenCodes,
  updateParticipants,
} from './store.ts';

export interface TakenOver {
  participants: number;
  trajectories: number;
  steps: number;
  alreadyThere: number;
  readonly municipalities: string[];
  readonly rejections: Rejections;
}

/** Rows that are decided and written together: one statement of each kind, and short enough that others get their turn. */
const PAGE = 300;

/** More of one person are no trajectory but a mistake, and would be replayed in one breath. */
const MOST_OF_ONE = 2_000;

/**
 * Takes over what is staged, a page of whole participants at a time, each under the moment `at`. Tallies come last: every writer of
 * a month meets there, and would wait for us.
 */
export async function takeOver(tx: Transaction, importing: Importing, importId: string, staged: Staged): Promise<TakenOver> {
  const at = importing.clock().toISOString();
  const total: TakenOver = {
    participants: 0,
    trajectories: 0,
    steps: 0,
    alreadyThere: 0,
    municipalities: [],
    rejections: staged.rejections.copy(),
  };
  const page = {
    tx,
    importing,
    at,
    staged,
    total,
    seen: new Set<string>(),
    breathe: breather(),
    names: new Map((await loadMunicipalities(tx)).map(({ code, name }) => [code, name])),
  };
  let tallies: Tally[] = [];
  let rows = 0;
  let decided: Decided[] = [];
  for await (const groups of pagesOf(tx, importId)) {
    rows += groups.reduce((sum, { rows: own }) => sum + own.length, 0);
    await page.breathe();
    const participants = await withKnown(page, groups);
    // The database stores one page while the machine goes through the next.
    const [next] = await Promise.all([decide(page, participants), store(page, decided)]);
    tallies.push(...next.flatMap(({ changes }) => changes.flatMap((change) => change.tallies)));
    if (tallies.length > MANY_TALLIES) tallies = summed(tallies);
    decided = next;
  }
  await store(page, decided);
  // A server that started in the meantime may have taken our rows for leftovers.
  if (rows !== staged.staged) throw new Problem('import.busy', { detail: 'The rows put aside were removed in the meantime; try again.' });
  for (const part of chunks(summed(tallies), TALLIES_AT_ONCE)) {
    await writeTallies(tx, part);
    await page.breathe();
  }
  return total;
}

const MANY_TALLIES = 20_000;
const TALLIES_AT_ONCE = 500;

interface Page {
  readonly tx: Transaction;
  readonly importing: Importing;
  readonly at: string;
  readonly staged: Staged;
  readonly total: TakenOver;
  /** Ids of known people whom the file has named. */
  readonly seen: Set<string>;
  readonly breathe: () => Promise<void>;
  /** Names of municipalities by code. */
  readonly names: Map<string, string>;
}

interface Group {
  readonly reference: string;
  readonly rows: StagedRow[];
}

/** Whole participants; a page ends where the next one would make it longer than PAGE rows. */
async function* pagesOf(tx: Transaction, importId: string): AsyncGenerator<Group[]> {
  let groups: Group[] = [];
  let size = 0;
  let last: StagedRow | undefined;
  for (;;) {
    const rows = await nextRows(tx, importId, last, PAGE);
    for (const row of rows) {
      const group = groups.at(-1);
      if (group?.reference === row.participant) group.rows.push(row);
      else {
        if (size >= PAGE) {
          yield groups;
          groups = [];
          size = 0;
        }
        groups.push({ reference: row.participant, rows: [row] });
      }
      size++;
    }
    last = rows.at(-1);
    if (rows.length < PAGE) break;
  }
  if (groups.length > 0) yield groups;
}

async function decide({ importing, at, total, breathe }: Page, participants: readonly ParticipantRows[]): Promise<Decided[]> {
  const decided: Decided[] = [];
  for (const participant of participants) {
    const one = decideParticipant(participant, { at, recordedBy: importing.recordedBy, reach: importing.reach, newId: importing.newId });
    for (const row of one.rejected) total.rejections.add(row);
    total.participants += one.added ? 1 : 0;
    total.trajectories += one.opened;
    total.steps += one.steps;
    total.alreadyThere += one.alreadyThere;
    decided.push(one);
    await breathe();
  }
  return decided;
}

async function store(page: Page, decided: readonly Decided[]): Promise<void> {
  const changes = decided.flatMap((one) => one.changes);
  await makeMunicipalities(page, changes);
  await addPeople(page, decided);
  await fillPeople(page.tx, decided);
  await page.breathe();
  await write(page.tx, changes);
  const { tx, importing } = page;
  const moves = decided.flatMap((one) => one.moves);
  await moveFiles({ tx, actor: { id: importing.recordedBy }, reach: importing.reach, newId: importing.newId }, moves);
  await page.breathe();
}

async function withKnown({ tx, importing, seen, total }: Page, groups: readonly Group[]): Promise<ParticipantRows[]> {
  const wellSized = groups.filter(({ reference, rows }) => {
    const isTooMany = rows.length > MOST_OF_ONE;
    if (isTooMany)
      total.rejections.add({
        line: rows[0]?.line ?? 0,
        code: 'participant.too-many-rows',
        message: `participant: ${reference} has more than ${MOST_OF_ONE} rows; is this one person?`,
      });
    return !isTooMany;
  });
  const named = wellSized.map(({ reference, rows }): NamedParticipant => ({ reference, rows }));
  const { recognised, elsewhere } = await recognise(tx, named, importing.reach);
  for (const { reference, rows } of wellSized)
    if (elsewhere.has(reference)) for (const { line } of rows) total.rejections.add(notYours(line));
  const ours = wellSized.filter(({ reference }) => !elsewhere.has(reference));
  const once = ours.filter(({ reference, rows }) => {
    const id = recognised.get(reference)?.id;
    if (id === undefined || !seen.has(id)) {
      if (id !== undefined) seen.add(id);
      return true;
    }
    for (const { line } of rows)
      total.rejections.add({
        line,
        code: 'participant.twice',
        message: 'participant: other rows name the same person by code or another reference; use one of them',
      });
    return false;
  });
  const ids = once.flatMap(({ reference }) => recognised.get(reference)?.id ?? []);
  const files = await filesOf(tx, ids);
  return once.map(({ reference, rows }) => {
    const known = recognised.get(reference) ?? null;
    return { reference, rows, known, files: known ? (files.get(known.id) ?? []) : [] };
  });
}

async function filesOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, TrajectoryFile[]>> {
  const byParticipant = new Map<string, TrajectoryFile[]>();
  if (ids.length === 0) return byParticipant;
  await lockParticipants(tx, ids);
  for (const file of await loadFilesOfParticipants(tx, ids))
    byParticipant.set(file.participantId, [...(byParticipant.get(file.participantId) ?? []), file]);
  return byParticipant;
}

/** Only those that a trajectory taken over names: a row that is refused makes no municipality. */
async function makeMunicipalities({ tx, staged, total, names }: Page, changes: readonly TrajectoryChange[]): Promise<void> {
  if (staged.newMunicipalities.size === 0) return;
  const used = changes.flatMap(({ trajectory, staysAdded }) => [
    trajectory.referralMunicipality,
    ...staysAdded.map(({ municipality }) => municipality),
  ]);
  const missing = [...new Set(used)].filter((code) => staged.newMunicipalities.has(code) && !names.has(code));
  if (missing.length === 0) return;
  total.municipalities.push(...(await insertMunicipalities(tx, missing)));
  for (const code of missing) names.set(code, code);
}

async function addPeople({ tx, at, importing, names }: Page, decided: readonly Decided[]): Promise<void> {
  const people = decided.flatMap(({ added }) => added ?? []);
  if (people.length === 0) return;
  const codes = await freeCodes(
    tx,
    people.map(({ municipality }) => names.get(municipality) ?? municipality),
    importing.random,
  );
  await insertParticipants(
    tx,
    people.map((person, index) => {
      const columns = { ...person, code: codes[index] ?? '' };
      return { ...columns, ...searchColumns(columns), createdAt: at };
    }),
  );
}

/** A code for each, drawn again and longer where somebody has it. */
async function freeCodes(tx: Transaction, municipalities: readonly string[], random: (below: number) => number): Promise<string[]> {
  const codes: string[] = [];
  let open = municipalities.map((_, index) => index);
  for (let length = 4; open.length > 0; length++) {
    for (const index of open) codes[index] = participantCode(municipalities[index] ?? '', random, length);
    const taken = new Set(
      await takenCodes(
        tx,
        open.map((index) => codes[index] ?? ''),
      ),
    );
    const settled = new Set(codes.filter((_, index) => !open.includes(index)));
    open = open.filter((index) => {
      const code = codes[index] ?? '';
      const isTaken = taken.has(code) || settled.has(code);
      settled.add(code);
      return isTaken;
    });
  }
  return codes;
}

async function fillPeople(tx: Transaction, decided: readonly Decided[]): Promise<void> {
  const people = decided.flatMap(({ filled }) => filled ?? []);
  if (people.length > 0)
    await updateParticipants(
      tx,
      people.map((person) => ({ ...person, ...searchColumns(person) })),
    );
}

/** What ends goes first: a person has one trajectory that runs, also in between. */
async function write(tx: Transaction, changes: readonly TrajectoryChange[]): Promise<void> {
  const ended = changes.filter(({ trajectory }) => trajectory.stage === 'ended');
  const running = changes.filter(({ trajectory }) => trajectory.stage !== 'ended');
  for (const part of [ended, running]) {
    if (part.length > 0 && (await writeChanges(tx, part)) < part.length)
      throw new Problem('import.busy', { detail: 'Somebody changed one of these trajectories in the meantime; try again.' });
  }
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
