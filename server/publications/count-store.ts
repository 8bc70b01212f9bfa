import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { PlainDate } from '#shared/plain-date.ts';
import type { CHANCE_OUTCOMES, LANGUAGE_CLASSES, WAIT_OUTCOMES } from '#shared/publications/catalogue.ts';

// What publications count that no figure of the screen does. Counts only: no row of a person comes into the server.

interface Days {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The municipalities with the first and the last day on which they exist; null without one. */
export function listMunicipalities(
  tx: Transaction,
): Promise<{ code: string; name: string; validFrom: PlainDate | null; validUntil: PlainDate | null }[]> {
  return tx.$queryRaw(Prisma.sql`
    select code, name, valid_from::text as "validFrom", valid_until::text as "validUntil" from municipality order by code collate "C"`);
}

/** First placements by education and class of language. */
export function countPlacedByLanguage(
  tx: Transaction,
  { from, to }: Days,
  knownAt: string,
): Promise<{ education: string; language: (typeof LANGUAGE_CLASSES)[number]; count: number }[]> {
  return tx.$queryRaw(
    Prisma.sql`select education, language, count from placed_by_language(${from}::date, ${to}::date, ${knownAt}::timestamptz)`,
  );
}

/** Referrals by what came first within 365 days: a placement, in which quarter of them, or something else. */
export function countWaits(
  tx: Transaction,
  { from, to }: Days,
  knownAt: string,
): Promise<{ outcome: (typeof WAIT_OUTCOMES)[number]; count: number }[]> {
  return tx.$queryRaw(Prisma.sql`
    select case
        when days is null or days > 365 then 'waiting'
        when what <> 'placement' then 'other'
        when days <= 91 then '0-3' when days <= 182 then '3-6' when days <= 273 then '6-9' else '9-12'
      end as outcome, count(*)::int as count
    from (
      select placement_outcome as what, placement_outcome_on - referred_on as days from milestones
      where referred_on between ${from}::date and ${to}::date and ${isKnown(knownAt)}
    ) waited
    group by 1`);
}

/** First placements by route, and by whether a first job began within so many days after. */
export function countChances(
  tx: Transaction,
  { from, to }: Days,
  days: number,
  knownAt: string,
): Promise<{ route: 'se-first' | 'direct'; outcome: (typeof CHANCE_OUTCOMES)[number]; count: number }[]> {
  return tx.$queryRaw(Prisma.sql`
    select case first_placement_setting when 'social-economy' then 'se-first' else 'direct' end as route,
      case when first_job_after_placement and first_job_on - first_placement_on <= ${days}::int then 'job' else 'no-job' end as outcome,
      count(*)::int as count
    from milestones
    where first_placement_on between ${from}::date and ${to}::date and ${isKnown(knownAt)}
    group by 1, 2`);
}

function isKnown(knownAt: string): Prisma.Sql {
  return Prisma.sql`known_from <= ${knownAt}::timestamptz and (known_to is null or known_to > ${knownAt}::timestamptz)`;
}
