import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from '../setup/browser.ts';
import { colleague, SETTINGS, startProvider, type TestProvider } from '../setup/openid-provider.ts';

// The built product in production mode, a real OpenID provider and a real browser between them.

const REGION = 'OVO009999';
const coordinator = colleague({ vo_orgcode: REGION, doorstroom_rol_3d: [`DoorstroomRegisseur:${REGION}`] });

let provider: TestProvider;
let product: Product;

beforeAll(async () => {
  const port = await freePort();
  provider = await startProvider(`http://localhost:${port}`);
  product = await startProduct({
    PORT: String(port),
    DOORSTROOM_MODE: 'production',
    DOORSTROOM_ALLOW_EMBEDDED: 'yes',
    DOORSTROOM_SECRET: 'RrVb3zQ0hM9kT7nX2cL5wY8pD4fG6jS1aE0uI3oB',
    OIDC_ISSUER: provider.settings.issuer,
    OIDC_CLIENT_ID: SETTINGS.clientId,
    OIDC_CLIENT_SECRET: SETTINGS.clientSecret,
    OIDC_ORGANISATIONS: `0207502420=24008,${REGION}=region`,
    OIDC_ALLOW_INSECURE: 'yes',
  });
});
afterAll(async () => {
  await product?.close();
  await provider?.stop();
});

describe('a coordinator', () => {
  it('signs in at the provider, comes back to the place first asked for, and signs out there too', async () => {
    provider.visitor = coordinator;
    const { page, context, complaints } = await product.visit();
    await page.goto('/trajectmodel');
    await page.getByRole('link', { name: 'Aanmelden met ACM/IDM' }).click();
    await page.waitForURL('**/trajectmodel');
    await page.getByText('Lies Wouters').first().waitFor();
    await page.reload();
    await page.getByText('Lies Wouters').first().waitFor();
    await page.getByRole('button', { name: 'Afmelden' }).click();
    await page.waitForURL(`${provider.settings.issuer}/**`);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('whose session ended keeps the page, and signs in again in another tab', async () => {
    provider.visitor = coordinator;
    const { page, context, picture } = await product.visit();
    await page.clock.install();
    await page.goto('/trajecten');
    await page.getByRole('link', { name: 'Aanmelden met ACM/IDM' }).click();
    await page.waitForURL('**/trajecten');
    await page.getByRole('heading', { level: 1 }).waitFor();
    // As after a night: the session is over, and the page asks again when somebody returns to it.
    await context.clearCookies({ domain: 'localhost', name: 'doorstroom' });
    await page.clock.fastForward('31:00');
    const layer = page.getByRole('dialog');
    await layer.waitFor();
    await picture('aanmeldlaag-acm-idm-1280');
    const [tab] = await Promise.all([context.waitForEvent('page'), layer.getByRole('link', { name: 'Aanmelden met ACM/IDM' }).click()]);
    await tab.getByRole('heading', { level: 1 }).waitFor();
    await layer.waitFor({ state: 'hidden' });
    expect(new URL(page.url()).pathname).toBe('/trajecten');
    await context.close();
  });
});

describe.each([
  { width: 1280, height: 900, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 1280, height: 900, colorScheme: 'dark' },
] as const)('at $width pixels, $colorScheme', ({ width, height, colorScheme }) => {
  const named = `${width}${colorScheme === 'dark' ? '-dark' : ''}`;

  it('axe finds nothing on the sign-in screen with both ways in, nor when somebody comes back refused', async () => {
    provider.visitor = colleague({ doorstroom_rol_3d: [] });
    const { page, context, complaints, axe, picture } = await product.visit({ width, height, colorScheme });
    await page.goto('/aanmelden');
    await page.getByRole('link', { name: 'Aanmelden met ACM/IDM' }).waitFor();
    await picture(`aanmelden-acm-idm-${named}`);
    expect(await axe()).toEqual([]);
    await page.getByRole('link', { name: 'Aanmelden met ACM/IDM' }).click();
    await page.getByRole('alert').waitFor();
    expect(new URL(page.url()).search).toBe('?reden=role');
    await picture(`aanmelden-acm-idm-geweigerd-${named}`);
    expect(await axe()).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('No port is free');
  return address.port;
}
