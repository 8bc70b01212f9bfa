import { type Actor, reach } from '#server/http/actor.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import { type Call, type Handled, route } from '#server/http/route.ts';
import {
  changeParticipant as changeContract,
  createParticipant as createContract,
  findByInsz as findContract,
  getParticipant,
  listCaseWorkers,
  listParticipants as listContract,
  revealInsz as revealContract,
} from '#shared/contract/participants.ts';
import { type InszSeal, inszSeal } from './insz-seal.ts';
import { findByInsz, listParticipants, namedCaseWorkers } from './list-participants.ts';
import { revealInsz } from './reveal-insz.ts';
import { changeParticipant, createParticipant, readParticipant, type Saving } from './save-participant.ts';

export const routes: readonly Handled[] = [
  route(listContract, async ({ db, actor, query, audit }) => {
    const page = await listParticipants(db, actor.municipalities, query);
    audit.about({ details: { asked: Object.keys(query), found: page.items.length } });
    return { body: page };
  }),

  // Before what has an id in the same place of its address: an address is another route's before it is another method's.
  route(findContract, async ({ db, actor, body, audit, dependencies }) => {
    const items = await findByInsz(db, actor.municipalities, sealOf(dependencies).indexesOf(body.insz));
    audit.about({ details: { asked: ['insz'], found: items.length } });
    return { body: { items } };
  }),

  route(createContract, async (call) => {
    const participant = await createParticipant(saving(call), call.body);
    call.audit.about({ participantId: participant.id });
    return versioned(participant);
  }),

  route(getParticipant, async (call) => {
    call.audit.about({ participantId: call.params.id });
    return versioned(await readParticipant(saving(call), call.params.id));
  }),

  route(changeContract, async (call) => {
    call.audit.about({ participantId: call.params.id, details: { changed: Object.keys(call.body) } });
    return versioned(await changeParticipant(saving(call), call.params.id, call.version, call.body));
  }),

  route(revealContract, async ({ db, actor, params: { id }, body: { reason }, audit, dependencies }) => {
    audit.about({ participantId: id, reason });
    return { body: { insz: await revealInsz({ tx: db, reach: reach(actor, 'insz.reveal'), insz: sealOf(dependencies) }, id) } };
  }),

  route(listCaseWorkers, async ({ db, actor }) => ({ body: await namedCaseWorkers(db, actor.municipalities) })),
];

function sealOf({ config, randomBytes }: Dependencies): InszSeal {
  return inszSeal(config, randomBytes);
}

function saving({
  db,
  actor,
  clock,
  newId,
  dependencies,
}: Pick<Call<typeof createContract>, 'db' | 'clock' | 'newId' | 'dependencies'> & { actor: Actor }): Saving {
  return {
    tx: db,
    reach: reach(actor, 'participant.write'),
    now: clock(),
    newId,
    random: (below) => dependencies.randomBytes(4).readUInt32BE() % below,
    insz: sealOf(dependencies),
  };
}

function versioned<Body extends { version: number }>(body: Body) {
  return { body, version: body.version };
}
