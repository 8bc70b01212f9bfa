import type { Transaction } from '#server/db/client.ts';
import { violatedConstraint } from '#server/db/violations.ts';
import type { Organisation, OrganisationBody, OrganisationPatch } from '#shared/contract/organisations.ts';
import { Problem } from '#shared/contract/problem.ts';
import { type Role, reachOf } from '#shared/permissions.ts';
import { nameColumns } from './name-columns.ts';
import { readOrganisation } from './read-organisations.ts';
import { insertOrganisation, isMunicipality, type OrganisationColumns, updateOrganisation } from './store.ts';

/**
 * Adds an organisation: at once from whoever writes them, as a proposal from a case worker.
 *
 * @throws Problem municipality.unknown, organisation.name-taken
 */
export async function createOrganisation(
  tx: Transaction,
  { id, now, actor }: { id: string; now: Date; actor: { userId: string; role: Role } },
  body: OrganisationBody,
): Promise<Organisation> {
  const isProposal = !reachOf(actor.role, 'organisation.write');
  const columns = columnsOf({
    id,
    version: 1,
    name: body.name,
    setting: body.setting,
    kbo: body.kbo ?? null,
    municipality: body.municipality ?? null,
    workForms: body.workForms,
    sector: body.sector ?? null,
    contact: body.contact ?? null,
    status: isProposal ? 'proposed' : 'approved',
    validUntil: null,
  });
  await requireMunicipality(tx, columns.municipality);
  await refusingTwice(() => insertOrganisation(tx, columns, { proposedBy: isProposal ? actor.userId : null, createdAt: now }));
  return readOrganisation(tx, id);
}

/**
 * Changes only what is given. Steps that name the organisation keep what was written in them.
 *
 * @throws Problem resource.not-found, version.stale, municipality.unknown, organisation.name-taken
 */
export async function changeOrganisation(
  tx: Transaction,
  { id, version }: { id: string; version: number },
  patch: OrganisationPatch,
): Promise<Organisation> {
  const before = await readOrganisation(tx, id);
  if (before.version !== version) throw new Problem('version.stale', { currentVersion: before.version });
  const columns = columnsOf({
    id,
    version: version + 1,
    name: patch.name ?? before.name,
    setting: patch.setting ?? before.setting,
    kbo: patch.kbo === undefined ? before.kbo : patch.kbo,
    municipality: patch.municipality === undefined ? before.municipality : patch.municipality,
    workForms: patch.workForms ?? before.workForms,
    sector: patch.sector === undefined ? before.sector : patch.sector,
    contact: patch.contact === undefined ? before.contact : patch.contact,
    status: patch.status ?? before.status,
    validUntil: patch.validUntil === undefined ? before.validUntil : patch.validUntil,
  });
  if (columns.municipality !== before.municipality) await requireMunicipality(tx, columns.municipality);
  if (!(await refusingTwice(() => updateOrganisation(tx, version, columns)))) throw new Problem('version.stale');
  return readOrganisation(tx, id);
}

function columnsOf(written: Omit<OrganisationColumns, 'sortName' | 'searchText'>): OrganisationColumns {
  return { ...written, ...nameColumns(written) };
}

async function requireMunicipality(tx: Transaction, code: string | null): Promise<void> {
  if (code === null || (await isMunicipality(tx, code))) return;
  const message = 'the code of a municipality of the region';
  throw new Problem('municipality.unknown', { fields: [{ path: 'body.municipality', code: 'municipality.unknown', message }] });
}

async function refusingTwice<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (violatedConstraint(error) !== 'organisation_name') throw error;
    const message = 'a name that no other organisation of this municipality has';
    throw new Problem('organisation.name-taken', { fields: [{ path: 'body.name', code: 'taken', message }] });
  }
}
