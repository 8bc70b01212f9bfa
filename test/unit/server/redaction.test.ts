import { describe, expect, it } from 'vitest';
import { lastWords } from '#server/cli/last-words.ts';
import { createLog } from '#server/http/log.ts';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVPmB92K27uhbUJU1p1rwW1';

describe('the log', () => {
  it('strikes out members that are personal or secret, at any depth and in lists', () => {
    const line = logged({
      ...{ password: 'canary-1', q: 'canary-2', who: { firstName: 'canary-3', also: [{ note: 'canary-4' }] } },
      headers: { cookie: 'canary-5' },
    });
    expect(line).not.toMatch(/canary/);
    expect(JSON.parse(line)).toMatchObject({ password: '[redacted]', who: { firstName: '[redacted]', also: [{ note: '[redacted]' }] } });
  });

  it.each([
    ['a token', `Bearer ${TOKEN}`],
    ['a token alone', TOKEN],
    ['an e-mail address', 'els.vermeulen@ocmw-diest.be'],
    ['an INSZ', '85.07.30-033.28'],
    ['an INSZ without marks', '85073003328'],
    ['the password in an address', 'postgresql://doorstroom:Z0mer-2026@db.internal:5432/x'],
    ['a password with an @ in an address', 'postgresql://doorstroom:Z0mer@2026@db.internal:5432/x'],
  ])('strikes out %s, wherever it stands', (_what, secret) => {
    const line = logged({ somewhere: `it says ${secret} here` });
    for (const part of [secret, 'Z0mer', TOKEN.slice(0, 20)]) expect(line).not.toContain(part);
    expect(JSON.parse(line)).toMatchObject({ msg: 'said' });
  });

  it('keeps what it is for', () => {
    const members = {
      requestId: '0b8e8a3c-6a3e-4b57-9a2e-0f4f4f5f1a11',
      route: 'getMe GET /me',
      status: 200,
      milliseconds: 12,
      isCut: false,
    };
    expect(JSON.parse(logged(members))).toMatchObject(members);
  });

  it('begins no new line with a line break in a value', () => {
    const line = logged({ route: 'getMe\n{"level":30,"msg":"forged"}\r\u2028' });
    expect(line.trimEnd().split(/[\r\n]/)).toHaveLength(1);
  });

  it('comes to an end with what holds itself', () => {
    const ring: Record<string, unknown> = {};
    ring.ring = ring;
    expect(logged(ring)).toContain('[redacted]');
  });
});

describe('the last words of a process', () => {
  const settings = {
    DATABASE_URL: 'postgresql://doorstroom:p%40ss-canary@db:5432/x',
    DOORSTROOM_SECRET: 'canary-secret-of-32-bytes-and-more',
  };

  it('hold no secret of the settings, also decoded', () => {
    for (const secret of [settings.DATABASE_URL, 'p%40ss-canary', 'p@ss-canary', settings.DOORSTROOM_SECRET]) {
      expect(lastWords(new Error(`refused ${secret} by the server`), settings)).not.toContain('canary');
    }
  });

  it('hold no password of the owner of the database either', () => {
    const owner = { DATABASE_OWNER_URL: 'postgresql://owner:own%40canary@db/doorstroom' };
    for (const secret of [owner.DATABASE_OWNER_URL, 'own%40canary', 'own@canary'])
      expect(lastWords(new Error(`refused ${secret} by the server`), owner)).not.toContain('canary');
  });

  it('say which error and where, never what the database said of a row', () => {
    class DatabaseError extends Error {}
    const words = lastWords(Object.assign(new DatabaseError('Failing row contains (Vandersmissen)'), { code: '23514' }), settings);
    expect(words).toContain('23514');
    expect(words).toContain('redaction.test.ts');
    expect(words).not.toContain('Vandersmissen');
  });
});

function logged(members: Record<string, unknown>): string {
  const lines: string[] = [];
  createLog({ write: (line) => void lines.push(line) }).info(members, 'said');
  return lines.join('');
}
