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

function secretsOf({ DATABASE_URL: url = '', ...others }: Record<string, string | undefined>): string[] {
  const password = URL.canParse(url) ? new URL(url).password : '';
  const secret = Object.entries(others).flatMap(([name, value]) => (/SECRET|PASSWORD|KEY|TOKEN/.test(name) && value ? [value] : []));
  return [url, password, decoded(password), ...secret];
}

function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
