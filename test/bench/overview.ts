import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Secret, TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { secretSeal } from '#server/seal.ts';
import { hashPassword } from '#server/session/passwords.ts';
import { launchBrowser } from '../setup/browser.ts';
import build from '../setup/build.ts';
import { type BenchDatabase, onEmbedded, onPostgresql } from './database.ts';
import { median, print, quantile, times } from './measure.ts';
import { productOn } from './product.ts';
import { fillRegion } from './region.ts';

/**
 * `npm run bench:overview`: how long the coordinator's first screen takes in a real browser that has nothing of it yet, until what is seen
 * first is drawn, and until all of it is. BENCH_DATABASE_URL names a PostgreSQL server; without it only the embedded database is measured.
 */
const { values } = parseArgs({
  options: { postgresql: { type: 'string', default: '1000000' }, embedded: { type: 'string', default: '10000' } },
});
const PASSWORD = 'vier gele fietsen zingen zacht';
const EMAIL = 'regisseur@bench.test';
const TOTP_SECRET = Secret.fromBase32('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');
const RUNS = 7;

const server = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL;
await build();
const browser = await launchBrowser();
try {
  if (server) {
    const size = Number(values.postgresql);
    await onPostgresql(server, (database) => measure(browser, database, { size, most: 1_000 }));
  } else console.log('BENCH_DATABASE_URL is not set: PostgreSQL is not measured');
  await onEmbedded((database) => measure(browser, database, { size: Number(values.embedded), most: 1_500 }));
} finally {
  await browser.close();
}

async function measure(browser: Browser, database: BenchDatabase, { size, most }: { size: number; most: number }): Promise<void> {
  await fillRegion(database, size);
  const { url, close } = await serve(database);
  const context = await browser.newContext({ baseURL: url, locale: 'nl-BE' });
  const page = await context.newPage();
  await page.goto('/aanmelden');
  await page.getByLabel('E-mailadres').fill(EMAIL);
  await page.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Aanmelden', exact: true }).click();
  await page.getByLabel(/code/i).fill(TOTP.generate({ secret: TOTP_SECRET }));
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => address.pathname !== '/aanmelden');
  const storageState = await context.storageState();
  await context.close();
  let session = storageState;
  const first: number[] = [];
  const whole = await times(RUNS, async () => {
    // A browser of its own each time, so that nothing is kept but who is signed in.
    const visit = await browser.newContext({ baseURL: url, locale: 'nl-BE', storageState: session });
    const screen = await visit.newPage();
    const start = performance.now();
    await screen.goto('/overzicht', { waitUntil: 'commit' });
    await screen.waitForFunction(isFirstViewDrawn, null, { polling: 'raf' });
    first.push(performance.now() - start);
    await screen.waitForFunction(isAllDrawn, null, { polling: 'raf' });
    session = await visit.storageState();
    // Closing comes after what is measured, in the time between.
    void visit.close();
  });
  print(
    `Overzicht over ${size} trajectories, ${database.kind} (ms)`,
    { 'first view': median(first.slice(-RUNS)), whole: median(whole), 'slowest whole': quantile(whole, 1) },
    { holds: median(whole) <= most, text: `whole at most ${most} ms` },
  );
  await close();
}

/**
 * In the browser: every number and chart that begins within the window is there. Nothing in here has a name of its own: tsx would mark it with
 * a helper that no browser has.
 */
function isFirstViewDrawn(): boolean {
  return (
    document.querySelectorAll('main svg[role="img"], main figure svg').length > 0 &&
    ![...document.querySelectorAll('main [class*="waiting"], main [class*="bone"], main [class*="later"]')].some(
      (element) => element.getBoundingClientRect().top < window.innerHeight,
    )
  );
}

/** In the browser: nothing of the page is still to come. */
function isAllDrawn(): boolean {
  const waiting = document.querySelectorAll(
    'main [class*="waiting"], main [class*="bone"], main [class*="later"], main [aria-busy="true"]',
  );
  return waiting.length === 0 && document.querySelectorAll('main section').length >= 10;
}

async function serve(database: BenchDatabase): Promise<{ url: string; close: () => Promise<void> }> {
  const http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const url = `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
  const { app, config } = productOn(database, url);
  const now = new Date();
  const id = randomUUID();
  const totpSealed = secretSeal(config, randomBytes).seal(TOTP_SECRET.bytes, ['credential', id, 'totp']);
  const credential = { create: { passwordHash: await hashPassword(PASSWORD), totpSealed, recoveryCodes: [], changedAt: now } };
  await database.prisma.user.create({
    data: { id, email: EMAIL, name: 'Bench', role: 'coordinator', createdAt: now, setUpAt: now, credential },
  });
  http.on('request', app);
  const close = async () => {
    http.close();
    http.closeAllConnections();
    await once(http, 'close');
  };
  return { url, close };
}
