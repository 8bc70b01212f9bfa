import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import { FILE_HANDOVER_JSON } from '#server/handovers/store.ts';
import type { Reach } from '#server/trajectories/store.ts';
import type { FileHandover } from '#shared/contract/handovers.ts';
import type { ParticipantListItem } from '#shared/contract/participants.ts';

/** A participant's row, with whether an INSZ is known of the person. */
export interface ParticipantRow {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly municipality: string;
  readonly reference: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly birthDate: string | null;
  readonly gender: string | null;
  readonly education: string | null;
  readonly language: string | null;
  readonly workerId: string | null;
  readonly createdAt: string;
  readonly erasedAt: string | null;
  readonly hasInsz: boolean;
  readonly trajectories: readonly unknown[];
  /** That the file waits in. */
  readonly handover: FileHandover | null;
}

export type ParticipantColumns = Omit<ParticipantRow, 'hasInsz' | 'trajectories' | 'createdAt' | 'erasedAt' | 'handover'> & {
  readonly createdAt: Date;
  readonly sortName: string;
  readonly searchText: string;
  readonly inszSealed: Uint8Array<ArrayBuffer> | null;
  readonly inszIndex: Uint8Array<ArrayBuffer> | null;
};

/** A sealed INSZ that is left out stays as it is. */
export type ParticipantChange = Omit<ParticipantColumns, 'createdAt' | 'inszSealed' | 'inszIndex'> &
  Partial<Pick<ParticipantColumns, 'inszSealed' | 'inszIndex'>>;

const TRAJECTORY = Prisma.sql`json_build_object(
  'id', t.id, 'programme', t.programme, 'municipality', t.municipality, 'state', t.state, 'stage', t.stage, 'presence', t.presence,
  'startedOn', t.started_on, 'endedOn', t.ended_on, 'stageSince', t.stage_since, 'lastStepOn', t.last_step_on, 'version', t.version)`;

export async function loadParticipant(tx: Transaction, id: string, reach: Reach): Promise<ParticipantRow | undefined> {
  const [row] = await tx.$queryRaw<{ participant: ParticipantRow }[]>(Prisma.sql`
    select json_build_object(
      'id', p.id, 'code', p.code, 'version', p.version, 'municipality', p.municipality, 'reference', p.reference,
      'firstName', p.first_name, 'lastName', p.last_name, 'birthDate', p.birth_date, 'gender', p.gender, 'education', p.education,
      'language', p.language, 'workerId', p.worker_id, 'createdAt', to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'erasedAt', to_char(p.erased_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'hasInsz', p.insz_sealed is not null,
      'handover', (select json_build_object(${FILE_HANDOVER_JSON}) from handover h left join "user" b on b.id = h.proposed_by
        where h.participant_id = p.id and h.status = 'proposed'),
      'trajectories', coalesce((
        select json_agg(${TRAJECTORY} order by t.started_on desc, t.created_at desc) from trajectory t
        where t.participant_id = p.id and ${reach === 'all' ? Prisma.sql`true` : Prisma.sql`t.office = any(${reach}::text[])`}), '[]')
    ) as participant
    from participant p
    where p.id = ${id}::uuid and ${within(reach)}`);
  return row?.participant;
}

/** The trajectories of a participant that are with an office in reach, latest first, whoever has the person. */
export async function loadSummaries(tx: Transaction, participantId: string, reach: Reach): Promise<unknown[]> {
  const rows = await tx.$queryRaw<{ trajectory: unknown }[]>(Prisma.sql`
    select ${TRAJECTORY} as trajectory from trajectory t
    where t.participant_id = ${participantId}::uuid and ${reach === 'all' ? Prisma.sql`true` : Prisma.sql`t.office = any(${reach}::text[])`}
    order by t.started_on desc, t.created_at desc`);
  return rows.map(({ trajectory }) => trajectory);
}

function within(reach: Reach): Prisma.Sql {
  return reach === 'all' ? Prisma.sql`true` : Prisma.sql`p.municipality = any(${reach}::text[])`;
}

export async function insertParticipant(tx: Transaction, columns: ParticipantColumns): Promise<void> {
  const { municipality, birthDate, ...rest } = columns;
  await tx.participant.create({
    data: {
      ...rest,
      birthDate: birthDate === null ? null : new Date(birthDate),
      municipalityCode: municipality,
      referenceMunicipality: municipality,
    },
  });
  await insertProfile(tx, columns.id, columns, columns.createdAt);
}

/** @returns false when the participant is at another version by now; then nothing was written */
export async function updateParticipant(tx: Transaction, versionBefore: number, columns: ParticipantChange): Promise<boolean> {
  const { id, municipality: _unchanged, birthDate, ...rest } = columns;
  const { count } = await tx.participant.updateMany({
    where: { id, version: versionBefore },
    data: { ...rest, birthDate: birthDate === null ? null : new Date(birthDate) },
  });
  return count > 0;
}

/** What figures break down by, from a moment on; the table is append-only. */
export async function insertProfile(
  tx: Transaction,
  participantId: string,
  { birthDate, gender, education }: Pick<ParticipantRow, 'birthDate' | 'gender' | 'education'>,
  recordedAt: Date,
): Promise<void> {
  await tx.profile.create({
    data: { participantId, recordedAt, birthDate: birthDate === null ? null : new Date(birthDate), gender, education },
  });
}

/** Somebody else of the office with the same INSZ. @param inszIndexes of the number, under every key */
export async function hasInsz(
  tx: Transaction,
  municipality: string,
  inszIndexes: Uint8Array<ArrayBuffer>[],
  except: string,
): Promise<boolean> {
  const where = { municipalityCode: municipality, inszIndex: { in: inszIndexes }, id: { not: except } };
  return (await tx.participant.count({ where })) > 0;
}

export async function isCodeTaken(tx: Transaction, code: string): Promise<boolean> {
  return (await tx.$queryRaw<unknown[]>(Prisma.sql`select from taken_codes(array[${code}])`)).length > 0;
}

export async function municipalityName(tx: Transaction, code: string): Promise<string | undefined> {
  return (await tx.municipality.findUnique({ where: { code }, select: { name: true } }))?.name;
}

/** Who guides people of some municipalities, by name. */
export function listWorkers(
  tx: Transaction,
  municipalities: readonly string[],
): Promise<{ id: string; name: string; municipalities: string[] }[]> {
  return tx.$queryRaw(Prisma.sql`
    select u.id, u.name, array_agg(m.municipality order by m.municipality) as municipalities
    from "user" u join user_municipality m on m.user_id = u.id
    where m.municipality = any(${municipalities}::text[]) and u.role = 'case-worker' and u.disabled_at is null
    group by u.id, u.name order by u.name, u.id`);
}

/** Whether a user guides people of a municipality. */
export async function isWorkerOf(tx: Transaction, userId: string, municipality: string): Promise<boolean> {
  return (await tx.userMunicipality.count({ where: { userId, municipalityCode: municipality, user: { role: 'case-worker' } } })) > 0;
}

export interface ListFilter {
  /** Beginnings of words. */
  readonly words: readonly string[];
  readonly stage?: string | undefined;
  readonly running?: boolean | undefined;
  readonly worker?: string | undefined;
  /** Only files that were erased, or only those that were not. */
  readonly isErased?: boolean;
  /** Of one INSZ, under every key. */
  readonly inszIndexes?: readonly Uint8Array[];
}

/** What a list can be sorted by: the column, and what stands for nothing in it, so that a page can begin there. */
const SORTS = {
  name: { column: Prisma.sql`p.sort_name`, type: Prisma.sql`text` },
  stageSince: { column: Prisma.sql`coalesce(t.stage_since, '0001-01-01')`, type: Prisma.sql`date` },
  lastStepOn: { column: Prisma.sql`coalesce(t.last_step_on, '0001-01-01')`, type: Prisma.sql`date` },
} as const;
export type SortName = keyof typeof SORTS;
export interface Sort {
  readonly by: SortName;
  readonly isDescending: boolean;
}
export interface ListRow {
  readonly item: ParticipantListItem;
  readonly sortValue: string;
}

/**
 * One page over some municipalities. Each municipality gives its own first rows, along its index, and the page is the first of
 * these: over several municipalities at once the database would sort them all.
 */
export function listPage(tx: Transaction, ...page: Parameters<typeof listStatement>): Promise<ListRow[]> {
  return tx.$queryRaw<ListRow[]>(listStatement(...page));
}

export function listStatement(
  municipalities: readonly string[],
  filter: ListFilter,
  sort: Sort,
  after: { value: string; id: string } | undefined,
  rows: number,
): Prisma.Sql {
  const { column, type } = SORTS[sort.by];
  const direction = sort.isDescending ? Prisma.sql`desc` : Prisma.sql`asc`;
  const beyond = sort.isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  const conditions = [
    Prisma.sql`p.municipality = office.code`,
    Prisma.sql`p.erased_at is ${filter.isErased ? Prisma.sql`not null` : Prisma.sql`null`}`,
    ...(filter.stage === undefined ? [] : [Prisma.sql`p.stage = ${filter.stage}`]),
    ...(filter.running === undefined ? [] : [Prisma.sql`(p.stage is distinct from 'ended') = ${filter.running}`]),
    ...(filter.worker === undefined ? [] : [Prisma.sql`p.worker_id = ${filter.worker}::uuid`]),
    ...(filter.inszIndexes ? [Prisma.sql`p.insz_index in (${Prisma.join([...filter.inszIndexes])})`] : []),
    ...(filter.words.length === 0 ? [] : [Prisma.sql`p.id in (select find_participants(${prefixQuery(filter.words)}::tsquery))`]),
    ...(after ? [Prisma.sql`(${column}, p.id) ${beyond} (${after.value}::${type}, ${after.id}::uuid)`] : []),
  ];
  return Prisma.sql`
    select page.item, page.sort_value::text as "sortValue"
    from unnest(${municipalities}::text[]) as office(code)
    cross join lateral (
      select ${column} as sort_value, p.id, json_build_object(
        'id', p.id, 'code', p.code, 'municipality', p.municipality, 'reference', p.reference, 'firstName', p.first_name, 'lastName', p.last_name,
        'birthDate', p.birth_date, 'workerId', p.worker_id,
        'erasedAt', to_char(p.erased_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'trajectory', case when t.id is null then null else ${TRAJECTORY} end) as item
      from participant p
      left join trajectory t on t.id = p.current_trajectory_id
      where ${Prisma.join(conditions, ' and ')}
      order by ${column} ${direction}, p.id ${direction}
      limit ${rows}
    ) page
    order by page.sort_value ${direction}, page.id ${direction}
    limit ${rows}`;
}

/** Words hold letters and digits only (`searchWords`), so nothing in them is an operator. */
function prefixQuery(words: readonly string[]): string {
  return words.map((word) => `'${word}':*`).join(' & ');
}
