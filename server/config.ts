import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { OperatorError } from './operator-error.ts';
import { readSingleSignOn, SINGLE_SIGN_ON, type SingleSignOn } from './session/oidc/settings.ts';

export type Config = {
  /** 0 takes any free port. */
  port: number;
  host: string;
  /** Absent: the embedded database in `dataFolder`. */
  databaseUrl?: string;
  /** The login that owns the tables, for migrations, loaders and commands, where `databaseUrl` is another's. */
  databaseOwnerUrl?: string;
  dataFolder: string;
  mode: 'demo' | 'production';
  demo: 'full' | 'accounts';
  secret: string;
  /** Secrets that were in use before: what was made under them still counts, and nothing new is. */
  previousSecrets: readonly string[];
  /** What backups are sealed with; absent: the secret. */
  backupKey?: string;
  /** The file outside the database that remembers where the audit log ends. */
  auditAnchor: string;
  /** Bytes of the disk of the embedded database that are left for reading: with less, nothing is recorded any more. */
  keepFree: number;
  /** The public address, without a slash at its end. */
  origin: string;
  /** Absent: nobody signs in elsewhere. */
  singleSignOn?: SingleSignOn;
  /** Whether people may sign in with a password. */
  hasPasswords: boolean;
  /** Who answers for the files, for data protection and for security, as the screen *Over* shows them. */
  contacts: { office?: string; dpo?: string; security?: string };
};

export class ConfigError extends OperatorError {
  override name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(['Doorstroom cannot start with these settings:', ...problems.map((problem) => `  - ${problem}`)].join('\n'));
    this.problems = problems;
  }
}

/**
 * The settings, checked. In demo mode without DOORSTROOM_SECRET, one is made and kept in the data folder.
 *
 * @throws ConfigError that names every setting at fault, with what to do about it
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = Settings.safeParse(Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value?.trim() || undefined])));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const settings = parsed.data;
  const mode = settings.DOORSTROOM_MODE ?? (settings.DATABASE_URL ? 'production' : 'demo');
  const signOn = readSingleSignOn(settings);
  const singleSignOn = signOn && 'issuer' in signOn ? signOn : undefined;
  const problems = [
    ...(mode === 'production' ? objectionsToProduction(settings) : objectionsToDemo(settings)),
    ...(signOn && 'problems' in signOn ? signOn.problems : []),
    ...(settings.DOORSTROOM_PASSWORDS === 'no' && !signOn ? [`DOORSTROOM_PASSWORDS: no leaves nobody a way in; ${SET_UP_FIRST}`] : []),
  ];
  if (problems.length > 0) throw new ConfigError(problems);

  const dataFolder = resolve(settings.DOORSTROOM_DATA);
  return {
    port: settings.PORT,
    host: settings.HOST,
    ...(settings.DATABASE_URL && { databaseUrl: settings.DATABASE_URL }),
    ...(settings.DATABASE_OWNER_URL && { databaseOwnerUrl: settings.DATABASE_OWNER_URL }),
    dataFolder,
    mode,
    demo: settings.DOORSTROOM_DEMO,
    secret: settings.DOORSTROOM_SECRET ?? keptSecret(dataFolder),
    previousSecrets: settings.DOORSTROOM_PREVIOUS_SECRETS,
    ...(settings.DOORSTROOM_BACKUP_KEY && { backupKey: settings.DOORSTROOM_BACKUP_KEY }),
    auditAnchor: resolve(settings.DOORSTROOM_AUDIT_ANCHOR ?? join(dataFolder, 'audit-anchor')),
    keepFree: settings.DOORSTROOM_KEEP_FREE_MB * 1024 * 1024,
    origin: settings.DOORSTROOM_ORIGIN ?? `http://localhost:${settings.PORT}`,
    ...(singleSignOn && { singleSignOn }),
    hasPasswords: settings.DOORSTROOM_PASSWORDS === 'yes',
    contacts: {
      ...(settings.DOORSTROOM_CONTACT && { office: settings.DOORSTROOM_CONTACT }),
      ...(settings.DOORSTROOM_DPO_CONTACT && { dpo: settings.DOORSTROOM_DPO_CONTACT }),
      ...(settings.DOORSTROOM_SECURITY_CONTACT && { security: settings.DOORSTROOM_SECURITY_CONTACT }),
    },
  };
}

/** What backups are sealed with, also for who looks at a file on a machine that has no other setting than that key. */
export function readBackupSecret(env: Record<string, string | undefined> = process.env): string {
  const parsed = Secret.safeParse(env.DOORSTROOM_BACKUP_KEY?.trim());
  return parsed.success ? parsed.data : backupSecretOf(readConfig(env));
}

export function backupSecretOf({ backupKey, secret }: Pick<Config, 'backupKey' | 'secret'>): string {
  return backupKey ?? secret;
}

const SET_UP_FIRST = 'set single sign-on up first (OIDC_ISSUER and what belongs to it)';
const MAKE_ONE = 'make one with: openssl rand -base64 48';

// Words that sample files leave in the place of a secret. A random secret holds one of them with a probability below 10⁻⁷.
const PLACEHOLDER = /change.?me|change.?this|replace|secret|password|placeholder|example|default|insecure|doorstroom|12345678|abcdefgh/i;

const Secret = z
  .string()
  .refine((secret) => Buffer.byteLength(secret) >= 32, {
    error: `shorter than 32 bytes, so that it could be guessed; ${MAKE_ONE}`,
    abort: true,
  })
  .refine((secret) => !PLACEHOLDER.test(secret) && new Set(secret).size >= 10, { error: `looks like a placeholder; ${MAKE_ONE}` });

const DatabaseUrl = z.string().refine((url) => /^postgres(ql)?:$/.test(protocolOf(url)), {
  error: 'must look like postgresql://user:password@host:5432/database; leave it out for the embedded database',
});

const Contact = z.string().max(300, { error: 'must be at most 300 characters: a name, an address, an e-mail address' }).optional();

const Settings = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'must be a port number, such as 3000', abort: true })
    .transform(Number)
    .refine((port) => port <= 65535, { error: 'must be at most 65535' })
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: DatabaseUrl.optional(),
  DATABASE_OWNER_URL: DatabaseUrl.optional(),
  DOORSTROOM_DATA: z.string().default('./data'),
  DOORSTROOM_MODE: z.enum(['demo', 'production'], { error: 'must be demo or production' }).optional(),
  DOORSTROOM_DEMO: z.enum(['full', 'accounts'], { error: 'must be full or accounts' }).default('full'),
  DOORSTROOM_SECRET: Secret.optional(),
  DOORSTROOM_PREVIOUS_SECRETS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((secret) => secret.trim() || []))
    .pipe(z.array(Secret)),
  DOORSTROOM_BACKUP_KEY: Secret.optional(),
  DOORSTROOM_AUDIT_ANCHOR: z.string().optional(),
  DOORSTROOM_KEEP_FREE_MB: z
    .string()
    .regex(/^\d{1,6}$/, { error: 'must be a number of megabytes, such as 64; 0 does not look at the disk' })
    .transform(Number)
    .default(64),
  DOORSTROOM_ORIGIN: z
    .string()
    .refine((origin) => /^https?:$/.test(protocolOf(origin)) && new URL(origin).pathname === '/' && !/[?#@]/.test(origin), {
      error: 'must be the public address alone, such as https://doorstroom.example.be',
      abort: true,
    })
    .transform((origin) => new URL(origin).origin)
    .optional(),
  DOORSTROOM_ALLOW_EMBEDDED: z.enum(['yes', 'no'], { error: 'must be yes or no' }).default('no'),
  DOORSTROOM_CONTACT: Contact,
  DOORSTROOM_DPO_CONTACT: Contact,
  DOORSTROOM_SECURITY_CONTACT: Contact,
  DOORSTROOM_PASSWORDS: z.enum(['yes', 'no'], { error: 'must be yes or no' }).default('yes'),
  ...SINGLE_SIGN_ON,
});

/** Whoever signs in elsewhere is a real person, and a demo database may hold none. */
function objectionsToDemo(settings: z.infer<typeof Settings>): string[] {
  return settings.OIDC_ISSUER ? ['OIDC_ISSUER: the demo has accounts of its own; set DOORSTROOM_MODE=production for single sign-on'] : [];
}

function objectionsToProduction(settings: z.infer<typeof Settings>): string[] {
  const problems: string[] = [];
  if (!settings.DOORSTROOM_SECRET) problems.push(`DOORSTROOM_SECRET: missing; ${MAKE_ONE}`);
  if (!settings.DATABASE_URL && settings.DOORSTROOM_ALLOW_EMBEDDED !== 'yes') {
    problems.push(
      'DATABASE_URL: missing; give a PostgreSQL 15 or newer, or set DOORSTROOM_ALLOW_EMBEDDED=yes to keep real files in the embedded database, which may lose the latest ones in a power cut',
    );
  }
  if (settings.DATABASE_OWNER_URL && !settings.DATABASE_URL)
    problems.push('DATABASE_OWNER_URL: is of use beside DATABASE_URL only; give that too, or leave this one out');
  // Session cookies are Secure; browsers keep those on plain http for localhost only.
  const origin = settings.DOORSTROOM_ORIGIN && new URL(settings.DOORSTROOM_ORIGIN);
  if (origin && origin.protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(origin.hostname)) {
    problems.push('DOORSTROOM_ORIGIN: must begin with https:// in production, or sign-in and its cookies could be read on the way');
  }
  return problems;
}

function protocolOf(address: string): string {
  return URL.canParse(address) ? new URL(address).protocol : '';
}

/** Made at the first start and kept, so that sessions survive a restart. Linked into place, so that two first starts agree on one. */
function keptSecret(dataFolder: string): string {
  const file = join(dataFolder, 'secret');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch {
    // Another process was first: its secret is the one.
  }
  rmSync(draft);
  return readFileSync(file, 'utf8').trim();
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
