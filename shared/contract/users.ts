import { z } from 'zod';
import { Role } from '#shared/permissions.ts';
import { text } from '#shared/text.ts';
import { SessionRecord } from './account.ts';
import { Instant, MunicipalityCode, PageQuery, pageOf } from './common.ts';
import { Email } from './credential.ts';
import { defineRoute } from './route.ts';
import { SetupLink } from './setup.ts';

/** A user as the administrator sees one. */
export const ManagedUser = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: Role,
  municipalities: z.array(MunicipalityCode),
  createdAt: Instant,
  /** Null for who may sign in. */
  disabledAt: Instant.nullable(),
  /** Null as long as there is no way to sign in as this user: no set-up link was followed to its end. */
  setUpAt: Instant.nullable(),
  /** Until when a set-up link that was handed out holds; null where there is none. */
  setupLinkUntil: Instant.nullable(),
  /** Latest use of a session that is still on record. */
  lastSeenAt: Instant.nullable(),
  version: z.int(),
});
export type ManagedUser = z.infer<typeof ManagedUser>;

/** A case worker belongs to one municipality or more, nobody else to any. */
const Municipalities = z.array(MunicipalityCode).max(300);

const WithLink = z.object({ user: ManagedUser, setupLink: SetupLink });
const UserParams = z.strictObject({ id: z.uuid() });

export const listUsers = defineRoute({
  id: 'listUsers',
  method: 'GET',
  path: '/users',
  tag: 'users',
  summary: 'Who has an account, by name',
  permission: 'user.manage',
  query: z.strictObject(PageQuery),
  responses: { 200: pageOf(ManagedUser) },
  errors: [],
});

export const createUser = defineRoute({
  id: 'createUser',
  method: 'POST',
  path: '/users',
  tag: 'users',
  summary: 'Make an account; the set-up link is in this answer only',
  permission: 'user.manage',
  body: z.strictObject({ email: Email, name: text(100), role: Role, municipalities: Municipalities.default([]) }),
  responses: { 201: WithLink },
  errors: ['user.email-taken', 'municipality.unknown'],
});

export const getUser = defineRoute({
  id: 'getUser',
  method: 'GET',
  path: '/users/:id',
  tag: 'users',
  summary: 'One account',
  permission: 'user.manage',
  params: UserParams,
  responses: { 200: ManagedUser },
  etag: true,
  errors: ['resource.not-found'],
});

export const changeUser = defineRoute({
  id: 'changeUser',
  method: 'PATCH',
  path: '/users/:id',
  tag: 'users',
  summary: 'Change name, role or municipalities, or disable an account; acts on the next request of the user',
  permission: 'user.manage',
  params: UserParams,
  body: z.strictObject({
    name: text(100).optional(),
    role: Role.optional(),
    /** Left out: as they are, or none where the new role has none. */
    municipalities: Municipalities.optional(),
    isDisabled: z.boolean().optional(),
  }),
  responses: { 200: ManagedUser },
  etag: true,
  ifMatch: true,
  errors: ['resource.not-found', 'user.last-administrator', 'municipality.unknown'],
});

export const createSetupLink = defineRoute({
  id: 'createSetupLink',
  method: 'POST',
  path: '/users/:id/setup-link',
  tag: 'users',
  summary: 'A new set-up link, for who forgot the password or lost the phone; ends the sessions of the user',
  permission: 'user.manage',
  params: UserParams,
  responses: { 201: WithLink },
  errors: ['resource.not-found', 'user.disabled'],
});

export const listUserSessions = defineRoute({
  id: 'listUserSessions',
  method: 'GET',
  path: '/users/:id/sessions',
  tag: 'users',
  summary: 'Where a user is signed in, latest use first',
  permission: 'user.manage',
  params: UserParams,
  responses: { 200: pageOf(SessionRecord) },
  errors: ['resource.not-found'],
  audit: 'read',
});

export const endUserSession = defineRoute({
  id: 'endUserSession',
  method: 'DELETE',
  path: '/users/:id/sessions/:sessionId',
  tag: 'users',
  summary: 'End a session of a user, on its next request',
  permission: 'user.manage',
  params: z.strictObject({ id: z.uuid(), sessionId: z.uuid() }),
  responses: { 204: null },
  errors: ['resource.not-found'],
});

export const endUserSessions = defineRoute({
  id: 'endUserSessions',
  method: 'DELETE',
  path: '/users/:id/sessions',
  tag: 'users',
  summary: 'End all sessions of a user, on their next request',
  permission: 'user.manage',
  params: UserParams,
  responses: { 204: null },
  errors: ['resource.not-found'],
});
