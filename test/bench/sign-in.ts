import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Secret, TOTP } from 'otpauth';
import { secretSeal } from '#server/seal.ts';
import { hashPassword, mostHashesAtOnce } from '#server/session/passwords.ts';
import { type BenchDatabase, onEmbedded, onPostgresql } from './database.ts';
import { median, print, quantile } from './measure.ts';
import { productOn } from './product.ts';

/**
 * `npm run bench:sign-in`: what signing in with password and code takes, one after another and fifty at once, and how many passwords are
 * hashed at once meanwhile. Each user signs in once, because a code is taken once.
 */
const PASSWORD = 'vier gele fietsen zingen zacht';
const [ALONE, AT_ONCE] = [30, 50];

async function benchSignIn(database: BenchDatabase): Promise<void> {
  const { app, config } = productOn(database);
  const totp = Secret.fromBase32('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');
  const seal = secretSeal(config, randomBytes);
  const passwordHash = await hashPassword(PASSWORD);
  const emails: string[] = [];
  for (let index = 0; index < ALONE + AT_ONCE; index++) {
    const id = randomUUID();
    const email = `gebruiker${index}@bench.test`;
    const now = new Date();
    const totpSealed = seal.seal(totp.bytes, ['credential', id, 'totp']);
    const credential = { create: { passwordHash, totpSealed, recoveryCodes: [], changedAt: now } };
    await database.prisma.user.create({
      data: { id, email, name: 'Bench', role: 'coordinator', createdAt: now, setUpAt: now, credential },
    });
    emails.push(email);
  }
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/session`;
  const signIn = async (email: string) => {
    const start = performance.now();
    const body = JSON.stringify({ email, password: PASSWORD, code: TOTP.generate({ secret: totp }) });
    const answer = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    if (!answer.ok) throw new Error(`signing in was answered ${answer.status}`);
    await answer.arrayBuffer();
    return performance.now() - start;
  };

  const alone: number[] = [];
  for (const email of emails.slice(0, ALONE)) alone.push(await signIn(email));
  const start = performance.now();
  const together = await Promise.all(emails.slice(ALONE).map(signIn));
  const total = performance.now() - start;
  const p95 = quantile(alone, 0.95);
  print('signing in (ms)', { median: median(alone), p95 }, { holds: p95 <= 400, text: 'at most 400 ms' });
  print(
    `${AT_ONCE} at once (ms)`,
    { median: median(together), p95: quantile(together, 0.95), 'the last': total, 'hashes at once': mostHashesAtOnce() },
    { holds: mostHashesAtOnce() <= 4, text: 'at most 4 hashes at once' },
  );
  server.close();
  server.closeAllConnections();
}

const url = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL;
if (url) {
  console.log('PostgreSQL');
  await onPostgresql(url, benchSignIn);
}
console.log('Embedded');
await onEmbedded(benchSignIn);
