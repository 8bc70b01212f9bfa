import { z } from 'zod';
import { asActor } from '#server/db/as-actor.ts';
import type { Database, Transaction } from '#server/db/client.ts';
import type { Actor as DatabaseActor } from '#server/db/context.ts';
import { pageFrom, readCursor } from '#server/db/keyset.ts';
import { csvOf } from '#server/exchange/write-csv.ts';
import type { AuditEntry, exportAudit as exportContract, listAudit as listContract } from '#shared/contract/audit.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { AnswerOf, QueryOf } from '#shared/contract/route.ts';
import type { Reach } from '#shared/permissions.ts';
import { codesOf, type EntryFilter, findParticipantId, hasReadSince, listEntries } from './read-store.ts';

export interface Asking {
  readonly userId: string;
  /** How far the log is open to who asks. */
  readonly extent: Reach | undefined;
  readonly now: Date;
}

export interface AuditPage {
  readonly page: AnswerOf<typeof listContract>;
  readonly participantId: string | undefined;
  /** Whether it goes on with what was asked, and written down, a moment ago. */
  readonly isContinued: boolean;
}

/**
 * A page of the log. Somebody of an office asks about one participant of that office, and is told of colleagues who did something, not
 * where they sat.
 *
 * @throws Problem resource.not-found, request.invalid
 */
export async function readAudit(
  tx: Transaction,
  { userId, extent, now }: Asking,
  { cursor, limit, participant, ...filter }: QueryOf<typeof listContract>,
): Promise<AuditPage> {
  const [last] = readCursor(cursor, [z.string().regex(/^\d{1,18}$/u)]) ?? [];
  if (extent === 'own' && participant === undefined) throw new Problem('request.invalid', { fields: [PARTICIPANT_REQUIRED] });
  const participantId = participant === undefined ? undefined : await findParticipantId(tx, namedBy(participant));
  if (participant !== undefined && participantId === undefined) {
    if (extent === 'own') throw new Problem('resource.not-found');
    return { page: { items: [], nextCursor: null }, participantId, isContinued: false };
  }
  const before = last === undefined ? undefined : BigInt(last);
  const rows = await entries(tx, { ...filter, participantId }, { before, rows: limit + 1 });
  const page = pageFrom(rows, limit, {
    item: (entry) => (extent === 'own' ? { ...entry, address: null, requestId: null } : entry),
    after: ({ sequence }) => [String(sequence)],
  });
  const since = new Date(now.getTime() - SAME_READING);
  return { page, participantId, isContinued: last !== undefined && (await hasReadSince(tx, userId, participantId, since)) };
}

/** Milliseconds: turning pages within this time is one reading. */
const SAME_READING = 10 * 60_000;

const PARTICIPANT_REQUIRED = { path: 'query.participant', code: 'participant.required', message: 'one of the own office' };

/** The lines as CSV, oldest first, as far as the log goes when it begins. */
export async function* exportAudit(
  db: Database,
  actor: DatabaseActor,
  { participant, ...filter }: QueryOf<typeof exportContract>,
): AsyncGenerator<string> {
  yield csvOf([COLUMNS]);
  const participantId = participant && (await asActor(db, actor, (tx) => findParticipantId(tx, namedBy(participant))));
  if (participant && !participantId) return;
  let after = 0n;
  for (;;) {
    const page = await asActor(db, actor, (tx) => entries(tx, { ...filter, participantId }, { after, rows: ROWS_AT_ONCE }));
    const last = page.at(-1);
    if (!last) return;
    yield csvOf(page.map(cellsOf));
    after = BigInt(last.sequence);
  }
}

const ROWS_AT_ONCE = 1_000;

const COLUMNS = [
  ...['number', 'at', 'user_id', 'user', 'role', 'action', 'kind', 'outcome', 'participant', 'subject_type', 'subject_id', 'reason'],
  ...['details', 'address', 'request_id'],
];

function cellsOf({
  sequence,
  at,
  user,
  role,
  action,
  kind,
  outcome,
  participant,
  subject,
  reason,
  details,
  address,
  requestId,
}: AuditEntry) {
  return [
    ...[sequence, at, user?.id ?? '', user?.name ?? '', role ?? '', action, kind, outcome, participant ?? '', subject?.type ?? ''],
    ...[subject?.id ?? '', reason ?? '', details ? JSON.stringify(details) : '', address ?? '', requestId ?? ''],
  ];
}

function namedBy(participant: string): { id: string } | { code: string } {
  return z.uuid().safeParse(participant).success ? { id: participant } : { code: participant };
}

async function entries(tx: Transaction, filter: EntryFilter, range: Parameters<typeof listEntries>[2]): Promise<AuditEntry[]> {
  const found = await listEntries(tx, filter, range);
  const ids = [...new Set(found.flatMap(({ participantId }) => participantId ?? []))];
  const codes = ids.length > 0 ? await codesOf(tx, ids) : new Map<string, string>();
  return found.map(({ details, participantId, ...entry }) => ({
    ...entry,
    participant: (participantId !== null && codes.get(participantId)) || null,
    details: details === null ? null : z.record(z.string(), z.unknown()).parse(JSON.parse(details)),
  }));
}
