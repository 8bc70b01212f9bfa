import { z } from 'zod';
import { fieldsOf } from '#server/http/fields.ts';
import type { RejectedRow } from '#shared/contract/exchange.ts';
import { ParticipantBody } from '#shared/contract/participants.ts';
import { Note } from '#shared/contract/trajectories.ts';
import type { PlainDate } from '#shared/plain-date.ts';
import { restored } from '#shared/spreadsheet.ts';
import { folded, text } from '#shared/text.ts';
import { STEP_TYPES, Step, StepTypeName } from '#shared/trajectory/steps.ts';
import { type CellKind, type Column, DETAIL_FIELDS, PERSON_FIELDS } from './columns.ts';
import type { CsvRow } from './read-csv.ts';

/** What a row says of the person; a cell that is empty says nothing. */
export const Person = ParticipantBody.pick({
  firstName: true,
  lastName: true,
  birthDate: true,
  gender: true,
  education: true,
  language: true,
});
export type Person = z.infer<typeof Person>;

/** A row that is right by itself; whether its step is possible shows in its trajectory. */
export interface GoodRow {
  readonly step: Step;
  readonly note: string | null;
  /** Code, or for one that the import is to make, its text. */
  readonly municipality: string;
  readonly person: Person;
}

/** A row that is staged: a wrong one too, because its trajectory then is not whole. */
export interface StagedRow {
  readonly line: number;
  readonly participant: string;
  readonly trajectory: string;
  readonly good: GoodRow | null;
}

export type Good = StagedRow & { readonly good: GoodRow };

/** A row of which a step is to be made, under its id. */
export type Added = Good & { readonly id: string };

/** `staged` is null where the row does not even say whose it is. */
export type CheckedRow = { readonly staged: StagedRow | null; readonly rejected: RejectedRow | null };

export interface Checking {
  readonly today: PlainDate;
  /** The code for a code or name as somebody wrote it, or undefined. */
  readonly municipality: (written: string) => string | undefined;
}

/** Holds one row against what a step and a person are, apart from all others. */
export function checkRow(row: CsvRow, checking: Checking): CheckedRow {
  const owner = Owner.safeParse({ participant: cellOf(row, 'participant'), trajectory: cellOf(row, 'trajectory') ?? DEFAULT_LABEL });
  const place = owner.success ? { line: row.line, ...owner.data } : null;
  const reject = (code: string, message: string): CheckedRow => ({
    staged: place && { ...place, good: null },
    rejected: { line: row.line, code, message },
  });
  if (row.width !== null)
    return reject(
      'row.width',
      `The row has ${row.width} cells, other than the header: put quotes around cells with a delimiter, a quote or a new line.`,
    );
  if (!owner.success || !place) return reject('row.invalid', messageOf(owner.error, {}));

  const type = StepTypeName.safeParse(cellOf(row, 'step'));
  if (!type.success) return reject('row.unknown-step', `step: must be one of ${STEP_TYPES.join(', ')}`);
  const details = valuesOf(row, DETAIL_FIELDS);
  const step = Step.safeParse({ type: type.data, occurredOn: readCell(row, 'occurred_on', 'date'), details });
  if (!step.success)
    return reject('row.invalid', messageOf(step.error, { occurredOn: readCell(row, 'occurred_on', 'date'), details }, type.data));
  if (step.data.occurredOn > checking.today)
    return reject('date.in-future', 'occurred_on: must be today or earlier: a step is recorded when it has happened');

  const about = About.safeParse({
    note: cellOf(row, 'note'),
    municipality: cellOf(row, 'municipality'),
    person: valuesOf(row, PERSON_FIELDS),
  });
  if (!about.success) return reject('row.invalid', messageOf(about.error, {}));
  const { person, note = null } = about.data;
  if (person.birthDate !== undefined && person.birthDate > checking.today)
    return reject('date.in-future', 'birth_date: must be before today');

  const municipality = checking.municipality(about.data.municipality);
  if (municipality === undefined) return reject('municipality.unknown', unknownMunicipality('municipality', about.data.municipality));
  const placed = withKnownMunicipality(step.data, checking);
  if (!placed) return reject('municipality.unknown', unknownMunicipality('to_municipality', String(details.toMunicipality)));
  return { staged: { ...place, good: { step: placed, note, municipality, person } }, rejected: null };
}

/** How municipalities are found again: by code or name, however it is written. */
export function municipalityKey(written: string): string {
  return folded(written);
}

const DEFAULT_LABEL = '1';
const Owner = z.object({ participant: text(60), trajectory: text(60) });
const About = z.object({ note: Note.optional(), municipality: text(60), person: Person });

function withKnownMunicipality(step: Step, { municipality }: Checking): Step | undefined {
  if (step.type !== 'trajectory.transferred') return step;
  const toMunicipality = municipality(step.details.toMunicipality);
  return toMunicipality === undefined ? undefined : { ...step, details: { toMunicipality } };
}

function unknownMunicipality(column: Column, written: string): string {
  return `${column}: "${written.slice(0, 60)}" is no code or name of a municipality; an administrator can let the import make it`;
}

function valuesOf(row: CsvRow, fields: readonly { column: Column; name: string; kind: CellKind }[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { column, name, kind } of fields) {
    const value = readCell(row, column, kind);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function readCell(row: CsvRow, column: Column, kind: CellKind): unknown {
  const cell = cellOf(row, column);
  if (cell === undefined || kind === 'text') return cell;
  return READ[kind](cell.trim());
}

/** A cell that does not read as what it should be stays text, and the schema refuses it. */
const READ: Record<Exclude<CellKind, 'text'>, (cell: string) => unknown> = {
  date: (cell) =>
    cell.replace(
      /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u,
      (_, day: string, month: string, year: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    ),
  number: (cell) => (/^\d+([.,]\d+)?$/u.test(cell) ? Number(cell.replace(',', '.')) : cell),
  list: (cell) =>
    cell
      .split(/[|,;]/u)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
};

function cellOf({ cells }: CsvRow, column: Column): string | undefined {
  const cell = cells.get(column);
  return cell === undefined ? undefined : restored(cell);
}

const COLUMN_OF: ReadonlyMap<string, string> = new Map([
  ['occurredOn', 'occurred_on'],
  ...[...DETAIL_FIELDS, ...PERSON_FIELDS].map(({ name, column }) => [name, column] as const),
]);

/** Names the columns at fault, each with its remedy. */
function messageOf(error: z.ZodError | undefined, input: unknown, type?: string): string {
  if (!error) return 'the row cannot be read';
  const fields = fieldsOf(error, input, 'body').map(({ path, code, message }) => {
    const name = path.split('.').findLast((part) => !/^\d+$/u.test(part)) ?? '';
    return `${COLUMN_OF.get(name) ?? name}: ${code === 'unknown' ? `must be empty for ${type}` : message}`;
  });
  return [...new Set(fields)].join('; ');
}
