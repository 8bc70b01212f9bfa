import type { Dependencies } from '#server/http/dependencies.ts';
import { type Handled, route } from '#server/http/route.ts';
import {
  changeUser as changeContract,
  createUser as createContract,
  createSetupLink,
  endUserSession,
  endUserSessions,
  getUser,
  listUserSessions,
  listUsers,
} from '#shared/contract/users.ts';
import { changeUser } from './change-user.ts';
import { createUser } from './create-user.ts';
import { giveSetupLink } from './give-setup-link.ts';
import { readUser, readUsers } from './read-users.ts';
import { endSessionOfUser, endSessionsOfUser, sessionsOfUser } from './sessions-of-user.ts';

export function routes({ config, randomBytes, clock }: Dependencies): readonly Handled[] {
  const linking = () => ({ origin: config.origin, now: clock(), randomBytes });

  return [
    route(listUsers, async ({ db, query, clock }) => ({ body: await readUsers(db, query, clock()) })),

    route(createContract, async ({ db, body, newId, audit }) => {
      const id = newId();
      audit.about({ subject: { type: 'user', id }, details: { role: body.role, municipalities: body.municipalities } });
      return { body: await createUser(db, { id, isDemo: config.mode === 'demo', ...linking() }, body) };
    }),

    route(getUser, async ({ db, params, clock }) => versioned(await readUser(db, params.id, clock()))),

    route(changeContract, async ({ db, params, version, body, clock, audit }) => {
      const { role, isDisabled } = body;
      const details = { changed: Object.keys(body), ...(role && { role }), ...(isDisabled !== undefined && { isDisabled }) };
      audit.about({ ...aboutUser(params), details });
      return versioned(await changeUser(db, { id: params.id, version, now: clock() }, body));
    }),

    route(createSetupLink, async ({ db, params, audit }) => {
      audit.about(aboutUser(params));
      return { body: await giveSetupLink(db, params.id, linking()) };
    }),

    route(listUserSessions, async ({ db, actor, params, clock, audit }) => {
      audit.about(aboutUser(params));
      return { body: { items: await sessionsOfUser(db, params.id, actor.sessionId, clock()), nextCursor: null } };
    }),

    route(endUserSession, async ({ db, params, clock, audit }) => {
      audit.about(aboutUser(params));
      await endSessionOfUser(db, params.id, params.sessionId, clock());
      return {};
    }),

    route(endUserSessions, async ({ db, params, clock, audit }) => {
      audit.about(aboutUser(params));
      await endSessionsOfUser(db, params.id, clock());
      return {};
    }),
  ];
}

function aboutUser({ id }: { id: string }) {
  return { subject: { type: 'user', id } };
}

function versioned<Body extends { version: number }>(body: Body) {
  return { body, version: body.version };
}
