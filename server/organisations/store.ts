import { Prisma } from '#prisma/generated/client.ts';
import type { Transaction } from '#server/db/client.ts';
import type { Organisation } from '#shared/contract/organisations.ts';

export interface OrganisationRow {
  readonly organisation: Organisation;
  /** What the list is in order of. */
  readonly sortName: string;
}

/** What is written of an organisation; who proposed it, and when, never changes. */
export type OrganisationColumns = Omit<Organisation, 'proposedBy' | 'createdAt'> & {
  readonly sortName: string;
  readonly searchText: string;
};

const ROW = Prisma.sql`
  select json_build_object(
    'id', o.id, 'version', o.version, 'name', o.name, 'setting', o.setting, 'kbo', o.kbo, 'municipality', o.municipality,
    'workForms', o.work_forms, 'sector', o.sector, 'contact', o.contact, 'status', o.status, 'validUntil', o.valid_until,
    'createdAt', to_char(o.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'proposedBy', case when o.proposed_by is not null then (select json_build_object('id', p.id, 'name', p.name) from proposers_of(array[o.id]) p) end
  ) as organisation, o.sort_name as "sortName"
  from organisation o`;

export async function findOrganisation(tx: Transaction, id: string): Promise<Organisation | undefined> {
  const [row] = await tx.$queryRaw<OrganisationRow[]>(Prisma.sql`${ROW} where o.id = ${id}::uuid`);
  return row?.organisation;
}

export interface ListFilter {
  /** Beginnings of words: letters and digits only (`searchWords`). */
  readonly words: readonly string[];
  readonly setting?: string | undefined;
  readonly workForm?: string | undefined;
  readonly municipality?: string | undefined;
  readonly status?: string | undefined;
  readonly running?: boolean | undefined;
}

/** @param today whoever has a last day before it has ended */
export function listPage(
  tx: Transaction,
  filter: ListFilter,
  today: string,
  after: { sortName: string; id: string } | undefined,
  rows: number,
): Promise<OrganisationRow[]> {
  const { words, setting, workForm, municipality, status, running } = filter;
  const conditions = [
    Prisma.sql`true`,
    ...words.map((word) => Prisma.sql`' ' || o.search_text like ${`% ${word}%`}`),
    ...(setting === undefined ? [] : [Prisma.sql`o.setting = ${setting}`]),
    ...(workForm === undefined ? [] : [Prisma.sql`(o.work_forms = '{}' or ${workForm} = any (o.work_forms))`]),
    ...(municipality === undefined ? [] : [Prisma.sql`o.municipality = ${municipality}`]),
    ...(status === undefined ? [] : [Prisma.sql`o.status = ${status}`]),
    ...(running === undefined ? [] : [Prisma.sql`(o.valid_until is null or o.valid_until >= ${today}::date) = ${running}`]),
    ...(after ? [Prisma.sql`(o.sort_name, o.id) > (${after.sortName}, ${after.id}::uuid)`] : []),
  ];
  return tx.$queryRaw<OrganisationRow[]>(
    Prisma.sql`${ROW} where ${Prisma.join(conditions, ' and ')} order by o.sort_name, o.id limit ${rows}`,
  );
}

export async function insertOrganisation(
  tx: Transaction,
  {
    id,
    version,
    name,
    sortName,
    searchText,
    setting,
    kbo,
    municipality,
    workForms,
    sector,
    contact,
    status,
    validUntil,
  }: OrganisationColumns,
  { proposedBy, createdAt }: { proposedBy: string | null; createdAt: Date },
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into organisation (id, version, name, sort_name, search_text, setting, kbo, municipality, work_forms, sector, contact, status,
      valid_until, proposed_by, created_at)
    values (${id}::uuid, ${version}, ${name}, ${sortName}, ${searchText}, ${setting}, ${kbo}, ${municipality}, ${workForms}::text[], ${sector},
      ${contact}, ${status}, ${validUntil}::date, ${proposedBy}::uuid, ${createdAt})`);
}

/** @returns false when the organisation is at another version by now; then nothing was written */
export async function updateOrganisation(
  tx: Transaction,
  versionBefore: number,
  {
    id,
    version,
    name,
    sortName,
    searchText,
    setting,
    kbo,
    municipality,
    workForms,
    sector,
    contact,
    status,
    validUntil,
  }: OrganisationColumns,
): Promise<boolean> {
  const written = await tx.$executeRaw(Prisma.sql`
    update organisation set version = ${version}, name = ${name}, sort_name = ${sortName}, search_text = ${searchText}, setting = ${setting},
      kbo = ${kbo}, municipality = ${municipality}, work_forms = ${workForms}::text[], sector = ${sector}, contact = ${contact},
      status = ${status}, valid_until = ${validUntil}::date
    where id = ${id}::uuid and version = ${versionBefore}`);
  return written > 0;
}

export async function isMunicipality(tx: Transaction, code: string): Promise<boolean> {
  return (await tx.$queryRaw<unknown[]>(Prisma.sql`select from municipality where code = ${code}`)).length > 0;
}
