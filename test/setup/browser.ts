import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';
import { type ServerProcess, startServer } from './server-process.ts';

/** Where pictures of the screens go, to be looked at; not kept in the repository. */
export const PICTURES = join(import.meta.dirname, '..', '.output', 'screens');

export interface Product {
  readonly server: ServerProcess;
  readonly browser: Browser;
  /** A browser of its own for one person. What it says on its console is kept, and must be nothing. */
  visit(options?: { width?: number; height?: number; colorScheme?: 'light' | 'dark' }): Promise<Visit>;
  close(): Promise<void>;
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors and warnings on the console, and errors that nobody caught. */
  readonly complaints: string[];
  signIn(email: string): Promise<void>;
  /** What axe finds on the page as it is, with all its rules for WCAG 2.2 AA and good practice, or with these alone. */
  axe(rules?: readonly string[]): Promise<string[]>;
  /** A picture of the whole page, named after it, to be looked at. */
  picture(name: string): Promise<void>;
}

/** The built product with its demo data on the embedded database, and a real Chromium. */
export async function startProduct(settings: Record<string, string> = {}): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'doorstroom-e2e-'));
  await mkdir(PICTURES, { recursive: true });
  const server = await startServer({ DOORSTROOM_DATA: folder, ...settings });
  const browser = await launchBrowser();
  const visit: Product['visit'] = async ({ width = 1280, height = 900, colorScheme = 'light' } = {}) => {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      locale: 'nl-BE',
      baseURL: server.url,
      reducedMotion: 'reduce',
    });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
        console.error(`against the policy: ${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`),
      );
    });
    const page = await context.newPage();
    return visitOf(context, page);
  };
  const close = async () => {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { server, browser, visit, close };
}

/** A real Chromium, without a window. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // Our own arguments and not the package's, which run everything in one process and without the browser's own protections.
    // As root there is no sandbox; and nothing of the browser's own may look for the network.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
    headless: true,
  });
}

function visitOf(context: BrowserContext, page: Page): Visit {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A refused request is an answer like another, which the screen shows; the browser writes it down all the same.
    if (['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return {
    page,
    context,
    complaints,
    signIn: async (email) => {
      await page.goto('/aanmelden');
      await page.getByLabel('E-mailadres').fill(email);
      await page.getByLabel('Wachtwoord', { exact: true }).fill('doorstroom-demo-2026');
      await page.getByRole('button', { name: 'Aanmelden', exact: true }).click();
      await page.waitForURL((url) => url.pathname !== '/aanmelden');
    },
    axe: async (rules) => {
      await rested(page);
      const axe = new AxeBuilder({ page });
      const { violations } = await (rules ? axe.withRules([...rules]) : axe.withTags(AXE_TAGS)).analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
    },
    picture: async (name) => {
      await rested(page);
      await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
    },
  };
}

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Waits until nothing moves that comes to an end: what slides or fades in is judged where it arrives. What goes on for ever (a spinner) is
 * judged as it is, and so is everything else: whether an answer has come is for the test to wait for.
 */
async function rested(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState, effect }) => {
      const end = effect?.getComputedTiming().endTime;
      return playState !== 'running' || end === Number.POSITIVE_INFINITY;
    }),
  );
}
