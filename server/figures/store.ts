import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { TalliedFigure } from '#shared/figures/tallies.ts';
import type { PlainDate } from '#shared/plain-date.ts';
import { arrayOf, BY, known, listOf, periodOf, TRUE, within } from './condition-store.ts';
import {
  type Events,
  ends,
  firstJobs,
  moves,
  placements,
  referrals,
  selectEvents,
  socialEconomyPlacements,
  stageChanges,
  transfers,
} from './event-store.ts';
import type { Frame } from './frame.ts';

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

/** From the summary table: present knowledge, whole months, broken down and filtered by municipality at most; keys as tallies.ts says. */
export function countTallies(tx: Transaction, figure: TalliedFigure, frame: Frame, since: PlainDate | null): Promise<CountedRow[]> {
  return sumTallies(
    tx,
    frame,
    Prisma.sql`key`,
    Prisma.sql`figure = ${figure} and ${since === null ? TRUE : Prisma.sql`month >= ${since}::date`}`,
  );
}

/** As countInflow, or one kind of it, from the summary table. */
export function countTalliedInflow(tx: Transaction, frame: Frame, figures: readonly TalliedFigure[] = INFLOW): Promise<CountedRow[]> {
  return sumTallies(
    tx,
    frame,
    Prisma.sql`array[figure]`,
    Prisma.sql`figure in (${Prisma.join([...figures])}) and month >= ${frame.from}::date`,
  );
}

export function countStageChanges(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countEvents(tx, frame, [stageChanges(frame)]);
}

export function countEnds(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countEvents(tx, frame, [ends(frame)]);
}

/** @param since the first day of which the moves count; without, those of all time */
export function countMoves(tx: Transaction, frame: Frame, since?: PlainDate): Promise<CountedRow[]> {
  return countEvents(tx, frame, [moves(frame, since)]);
}

export function countTransfers(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countEvents(tx, frame, [transfers(frame)]);
}

const INFLOW = ['referrals', 'placements', 'social-economy'] as const;

/** Referrals, first placements and first social-economy placements; key: which of them, as the tallies name them. */
export function countInflow(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countEvents(tx, frame, [referrals(frame), placements(frame), socialEconomyPlacements(frame)]);
}

/** The last of the three alone. */
export function countSocialEconomy(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countEvents(tx, frame, [socialEconomyPlacements(frame)]);
}

export function countFirstJobs(tx: Transaction, frame: Frame): Promise<CountedRow[]> {
  return countEvents(tx, frame, [firstJobs(frame)]);
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

const KEY_COLUMNS = [Prisma.sql`key_1`, Prisma.sql`key_2`, Prisma.sql`key_3`, Prisma.sql`key_4`];

/** One count per period, group and key, made where the rows are: never a row of a person into the server. */
function countEvents(tx: Transaction, frame: Frame, kinds: readonly Events[]): Promise<CountedRow[]> {
  const groupColumns = frame.by.map((dimension) => BY[dimension]);
  const keyColumns = KEY_COLUMNS.slice(0, kinds[0]?.key.length);
  const columns = listOf([Prisma.sql`period`, ...groupColumns, ...keyColumns]);
  const counts = kinds.map(
    (kind) => Prisma.sql`
      select ${columns}, ${kind.weight ? Prisma.sql`sum(weight)` : Prisma.sql`count(*)`}::int as count
      from (${listEvents(frame, kind)}) event
      group by ${columns}`,
  );
  return tx.$queryRaw<CountedRow[]>`
    select period, ${arrayOf(groupColumns)} as "group", ${arrayOf(keyColumns)} as key, count
    from (${Prisma.join(counts, ' union all ')}) counts
    where count <> 0
    limit ${MOST_ROWS + 1}`;
}

function listEvents(frame: Frame, events: Events): Prisma.Sql {
  const { day, weight, key, dimensions } = events;
  const values = [
    Prisma.sql`${periodOf(frame, day)} as period`,
    ...(weight ? [Prisma.sql`${weight} as weight`] : []),
    ...frame.by.map((dimension) => Prisma.sql`${dimensions[dimension]} as ${BY[dimension]}`),
    ...key.map((value, place) => Prisma.sql`${value} as ${KEY_COLUMNS[place] ?? Prisma.empty}`),
  ];
  return selectEvents(frame, events, listOf(values));
}

function sumTallies(tx: Transaction, frame: Frame, key: Prisma.Sql, where: Prisma.Sql): Promise<CountedRow[]> {
  return tx.$queryRaw<CountedRow[]>`
    select period, "group", key, sum(count)::int as count
    from (
      select ${periodOf(frame, Prisma.sql`month`)} as period,
        ${arrayOf(frame.by.map(() => Prisma.sql`municipality`))} as "group", ${key} as key, count
      from tally
      where ${where} and month <= ${frame.until}::date and ${within(frame, Prisma.sql`municipality`)}
    ) tallied
    group by period, "group", key
    having sum(count) <> 0`;
}
