import { breather } from '#server/breathe.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Database } from '#server/db/client.ts';
import type { Actor } from '#server/db/context.ts';
import type { Reach } from '#server/trajectories/store.ts';
import type { Step } from '#shared/trajectory/steps.ts';
import { COLUMNS, type Column, DETAIL_FIELDS, PERSON_FIELDS } from './columns.ts';
import { type ExportedTrajectory, exportedParticipants, exportedTrajectories } from './export-store.ts';
import { csvOf } from './write-csv.ts';

export interface Exporting {
  readonly actor: Actor;
  readonly reach: Reach;
  /** Without it: no names, birth dates, notes, and no text that may name somebody. */
  readonly seesIdentity: boolean;
}

/** Participants in one statement: none is open while the reader takes its time. */
const PAGE = 100;

/** All steps that stand, in the format that an import takes: by participant, trajectory and the order of the history. */
export async function* exportSteps(db: Database, { actor, reach, seesIdentity }: Exporting): AsyncGenerator<string> {
  yield csvOf([COLUMNS]);
  const participants = await asActor(db, actor, (tx) => exportedParticipants(tx, reach));
  const breathe = breather();
  for (let index = 0; index < participants.length; index += PAGE) {
    const page = participants.slice(index, index + PAGE);
    const trajectories = await asActor(db, actor, (tx) => exportedTrajectories(tx, page, reach));
    const rows = trajectories.flatMap((trajectory) => rowsOf(seesIdentity ? trajectory : withoutIdentity(trajectory)));
    await breathe();
    if (rows.length > 0) yield csvOf(rows.map((row) => COLUMNS.map((column) => row[column] ?? '')));
  }
}

type Row = Partial<Record<Column, string>>;

/** Each row says where the trajectory was before its step: a transfer is a row of the office that lets go. */
function rowsOf({ participant, label, referralMunicipality, person, steps }: ExportedTrajectory): Row[] {
  let municipality = referralMunicipality;
  const about = cells(PERSON_FIELDS, person);
  return steps.map(({ step, note }) => {
    const row: Row = {
      participant,
      trajectory: label,
      municipality,
      step: step.type,
      occurred_on: step.occurredOn,
      ...cells(DETAIL_FIELDS, step.details),
      ...(note !== null && { note }),
      ...about,
    };
    if (step.type === 'trajectory.transferred') municipality = step.details.toMunicipality;
    return row;
  });
}

function cells(fields: readonly { column: Column; name: string }[], values: object): Row {
  const row: Row = {};
  for (const { column, name } of fields) {
    const value: unknown = Reflect.get(values, name);
    if (value === undefined || value === null) continue;
    row[column] = Array.isArray(value) ? value.join('|') : String(value);
  }
  return row;
}

/** The host of a placement stays: it is an organisation of the region, and part of the stays that an import must give back. */
function withoutIdentity(trajectory: ExportedTrajectory): ExportedTrajectory {
  const { gender, education, language } = trajectory.person;
  return {
    ...trajectory,
    person: { firstName: null, lastName: null, birthDate: null, gender, education, language },
    steps: trajectory.steps.map(({ step }) => ({ step: impersonal(step), note: null })),
  };
}

/** A reason that the format asks for says only that it was left out. */
const WITHHELD = 'withheld';

function impersonal(step: Step): Step {
  switch (step.type) {
    case 'referral.received':
      return { ...step, details: { programme: step.details.programme } };
    case 'job.started': {
      const { employer: _withheld, ...details } = step.details;
      return { ...step, details };
    }
    case 'trajectory.reopened':
      return { ...step, details: { reason: WITHHELD } };
    default:
      return step;
  }
}
