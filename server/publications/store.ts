import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { GateReport, Publication, PublicationMethod, PublicationStatus } from '#shared/contract/publications.ts';

// The rows of publications. Row-level security leaves readers what was published, and the coordinator everything.

export interface PublicationRow {
  readonly id: string;
  readonly title: string;
  readonly period: string;
  readonly status: PublicationStatus;
  readonly method: PublicationMethod;
  readonly base: number;
  readonly madeAt: Date;
  readonly knownAt: Date;
  readonly softwareVersion: string;
  readonly attempt: string;
  readonly heartbeat: Date;
  readonly progress: Publication['progress'];
  readonly content: string | null;
  readonly sha256: string | null;
  readonly report: GateReport | null;
  readonly reasons: Publication['reasons'] | null;
  readonly ledgerPosition: number | null;
  readonly publishedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawReason: string | null;
}

/** All but what only one publication by itself is asked for. */
export type ListedRow = Omit<PublicationRow, 'progress' | 'content' | 'report' | 'reasons'>;

const LISTED = Prisma.sql`p.id, p.title, p.period, p.status, p.method, p.base, p.made_at as "madeAt", p.known_at as "knownAt",
  p.software_version as "softwareVersion", p.attempt, p.heartbeat, p.sha256, p.ledger_position as "ledgerPosition",
  p.published_at as "publishedAt", p.withdrawn_at as "withdrawnAt", p.withdraw_reason as "withdrawReason"`;
const WHOLE = Prisma.sql`${LISTED}, p.progress, p.content, p.report, p.reasons`;

export function listPublications(tx: Transaction): Promise<ListedRow[]> {
  return tx.$queryRaw<ListedRow[]>(Prisma.sql`select ${LISTED} from publication p`);
}

export async function findPublication(tx: Transaction, id: string): Promise<PublicationRow | undefined> {
  const [row] = await tx.$queryRaw<PublicationRow[]>(Prisma.sql`select ${WHOLE} from publication p where p.id = ${id}::uuid`);
  return row;
}

/** The same, held until the end of the transaction. */
export async function holdPublication(tx: Transaction, id: string): Promise<PublicationRow | undefined> {
  const [row] = await tx.$queryRaw<PublicationRow[]>(Prisma.sql`select ${WHOLE} from publication p where p.id = ${id}::uuid for update`);
  return row;
}

export async function findByToken(tx: Transaction, token: string): Promise<PublicationRow | undefined> {
  const [row] = await tx.$queryRaw<PublicationRow[]>(Prisma.sql`
    select ${WHOLE} from publication p join publication_link l on l.publication_id = p.id where l.token = ${token} and p.status = 'published'`);
  return row;
}

export async function existsForPeriod(tx: Transaction, period: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>(Prisma.sql`select from publication where period = ${period} and status <> 'withdrawn'`);
  return rows.length > 0;
}

/** A try at protecting: from what knowledge, how, and since when. */
export interface Attempt {
  readonly attempt: string;
  readonly method: PublicationMethod;
  readonly now: Date;
  readonly softwareVersion: string;
}

const COUNTING = JSON.stringify({ phase: 'counting', done: 0, of: 1 });

/** @returns whether there was none of the period that is not withdrawn: of two made at once one is stored */
export async function insertPublication(
  tx: Transaction,
  { id, title, period, base }: { id: string; title: string; period: string; base: number },
  { attempt, method, now, softwareVersion }: Attempt,
): Promise<boolean> {
  const inserted = await tx.$executeRaw(Prisma.sql`
    insert into publication (id, title, period, status, method, base, made_at, known_at, software_version, attempt, heartbeat, progress)
    values (${id}::uuid, ${title}, ${period}, 'protecting', ${method}, ${base}::int, ${now}, ${now}, ${softwareVersion}, ${attempt}::uuid, ${now}, ${COUNTING}::jsonb)
    on conflict (period) where status <> 'withdrawn' do nothing`);
  return inserted === 1;
}

/** Begins anew, from what is known now; what came of the try before is forgotten. */
export async function restartPublication(tx: Transaction, id: string, { attempt, method, now, softwareVersion }: Attempt): Promise<void> {
  await tx.$executeRaw(Prisma.sql`delete from publication_working where publication_id = ${id}::uuid`);
  await tx.$executeRaw(Prisma.sql`
    update publication set status = 'protecting', method = ${method}, made_at = ${now}, known_at = ${now}, software_version = ${softwareVersion},
      attempt = ${attempt}::uuid, heartbeat = ${now}, progress = ${COUNTING}::jsonb,
      content = null, sha256 = null, report = null, reasons = null, ledger_position = null
    where id = ${id}::uuid`);
}

/** Which try writes: another may have begun meanwhile, or the publication been thrown away. */
export interface Trying {
  readonly id: string;
  readonly attempt: string;
}

function isOwn({ id, attempt }: Trying): Prisma.Sql {
  return Prisma.sql`id = ${id}::uuid and attempt = ${attempt}::uuid and status = 'protecting'`;
}

/** @returns whether it still is the try that counts */
export async function keepAlive(tx: Transaction, trying: Trying, now: Date, progress: Publication['progress']): Promise<boolean> {
  const kept = progress === null ? Prisma.empty : Prisma.sql`, progress = ${JSON.stringify(progress)}::jsonb`;
  return (await tx.$executeRaw(Prisma.sql`update publication set heartbeat = ${now} ${kept} where ${isOwn(trying)}`)) === 1;
}

/** All that are being protected: at a start nobody goes on with them. */
export async function markAllInterrupted(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`update publication set status = 'interrupted', progress = null where status = 'protecting'`);
}

export async function markInterrupted(tx: Transaction, trying: Trying): Promise<void> {
  await tx.$executeRaw(Prisma.sql`update publication set status = 'interrupted', progress = null where ${isOwn(trying)}`);
}

export interface Verdict {
  readonly isSafe: boolean;
  readonly content: string;
  readonly sha256: string;
  readonly report: GateReport;
  readonly reasons: Publication['reasons'];
  readonly ledgerPosition: number;
  /** Published and true, for the coordinator and the ledger. */
  readonly cells: readonly WorkingCell[];
}

/** @returns whether it still was the try that counts */
export async function keepVerdict(tx: Transaction, trying: Trying, verdict: Verdict): Promise<boolean> {
  const { isSafe, content, sha256, report, reasons, ledgerPosition, cells } = verdict;
  const kept = await tx.$executeRaw(Prisma.sql`
    update publication set status = ${isSafe ? 'draft' : 'refused'}, progress = null, content = ${content}, sha256 = ${sha256},
      report = ${JSON.stringify(report)}::jsonb, reasons = ${JSON.stringify(reasons)}::jsonb, ledger_position = ${ledgerPosition}::int
    where ${isOwn(trying)}`);
  if (kept === 0) return false;
  await tx.$executeRaw(Prisma.sql`
    insert into publication_working (publication_id, cells) values (${trying.id}::uuid, ${JSON.stringify(cells)}::jsonb)`);
  return true;
}

/** A cell as it is to be published, with what is true. */
export interface WorkingCell {
  readonly table: string;
  readonly key: Readonly<Record<string, string>>;
  readonly value: number | null;
  readonly low: number;
  readonly high: number | null;
  readonly truth: number;
}

export async function listWorkingCells(tx: Transaction, id: string): Promise<readonly WorkingCell[]> {
  const [row] = await tx.$queryRaw<{ cells: WorkingCell[] }[]>(
    Prisma.sql`select cells from publication_working where publication_id = ${id}::uuid`,
  );
  return row?.cells ?? [];
}

export async function markPublished(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.$executeRaw(Prisma.sql`update publication set status = 'published', published_at = ${now} where id = ${id}::uuid`);
}

export async function markWithdrawn(tx: Transaction, id: string, now: Date, reason: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    update publication set status = 'withdrawn', withdrawn_at = ${now}, withdraw_reason = ${reason} where id = ${id}::uuid`);
}

export async function deletePublication(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`delete from publication where id = ${id}::uuid`);
}

export async function findToken(tx: Transaction, id: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ token: string }[]>(Prisma.sql`select token from publication_link where publication_id = ${id}::uuid`);
  return row?.token ?? null;
}

/** The token that there is where somebody was first. */
export async function openLink(tx: Transaction, id: string, token: string, now: Date): Promise<string> {
  await tx.$executeRaw(Prisma.sql`
    insert into publication_link (publication_id, token, opened_at) values (${id}::uuid, ${token}, ${now}) on conflict (publication_id) do nothing`);
  return (await findToken(tx, id)) ?? token;
}

/** @returns whether there was one */
export async function endLink(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.$executeRaw(Prisma.sql`delete from publication_link where publication_id = ${id}::uuid`)) > 0;
}
