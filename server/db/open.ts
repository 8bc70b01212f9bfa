import { OperatorError } from '#server/operator-error.ts';
import { type OpenDatabase, openDatabase } from './client.ts';
import { applyMigrations } from './migrate.ts';

/** The database of the settings, with all migrations applied: how the server and every command open it. */
export async function openUpToDate(settings: { databaseUrl?: string; dataFolder: string }): Promise<OpenDatabase & { applied: string[] }> {
  const opened = await openDatabase(settings);
  try {
    return { ...opened, applied: await applyMigrations(opened.source) };
  } catch (error) {
    await opened.close();
    throw explained(error);
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
  '42501': 'this user may not change the database; migrations need its owner',
};

function explained(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const reason = REASONS[code];
  return reason ? new OperatorError(`DATABASE_URL: the database cannot be opened: ${reason} (${code})`, { cause: error }) : error;
}
