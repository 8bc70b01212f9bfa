import { Prisma } from '#prisma/generated/client.ts';
import type { Role } from '#shared/permissions.ts';
import { KEPT } from './kept.ts';

/** What a request is for, where row-level security opens more for that than for the role alone (prisma/migrations, "app_purpose"). */
export type Purpose = 'import' | 'export' | 'figures' | 'handover';

/**
 * On whose behalf a transaction runs. `session` proves who somebody is (signing in, refreshing) and sees accounts and no files; `system` is
 * what no request asked for: loaders, the command line, clean-up.
 */
export type Actor =
  | { readonly id: string; readonly role: Role; readonly municipalities: readonly string[]; readonly purpose?: Purpose | undefined }
  | 'session'
  | 'system';

type Setting = readonly [name: string, value: string];

/**
 * What the first statement of a transaction sets, until its end: the role of the database, neither owner nor superuser, and who acts, for the
 * policies. The system stays what it connected as.
 */
export function contextOf(actor: Actor): readonly Setting[] {
  if (actor === 'system') return [['app.role', 'system']];
  if (actor === 'session')
    return [
      ['role', 'doorstroom_session'],
      ['app.role', 'session'],
    ];
  return [
    ['role', 'doorstroom_app'],
    ['app.role', actor.role],
    ['app.user', actor.id],
    ['app.municipalities', JSON.stringify(actor.municipalities)],
    ['app.purpose', actor.purpose ?? ''],
  ];
}

/** The context as one statement, and what else is to hold until the end of the transaction. */
export function contextStatement(actor: Actor, more: readonly Setting[] = []): Prisma.Sql {
  const settings = [...contextOf(actor), ...more].map(([name, value]) => Prisma.sql`set_config(${name}, ${value}, true)`);
  return Prisma.sql`${KEPT} select ${Prisma.join(settings)}`;
}
