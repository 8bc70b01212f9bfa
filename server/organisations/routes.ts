import { type Handled, route } from '#server/http/route.ts';
import {
  changeOrganisation as changeContract,
  createOrganisation as createContract,
  getOrganisation,
  listOrganisations,
} from '#shared/contract/organisations.ts';
import { readOrganisation, readOrganisations } from './read-organisations.ts';
import { changeOrganisation, createOrganisation } from './save-organisation.ts';

export const routes: readonly Handled[] = [
  route(listOrganisations, async ({ db, query, clock }) => ({ body: await readOrganisations(db, query, clock()) })),

  route(createContract, async ({ db, actor, body, clock, newId, audit }) => {
    const organisation = await createOrganisation(db, { id: newId(), now: clock(), actor }, body);
    audit.about({ subject: { type: 'organisation', id: organisation.id }, details: { status: organisation.status } });
    return versioned(organisation);
  }),

  route(getOrganisation, async ({ db, params }) => versioned(await readOrganisation(db, params.id))),

  route(changeContract, async ({ db, params, version, body, audit }) => {
    audit.about({ subject: { type: 'organisation', id: params.id }, details: { changed: Object.keys(body), status: body.status ?? null } });
    return versioned(await changeOrganisation(db, { id: params.id, version }, body));
  }),
];

function versioned<Body extends { version: number }>(body: Body) {
  return { body, version: body.version };
}
