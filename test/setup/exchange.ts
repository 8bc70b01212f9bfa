import { randomInt, randomUUID } from 'node:crypto';
import type { Database } from '#server/db/client.ts';
import { exportSteps } from '#server/exchange/export-steps.ts';
import { importSteps } from '#server/exchange/import-steps.ts';
import type { ImportReport } from '#shared/contract/exchange.ts';
import type { Agent } from './api.ts';

export interface Answered {
  status: number;
  body: ImportReport & { code: string; detail: string };
}

/** Sends rows as a case worker or administrator would; `query` without the question mark. */
export async function send(agent: Agent, csv: string | Buffer, query = ''): Promise<Answered> {
  const { status, body } = await agent
    .post(`/imports${query && `?${query}`}`)
    .set('Content-Type', 'text/csv; charset=utf-8')
    .send(csv);
  return { status, body };
}

/** Rows of `participant,step,occurred_on` and what else a test says, each by its columns. */
export function csv(...rows: Record<string, string>[]): string {
  const columns = [...new Set(['participant', 'municipality', 'step', 'occurred_on', ...rows.flatMap((row) => Object.keys(row))])];
  const cell = (text: string) => (/[",;\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [columns, ...rows.map((row) => columns.map((column) => cell(row[column] ?? '')))].map((line) => line.join(',')).join('\n');
}

export function row(participant: string, step: string, occurredOn: string, more: Record<string, string> = {}): Record<string, string> {
  return { participant, municipality: 'BEK', step, occurred_on: occurredOn, ...more };
}

export async function exported(db: Database): Promise<string> {
  let text = '';
  for await (const piece of exportSteps(db, { actor: 'system', reach: 'all', seesIdentity: true })) text += piece;
  return text;
}

/** As from the shell. */
export function imported(
  db: Database,
  recordedBy: string,
  text: string | AsyncIterable<Uint8Array>,
  now = new Date(),
): Promise<ImportReport> {
  const importing = {
    db,
    actor: 'system' as const,
    recordedBy,
    reach: 'all' as const,
    clock: () => now,
    newId: randomUUID,
    random: (below: number) => randomInt(below),
  };
  const bytes = typeof text === 'string' ? bytesOf(text) : text;
  return importSteps(importing, bytes, { isDryRun: false, isPartial: false, canCreateMunicipalities: true });
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Everything that steps amount to, without ids, and in one order, to compare two databases by. */
export async function meaningOf(db: Database) {
  const trajectories = await db.trajectory.findMany({
    select: {
      label: true,
      municipalityCode: true,
      state: true,
      presence: true,
      route: true,
      startedOn: true,
      endedOn: true,
      participant: { select: { firstName: true, lastName: true, birthDate: true, gender: true, education: true, language: true } },
      steps: {
        where: { withdrawal: null },
        orderBy: [{ occurredOn: 'asc' }, { type: 'asc' }],
        select: { type: true, occurredOn: true, details: true, note: true },
      },
      stays: {
        where: { knownTo: null },
        orderBy: { position: 'asc' },
        omit: { id: true, trajectoryId: true, knownFrom: true, knownTo: true },
      },
      milestones: { where: { knownTo: null }, omit: { id: true, trajectoryId: true, knownFrom: true, knownTo: true } },
    },
  });
  const tallies = await db.tally.findMany({ where: { count: { not: 0 } } });
  return { trajectories: inOneOrder(trajectories), tallies: inOneOrder(tallies) };
}

function inOneOrder(rows: readonly object[]): string[] {
  return rows.map((each) => JSON.stringify(each, byKey)).toSorted();
}

function byKey(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
