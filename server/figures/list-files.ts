import { z } from 'zod';
import type { Transaction } from '#server/db/client.ts';
import { pageFrom, readCursor } from '#server/db/keyset.ts';
import { LEAST_GROUP } from '#shared/contract/curves.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import type { FilesQuery, getFigureFiles } from '#shared/contract/signals.ts';
import { PlainDate } from '#shared/plain-date.ts';
import { type Events, ends, firstJobs, placements, present, referrals, socialEconomyPlacements, stageChanges } from './event-store.ts';
import { comparedOutcomes, type Exits, jobSpells, lastPlaces, outcomes, visits } from './exit-store.ts';
import { type FileRow, listFiles } from './file-store.ts';
import { type Followed, openFollowed } from './follow.ts';
import { invalid, type Scope } from './frame.ts';

type FiledFigure = FilesQuery['figure'];
type KeyName = (typeof KEY_NAMES)[number];

const KEY_NAMES = [
  ...['stage', 'activity', 'interrupted', 'fromStage', 'toStage', 'reason', 'afterPlacement', 'contract', 'support'],
  ...['outcome', 'daysFrom', 'daysTo'],
] as const;

/** What a list of codes must not be split by for whoever sees codes alone: of a person they know the age class. */
const PERSONAL = ['gender', 'education'] as const;

interface Filed {
  readonly rows: (followed: Followed, query: FilesQuery) => Events | Exits;
  /** What the rows' key is asked by, in its order; null where a filter asks it. */
  readonly key: readonly (KeyName | null)[];
  /** What else tells them apart. */
  readonly also?: readonly KeyName[];
}

/** The rows that each figure counts. */
const FIGURES: Readonly<Record<FiledFigure, Filed>> = {
  'inflow.referrals': { rows: ({ frame }) => referrals(frame), key: [] },
  'inflow.placements': { rows: ({ frame }) => placements(frame), key: [] },
  'inflow.social-economy': { rows: ({ frame }) => socialEconomyPlacements(frame), key: [] },
  flows: { rows: ({ frame }) => stageChanges(frame), key: ['fromStage', 'toStage'] },
  occupancy: { rows: ({ frame }) => present(frame), key: ['stage', 'activity', 'interrupted'] },
  outflow: { rows: ({ frame }) => ends(frame), key: ['stage', 'reason'] },
  throughflow: { rows: ({ frame }) => firstJobs(frame), key: [null, 'afterPlacement', 'contract', 'support'] },
  'wait.placement': exits((followed) => outcomes(followed, 'placement')),
  'wait.social-economy': exits((followed) => outcomes(followed, 'social-economy')),
  'chance.regular': exits((followed) => outcomes(followed, 'job')),
  'time-to.job': exits((followed) => outcomes(followed, 'job')),
  'time-in-stage': exits((followed, { stage = '' }) => visits(followed, stage), ['stage']),
  sustained: exits(jobSpells),
  'comparison.routes': exits(comparedOutcomes),
  'state-occupation': { rows: lastPlaces, key: ['stage'] },
};

function exits(rows: Filed['rows'], also: readonly KeyName[] = []): Filed {
  return { rows, key: ['outcome'], also: ['daysFrom', 'daysTo', ...also] };
}

interface FilesScope extends Scope {
  /** Whether whoever asks may know who is behind a code. */
  readonly seesPersons: boolean;
}

/**
 * The trajectories that a figure is made of, by code: its own rows, so as many as it says.
 * @throws Problem as openFollowed; `request.invalid` for a part of the key that the figure has not, for the region's files to whoever sees the
 *   own ones only, and where the answer would tell whoever knows no person what somebody of a code is
 */
export async function listFigureFiles(tx: Transaction, query: FilesQuery, scope: FilesScope): Promise<AnswerOf<typeof getFigureFiles>> {
  const { figure, cursor, limit } = query;
  if (query.scope === 'region' && scope.reach !== 'all') {
    throw invalid('query.scope', 'scope.region-total', 'files are those of the own municipalities: the region is given as one total');
  }
  const personal = PERSONAL.find((name) => query[name] !== undefined);
  if (personal && !scope.seesPersons) {
    throw invalid(`query.${personal}`, 'files.personal', 'by code nobody is known by gender or education: leave it out');
  }
  const followed = await openFollowed(tx, { ...query, minimum: LEAST_GROUP }, scope);
  const { rows: rowsOf, key, also = [] } = FIGURES[figure];
  const stray = KEY_NAMES.find((name) => query[name] !== undefined && !key.includes(name) && !also.includes(name));
  if (stray) throw invalid(`query.${stray}`, 'figure.other-key', `${figure} is not told apart by it`);
  const [day, trajectoryId, position] = readCursor(cursor, [PlainDate, z.uuid(), Position]) ?? [];
  const rows = await listFiles(tx, followed.frame, rowsOf(followed, query), {
    values: key.map((name) => (name === null ? undefined : keyText(query[name]))),
    days: [query.daysFrom, query.daysTo],
    after: day !== undefined && trajectoryId !== undefined && position !== undefined ? { day, trajectoryId, position } : undefined,
    rows: limit + 1,
  });
  return pageFrom(rows, limit, {
    item: ({ position: _, ...file }: FileRow) => file,
    after: (row) => [row.day, row.trajectoryId, String(row.position)],
  });
}

const Position = z.string().regex(/^\d{1,6}$/);

/** As the events' keys hold it. */
function keyText(value: string | number | boolean | undefined): string | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === 'unknown' ? '' : value?.toString();
}
