import { Prisma } from '#prisma/generated/client.ts';
import { OperatorError } from '#server/operator-error.ts';
import { type OpenDatabase, openDatabase, openPostgresql } from './client.ts';
import { applyMigrations } from './migrate.ts';

export interface DatabaseSettings {
  readonly databaseUrl?: string;
  readonly databaseOwnerUrl?: string;
  readonly dataFolder: string;
}

/**
 * The database of the settings as its owner, with all migrations applied: how the server starts, and every command works. Requests may have
 * a login of their own (`openForRequests`).
 */
export async function openUpToDate(settings: DatabaseSettings): Promise<OpenDatabase & { applied: string[] }> {
  const opened = await openAsOwner(settings);
  try {
    return { ...opened, applied: await applyMigrations(opened.source) };
  } catch (error) {
    await opened.close();
    throw explainedOpening(error);
  }
}

/** The database of the settings as its owner, as it is. */
export function openAsOwner({ databaseUrl, databaseOwnerUrl = databaseUrl, dataFolder }: DatabaseSettings): Promise<OpenDatabase> {
  return openDatabase({ ...(databaseOwnerUrl && { databaseUrl: databaseOwnerUrl }), dataFolder });
}

/** What requests are answered from: the owner's connection, or that of the login that is not the owner, where there is one. */
export async function openForRequests(
  { databaseUrl, databaseOwnerUrl }: DatabaseSettings,
  owner: OpenDatabase,
): Promise<Pick<OpenDatabase, 'prisma' | 'reads' | 'writes' | 'close'>> {
  if (!databaseUrl || !databaseOwnerUrl || databaseOwnerUrl === databaseUrl) return { ...owner, close: () => Promise.resolve() };
  const opened = await openPostgresql(databaseUrl);
  try {
    await opened.reads('session', (tx) => tx.$queryRaw(Prisma.sql`select 1`));
    return opened;
  } catch (error) {
    await opened.close();
    throw explainedOpening(error);
  }
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there; is PostgreSQL running?',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host could not be looked up',
  ETIMEDOUT: 'the host does not answer',
  '28P01': 'the password is not right',
  '28000': 'PostgreSQL does not let this user in',
  '3D000': 'there is no such database; make it with createdb',
  '42501':
    'this user may not do that: migrations need the owner of the database, and requests a member of doorstroom_app and doorstroom_session',
};

/** What keeps a database from being opened, in words; any other error as it is. */
export function explainedOpening(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const reason = REASONS[code];
  return reason ? new OperatorError(`DATABASE_URL: the database cannot be opened: ${reason} (${code})`, { cause: error }) : error;
}
