import { describeError } from '#server/http/log.ts';
import { redacted } from '#server/redacted.ts';

/**
 * What a process says of an error that nobody foresaw, for whoever looks for the cause: kind, codes and where it happened. Never the
 * message of the database, which quotes rows, and nothing of the settings that are secret.
 */
export function lastWords(error: unknown, env: Record<string, string | undefined> = process.env): string {
  const described = JSON.stringify(describeError(error), null, 2);
  return redacted(`Doorstroom stopped: something went wrong that it does not know.\n${described}`, secretsOf(env));
}

function secretsOf(env: Record<string, string | undefined>): string[] {
  return Object.entries(env).flatMap(([name, value]) => {
    if (!value) return [];
    // The password of a database stands within its address.
    const password = URL.canParse(value) ? new URL(value).password : '';
    if (password) return [value, password, decoded(password)];
    return /SECRET|PASSWORD|KEY|TOKEN|DATABASE_URL/.test(name) ? [value] : [];
  });
}

function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
