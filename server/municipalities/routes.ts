import { type Handled, route } from '#server/http/route.ts';
import {
  changeMunicipality as changeContract,
  createMunicipality as createContract,
  listMunicipalities as listContract,
} from '#shared/contract/municipalities.ts';
import { changeMunicipality, createMunicipality, readMunicipalities } from './save-municipality.ts';

export const routes: readonly Handled[] = [
  route(listContract, async ({ db }) => ({ body: { items: await readMunicipalities(db) } })),

  route(createContract, async ({ db, body, audit }) => {
    audit.about(aboutMunicipality(body.code));
    return versioned(await createMunicipality(db, body));
  }),

  route(changeContract, async ({ db, params, version, body, audit }) => {
    audit.about(aboutMunicipality(params.code));
    return versioned(await changeMunicipality(db, { code: params.code, version }, body));
  }),
];

function aboutMunicipality(code: string) {
  return { subject: { type: 'municipality', id: code } };
}

function versioned<Body extends { version: number }>(body: Body) {
  return { body, version: body.version };
}
