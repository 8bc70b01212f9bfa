import type { Publication, PublicationStatus, PublicationSummary } from '#shared/contract/publications.ts';
import { daysOfPeriod } from '#shared/publications/period.ts';
import { openContent } from './content.ts';
import type { ListedRow, PublicationRow } from './store.ts';

/** Milliseconds without a sign of life, by which protecting was cut off: several signs are due in that time. */
export const SILENCE = 60_000;

/** Cut off by a crash, nobody could say so in the row. */
export function statusAt({ status, heartbeat }: Pick<ListedRow, 'status' | 'heartbeat'>, now: Date): PublicationStatus {
  return status === 'protecting' && now.getTime() - heartbeat.getTime() > SILENCE ? 'interrupted' : status;
}

export function summaryOf(row: ListedRow, now: Date): PublicationSummary {
  const { id, title, period, method, base, madeAt, knownAt, publishedAt, withdrawnAt, withdrawReason, sha256 } = row;
  return {
    id,
    title,
    period,
    status: statusAt(row, now),
    method,
    base,
    madeAt: madeAt.toISOString(),
    knownAt: knownAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
    withdrawn: withdrawnAt && { at: withdrawnAt.toISOString(), reason: withdrawReason ?? '' },
    // Of a draft it is the hash of what is not published yet, and may never be.
    sha256: publishedAt && sha256,
  };
}

/** @param forCoordinator with the public link and why it was refused; nobody else is told */
export function publicationOf(row: PublicationRow, now: Date, forCoordinator: { readonly token: string | null } | undefined): Publication {
  const summary = summaryOf(row, now);
  const content = row.content === null || summary.status === 'withdrawn' ? undefined : openContent(row.content);
  const { report } = row;
  return {
    ...summary,
    ...daysOfPeriod(row.period),
    softwareVersion: row.softwareVersion,
    municipalities: content?.municipalities ?? [],
    definitions: content?.definitions ?? [],
    tables: content?.tables ?? [],
    releasedTies: content?.releasedTies ?? [],
    // How many true counts are small is itself a sum of what is protected: it would tell on which side of 5 some of them lie.
    audit: report && { ...report, sensitive: forCoordinator ? report.sensitive : null },
    progress: summary.status === 'protecting' ? row.progress : null,
    reasons: forCoordinator ? (row.reasons ?? []) : [],
    publicToken: forCoordinator?.token ?? null,
  };
}
