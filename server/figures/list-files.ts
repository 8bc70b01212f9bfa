import { z } from 'zod';
import type { Transaction } from '#server/db/client.ts';
import { pageFrom, readCursor } from '#server/db/keyset.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import type { FilesQuery, getFigureFiles } from '#shared/contract/signals.ts';
import { PlainDate } from '#shared/plain-date.ts';
import { openFrame } from './answer.ts';
import { type Events, ends, firstJobs, placements, present, referrals, socialEconomyPlacements, stageChanges } from './event-store.ts';
import { type FileRow, listFiles } from './file-store.ts';
import { type Frame, invalid, type Scope } from './frame.ts';

type FiledFigure = FilesQuery['figure'];
type KeyName = (typeof KEY_NAMES)[number];

const KEY_NAMES = ['stage', 'activity', 'interrupted', 'fromStage', 'toStage', 'reason', 'afterPlacement', 'contract', 'support'] as const;

/** What a list of codes must not be split by for whoever sees codes alone: of a person they know the age class. */
const PERSONAL = ['gender', 'education'] as const;

/** The events that each figure counts, and what their key is asked by, in its order; null where a filter asks it. */
const FIGURES: Readonly<Record<FiledFigure, { events: (frame: Frame) => Events; key: readonly (KeyName | null)[] }>> = {
  'inflow.referrals': { events: referrals, key: [] },
  'inflow.placements': { events: placements, key: [] },
  'inflow.social-economy': { events: socialEconomyPlacements, key: [] },
  flows: { events: stageChanges, key: ['fromStage', 'toStage'] },
  occupancy: { events: present, key: ['stage', 'activity', 'interrupted'] },
  outflow: { events: ends, key: ['stage', 'reason'] },
  throughflow: { events: firstJobs, key: [null, 'afterPlacement', 'contract', 'support'] },
};

interface FilesScope extends Scope {
  /** Whether whoever asks may know who is behind a code. */
  readonly seesPersons: boolean;
}

/**
 * The trajectories that a count is made of, by code: the figure's own events, so as many as it says.
 * @throws Problem as openFrame; `request.invalid` for a part of the key that the figure has not, for the region's files to whoever sees the
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
  const frame = await openFrame(tx, query, scope);
  const { events, key } = FIGURES[figure];
  const stray = KEY_NAMES.find((name) => query[name] !== undefined && !key.includes(name));
  if (stray) throw invalid(`query.${stray}`, 'figure.other-key', `${figure} is not told apart by it`);
  const [day, trajectoryId, position] = readCursor(cursor, [PlainDate, z.uuid(), Position]) ?? [];
  const rows = await listFiles(tx, frame, events(frame), {
    values: key.map((name) => (name === null ? undefined : keyText(query[name]))),
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
function keyText(value: string | boolean | undefined): string | undefined {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === 'unknown' ? '' : value;
}
