import { type Actor, reach } from '#server/http/actor.ts';
import { type Call, type Handled, route } from '#server/http/route.ts';
import {
  changeParticipant as changeContract,
  createParticipant as createContract,
  getParticipant,
  listParticipants as listContract,
} from '#shared/contract/participants.ts';
import { inszSeal } from './insz-seal.ts';
import { listParticipants } from './list-participants.ts';
import { changeParticipant, createParticipant, readParticipant, type Saving } from './save-participant.ts';

export const routes: readonly Handled[] = [
  route(listContract, async ({ db, actor, query, audit }) => {
    const page = await listParticipants(db, actor.municipalities, query);
    audit.about({ details: { asked: Object.keys(query), found: page.items.length } });
    return { body: page };
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
];

function saving({
  db,
  actor,
  clock,
  newId,
  dependencies: { config, randomBytes },
}: Pick<Call<typeof createContract>, 'db' | 'clock' | 'newId' | 'dependencies'> & { actor: Actor }): Saving {
  return {
    tx: db,
    reach: reach(actor, 'participant.write'),
    now: clock(),
    newId,
    random: (below) => randomBytes(4).readUInt32BE() % below,
    insz: inszSeal(config.secret, randomBytes),
  };
}

function versioned<Body extends { version: number }>(body: Body) {
  return { body, version: body.version };
}
