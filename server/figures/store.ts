import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { TalliedFigure } from '#shared/figures/tallies.ts';
import type { PlainDate } from '#shared/plain-date.ts';
import { BY, type Dimensions, filtered, known, listOf, periodOf, TRUE, within } from './condition-store.ts';
import {
  type Events,
  ends,
  firstJobs,
  moves,
  placements,
  presentBefore,
  referrals,
  selectEvents,
  socialEconomyPlacements,
  stageChanges,
  transfers,
} from './event-store.ts';
import type { Frame } from './frame.ts';
import { partsOf, talliedDimensions } from './tallied-store.ts';

/** How many of something happened in a period of the frame, for one value of each breakdown and one key. */
export interface CountedRow {
  /** Place in the frame's periods; −1 for what came before the first. */
  readonly period: number;
  /** A value per breakdown of the frame, in its order. */
  readonly group: readonly (string | null)[];
  readonly key: readonly (string | null)[];
  readonly count: number;
}

/** More rows than this are of no use to anybody and would fill the server's memory. */
export const MOST_ROWS = 250_000;

const KEY_PARTS = [Prisma.sql`key[1]`, Prisma.sql`key[2]`, Prisma.sql`key[3]`, Prisma.sql`key[4]`];
const TWO_PARTS = KEY_PARTS.slice(0, 2);

/** Changes of stage; key: stage left, stage entered. */
export function countStageChanges(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countKinds(tx, frame, [{ figure: 'flows', key: TWO_PARTS, events: stageChanges }]);
}

/** Trajectories ended; key: stage left, reason. */
export function countEnds(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countKinds(tx, frame, [{ figure: 'outflow', key: TWO_PARTS, events: ends }]);
}

/** Stays begun less stays ended, those before the first period too; key: state, presence. */
export function countMoves(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countKinds(tx, frame, [{ figure: 'occupancy', key: TWO_PARTS, events: moves, before: presentBefore }]);
}

export function countTransfers(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  const events = transfers(frame);
  return countSelected(tx, frame, events.key.length, [selectEventCounts(frame, events)]);
}

const FIGURE = [Prisma.sql`figure`];
const SOCIAL_ECONOMY: Kind = { figure: 'social-economy', key: FIGURE, events: socialEconomyPlacements };
const INFLOW: readonly Kind[] = [
  { figure: 'referrals', key: FIGURE, events: referrals },
  { figure: 'placements', key: FIGURE, events: placements },
  SOCIAL_ECONOMY,
];

/** Referrals, first placements and first social-economy placements; key: which of them, as the tallies name them. */
export function countInflow(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countKinds(tx, frame, INFLOW);
}

/** The last of the three alone. */
export function countSocialEconomy(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countKinds(tx, frame, [SOCIAL_ECONOMY]);
}

/** First jobs; key: route, after a placement (yes, no), contract, support or nothing. */
export function countFirstJobs(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countKinds(tx, frame, [{ figure: 'throughflow', key: KEY_PARTS, events: firstJobs }]);
}

/** The municipalities within the frame that existed on some day of it, in the order of their codes. */
export async function listMunicipalities(tx: Transaction, frame: Frame): Promise<string[]> {
  const rows = await tx.$queryRaw<{ code: string }[]>`
    select code from municipality
    where ${within(frame, Prisma.sql`code`)}
      and (valid_from is null or valid_from <= ${frame.until}::date) and (valid_until is null or valid_until >= ${frame.from}::date)
    order by code`;
  return rows.map(({ code }) => code);
}

/** The municipalities within the frame of which a referral is known on or before a day that begins a month; whatever else is filtered on. */
export async function listWithReferralBy(tx: Transaction, frame: Frame, day: PlainDate): Promise<string[]> {
  const referred = (condition: Prisma.Sql) => Prisma.sql`
    select municipality from milestones m where ${known(frame, Prisma.sql`m`)} and ${condition} and ${within(frame, Prisma.sql`municipality`)}`;
  // At present knowledge the months before are summed up; the day itself is not told apart there.
  const rows = await tx.$queryRaw<{ municipality: string }[]>(
    frame.isPresentKnowledge
      ? Prisma.sql`
          select municipality from tally
          where figure = 'referrals' and count > 0 and month < ${day}::date and ${within(frame, Prisma.sql`municipality`)}
          union ${referred(Prisma.sql`m.referred_on = ${day}::date`)}`
      : Prisma.sql`select distinct municipality from (${referred(Prisma.sql`m.referred_on <= ${day}::date`)}) early`,
  );
  return rows.map(({ municipality }) => municipality);
}

export async function existsMunicipality(tx: Transaction, code: string): Promise<boolean> {
  return (await tx.$queryRaw<unknown[]>`select from municipality where code = ${code}`).length > 0;
}

/** Something that is counted: in the summary, and row by row. */
interface Kind {
  readonly figure: TalliedFigure;
  /** Of a tally, what the events have as their key. */
  readonly key: readonly Prisma.Sql[];
  readonly events: (frame: Frame) => Events;
  /** Of a stock: who made it up before the frame, as far as the summary does not tell. */
  readonly before?: (frame: Frame) => Events;
}

/** From the summary as far as it tells them, and else from their rows; kinds are all stocks or none, and have keys of one length. */
async function countKinds(tx: Transaction, frame: Frame, kinds: readonly Kind[]): Promise<CountedRow[]> {
  const since = kinds.some(({ before }) => before) ? 'ever' : 'frame';
  const { months, days } = partsOf(
    frame,
    kinds.map(({ figure }) => figure),
    since,
  );
  const counts = kinds.flatMap(({ figure, key, events, before }) => [
    ...(months ? [selectTallyCounts(months, figure, key, since)] : []),
    ...(before && !months ? [selectEventCounts(frame, before(frame))] : []),
    ...days.map((part) => selectEventCounts(part, events(part))),
  ]);
  return countSelected(tx, frame, kinds[0]?.key.length ?? 0, counts);
}

const KEY_COLUMNS = [Prisma.sql`key_1`, Prisma.sql`key_2`, Prisma.sql`key_3`, Prisma.sql`key_4`];

/** Groups and keys each in a column of its own: a driver takes longer to read arrays than the database to count. */
type CountedColumns = { readonly period: number; readonly count: number } & { readonly [name: string]: unknown };

/** One count per period, group and key, made where the rows are: never a row of a person into the server. */
async function countSelected(tx: Transaction, frame: Frame, keys: number, counts: readonly Prisma.Sql[]): Promise<CountedRow[]> {
  const groupColumns = frame.by.map((dimension) => BY[dimension]);
  const keyColumns = KEY_COLUMNS.slice(0, keys);
  const columns = listOf([Prisma.sql`period`, ...groupColumns, ...keyColumns]);
  const rows = await tx.$queryRaw<CountedColumns[]>`
    select ${columns}, sum(count)::int as count
    from (${Prisma.join([...counts], ' union all ')}) counts
    group by ${columns}
    having sum(count) <> 0
    limit ${MOST_ROWS + 1}`;
  const groupNames = groupColumns.map(({ text }) => text);
  const keyNames = keyColumns.map(({ text }) => text);
  return rows.map((row) => ({
    period: row.period,
    group: groupNames.map((name) => textIn(row, name)),
    key: keyNames.map((name) => textIn(row, name)),
    count: row.count,
  }));
}

function textIn(row: CountedColumns, name: string): string | null {
  const value = row[name];
  return typeof value === 'string' ? value : null;
}

function selectEventCounts(frame: Frame, events: Events): Prisma.Sql {
  const columns = countedColumns(frame, events.dimensions, events.key);
  const listed = [Prisma.sql`${periodOf(frame, events.day)} as period`, ...columns.values, Prisma.sql`${events.weight ?? ONE} as weight`];
  const names = listOf([Prisma.sql`period`, ...columns.names]);
  return Prisma.sql`
    select ${names}, sum(weight) as count
    from (${selectEvents(frame, events, listOf(listed))}) event
    group by ${names}`;
}

const ONE = Prisma.sql`1`;

/** By month first: there are fewer of them than rows, and a period is sought for each. */
function selectTallyCounts(frame: Frame, figure: TalliedFigure, key: readonly Prisma.Sql[], since: 'frame' | 'ever'): Prisma.Sql {
  const dimensions = talliedDimensions(figure);
  const columns = countedColumns(frame, dimensions, key);
  const began = since === 'ever' ? TRUE : Prisma.sql`month >= ${frame.from}::date`;
  return Prisma.sql`
    select ${listOf([Prisma.sql`${periodOf(frame, Prisma.sql`month`)} as period`, ...columns.names])}, count
    from (
      select ${listOf([Prisma.sql`month`, ...columns.values])}, sum(count) as count
      from tally
      where figure = ${figure} and ${began} and month <= ${frame.until}::date and ${filtered(frame, dimensions)}
      group by ${listOf([Prisma.sql`month`, ...columns.names])}
    ) tallied`;
}

function countedColumns(frame: Frame, dimensions: Dimensions, key: readonly Prisma.Sql[]) {
  const columns = [
    ...frame.by.map((dimension) => ({ name: BY[dimension], value: dimensions[dimension] })),
    ...key.map((value, place) => ({ name: KEY_COLUMNS[place] ?? Prisma.empty, value })),
  ];
  return { names: columns.map(({ name }) => name), values: columns.map(({ name, value }) => Prisma.sql`${value} as ${name}`) };
}
