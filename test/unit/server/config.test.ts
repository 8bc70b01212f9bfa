import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '#server/config.ts';

let folder: string;
const secret = randomBytes(32).toString('base64');
const url = 'postgresql://doorstroom@db.example/doorstroom';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doorstroom-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(env: Record<string, string>) {
  return readConfig({ DOORSTROOM_DATA: join(folder, 'data'), ...env });
}

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('without any setting', () => {
  it('a demo is served to this machine alone, on the embedded database', () => {
    const config = read({});
    expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', mode: 'demo', demo: 'full', origin: 'http://localhost:3000' });
    expect(config.databaseUrl).toBeUndefined();
  });

  it('a secret is made, kept for the next start and readable by the owner only', () => {
    const first = read({}).secret;
    expect(Buffer.from(first, 'base64url').byteLength).toBe(48);
    expect(read({}).secret).toBe(first);
    const file = join(folder, 'data', 'secret');
    expect(readFileSync(file, 'utf8').trim()).toBe(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('an empty value counts as none, as compose files pass it', () => {
    expect(read({ PORT: '', DATABASE_URL: '  ' })).toMatchObject({ port: 3000, mode: 'demo' });
  });
});

describe('in production', () => {
  it('is the mode as soon as there is a database', () => {
    expect(read({ DATABASE_URL: url, DOORSTROOM_SECRET: secret })).toMatchObject({ mode: 'production', databaseUrl: url, secret });
  });

  it('a secret is never made', () => {
    expect(problemsOf({ DATABASE_URL: url })).toEqual([expect.stringMatching(/^DOORSTROOM_SECRET: missing; make one with/)]);
  });

  it.each(['short', 'a'.repeat(64), 'please-change-me-please-change-me-now', 'this is our very secret key, 32 bytes'])(
    'refuses the secret %s',
    (weak) => {
      expect(problemsOf({ DATABASE_URL: url, DOORSTROOM_SECRET: weak })).toEqual([expect.stringContaining('DOORSTROOM_SECRET')]);
    },
  );

  it('takes the secrets that were in use before, each checked as the present one', () => {
    const [old, older] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
    const env = { DATABASE_URL: url, DOORSTROOM_SECRET: secret };
    expect(read(env).previousSecrets).toEqual([]);
    expect(read({ ...env, DOORSTROOM_PREVIOUS_SECRETS: ` ${old}, ${older},` }).previousSecrets).toEqual([old, older]);
    expect(problemsOf({ ...env, DOORSTROOM_PREVIOUS_SECRETS: `${old},short` })).toEqual([
      expect.stringMatching(/^DOORSTROOM_PREVIOUS_SECRETS\.1: shorter than 32 bytes/),
    ]);
  });

  it('counts the bytes of a secret, not its letters', () => {
    expect(problemsOf({ DATABASE_URL: url, DOORSTROOM_SECRET: 'éàüöçñßøåœžđłþðµ' })).toEqual([]);
  });

  it('refuses the embedded database unless told', () => {
    const env = { DOORSTROOM_MODE: 'production', DOORSTROOM_SECRET: secret };
    expect(problemsOf(env)).toEqual([expect.stringContaining('DOORSTROOM_ALLOW_EMBEDDED=yes')]);
    expect(read({ ...env, DOORSTROOM_ALLOW_EMBEDDED: 'yes' }).mode).toBe('production');
  });

  it('wants https, except on this machine', () => {
    const env = { DATABASE_URL: url, DOORSTROOM_SECRET: secret };
    expect(problemsOf({ ...env, DOORSTROOM_ORIGIN: 'http://doorstroom.example.be' })).toEqual([expect.stringContaining('https')]);
    expect(read({ ...env, DOORSTROOM_ORIGIN: 'https://doorstroom.example.be/' }).origin).toBe('https://doorstroom.example.be');
    expect(read({ ...env, DOORSTROOM_ORIGIN: 'http://localhost:8080' }).origin).toBe('http://localhost:8080');
  });
});

describe('a setting that is wrong', () => {
  it.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost/doorstroom'],
    ['DATABASE_URL', 'localhost'],
    ['DOORSTROOM_MODE', 'test'],
    ['DOORSTROOM_DEMO', 'some'],
    ['DOORSTROOM_ORIGIN', 'doorstroom.example.be'],
    ['DOORSTROOM_ORIGIN', 'https://example.be/doorstroom'],
    ['DOORSTROOM_ALLOW_EMBEDDED', 'perhaps'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: must `))]);
  });

  it('is named together with all others', () => {
    expect(problemsOf({ PORT: 'x', DOORSTROOM_MODE: 'y', DOORSTROOM_SECRET: 'z' })).toHaveLength(3);
  });
});

describe('single sign-on', () => {
  const production = { DATABASE_URL: url, DOORSTROOM_SECRET: secret };
  const settings = {
    ...production,
    OIDC_ISSUER: 'https://authenticatie-ti.vlaanderen.be/op',
    OIDC_CLIENT_ID: 'doorstroom',
    OIDC_CLIENT_SECRET: 'geheim',
    OIDC_ORGANISATIONS: '0207502420=24008, OVO001234=24020 + region,OVO009999=region',
  };

  it('is set up with issuer, client and organisations; the claims are those of ACM/IDM unless named', () => {
    const { singleSignOn, hasPasswords } = read(settings);
    expect(hasPasswords).toBe(true);
    expect(singleSignOn).toMatchObject({
      issuer: 'https://authenticatie-ti.vlaanderen.be/op',
      scopes: 'openid profile vo doorstroom',
      organisationClaim: 'vo_orgcode',
      roleClaim: 'doorstroom_rol_3d',
      isInsecure: false,
    });
    expect(singleSignOn?.subjectClaim).toBeUndefined();
    expect([...(singleSignOn?.roles ?? [])]).toEqual([
      ['DoorstroomBegeleider', 'case-worker'],
      ['DoorstroomRegisseur', 'coordinator'],
      ['DoorstroomStuurgroep', 'steering-group'],
      ['DoorstroomBeheerder', 'administrator'],
    ]);
    expect(Object.fromEntries(singleSignOn?.organisations ?? [])).toEqual({
      '0207502420': { municipalities: ['24008'], isRegion: false },
      OVO001234: { municipalities: ['24020'], isRegion: true },
      OVO009999: { municipalities: [], isRegion: true },
    });
  });

  it('is absent without its settings', () => {
    expect(read(production).singleSignOn).toBeUndefined();
  });

  it.each(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ORGANISATIONS'])(
    'needs all of it: without %s nothing starts',
    (name) => {
      const incomplete = Object.fromEntries(Object.entries(settings).filter(([key]) => key !== name));
      expect(problemsOf(incomplete)).toEqual([expect.stringMatching(new RegExp(`^${name}: missing; `))]);
    },
  );

  it.each([
    ['OIDC_ISSUER', 'authenticatie.vlaanderen.be'],
    ['OIDC_ISSUER', 'http://authenticatie.vlaanderen.be/op'],
    ['OIDC_ISSUER', 'http://127.0.0.1:9000'],
    ['OIDC_SCOPES', 'profile vo'],
    ['OIDC_ROLES', 'Begeleider'],
    ['OIDC_ROLES', 'Begeleider=baas'],
    ['OIDC_ROLES', 'Begeleider=case-worker,Begeleider=administrator'],
    ['OIDC_ORGANISATIONS', '24008'],
    ['OIDC_ORGANISATIONS', '0207502420=24008,0207502420=24020'],
    ['OIDC_ALLOW_INSECURE', 'perhaps'],
    ['DOORSTROOM_PASSWORDS', 'perhaps'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(problemsOf({ ...settings, [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: must `))]);
  });

  it('takes a provider on plain http on this machine alone, and only when told', () => {
    const insecure = { ...settings, OIDC_ALLOW_INSECURE: 'yes' };
    expect(read({ ...insecure, OIDC_ISSUER: 'http://127.0.0.1:9000' }).singleSignOn).toMatchObject({ isInsecure: true });
    expect(problemsOf({ ...insecure, OIDC_ISSUER: 'http://provider.example' })).toEqual([expect.stringContaining('https')]);
  });

  it('is not for the demo, whose accounts are nobody', () => {
    expect(problemsOf({ ...settings, DOORSTROOM_MODE: 'demo' })).toEqual([expect.stringMatching(/^OIDC_ISSUER: /)]);
  });

  it('may be the only way in, but not without being set up', () => {
    expect(read({ ...settings, DOORSTROOM_PASSWORDS: 'no' }).hasPasswords).toBe(false);
    expect(problemsOf({ ...production, DOORSTROOM_PASSWORDS: 'no' })).toEqual([expect.stringMatching(/^DOORSTROOM_PASSWORDS: no /)]);
  });

  it('takes the contacts that the screen shows, and leaves out those that are not given', () => {
    expect(read({}).contacts).toEqual({});
    expect(read({ DOORSTROOM_CONTACT: 'OCMW Diest', DOORSTROOM_DPO_CONTACT: ' ' }).contacts).toEqual({ office: 'OCMW Diest' });
  });
});
