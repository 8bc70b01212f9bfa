import { TOTP, URI } from 'otpauth';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SecondFactorOffer } from '#shared/contract/credential.ts';
import { SignedIn } from '#shared/contract/session.ts';
import { type Product, startProduct, type Visit } from '../setup/browser.ts';

// An administrator's morning, in order: a case worker comes, begins, and is let go.
let product: Product;
let visit: Visit;
let newcomer: Newcomer;
let link: string;
let token: string;
beforeAll(async () => {
  product = await startProduct({ DOORSTROOM_DEMO: 'accounts' });
  visit = await product.visit();
  visit.page.setDefaultTimeout(10_000);
  await visit.signIn('beheerder@demo.example');
  newcomer = await begin();
});
afterAll(() => product?.close());

const ACCOUNT = { email: 'nora@demo.example', password: 'vier woorden zonder verband' };
const press = (name: string) => visit.page.getByRole('button', { name, exact: true }).click();

/** Somebody at a browser of their own, who speaks to the server as its screens do. */
type Newcomer = {
  ask(method: string, path: string, body?: unknown, token?: string): Promise<{ status: number; body: Record<string, unknown> }>;
};

async function begin(): Promise<Newcomer> {
  const { page } = await product.visit();
  await page.goto('/aanmelden');
  return {
    ask: (method, path, body, token) =>
      page.evaluate(
        async (asked) => {
          const headers = { 'Content-Type': 'application/json', ...(asked.token && { Authorization: `Bearer ${asked.token}` }) };
          const sent = asked.body === undefined ? { headers } : { headers, body: JSON.stringify(asked.body) };
          const response = await fetch(`/api${asked.path}`, { method: asked.method, ...sent });
          return { status: response.status, body: await response.json() };
        },
        { method, path, body, token },
      ),
  };
}

it('begins at the users, and adds a case worker, whose link is shown once', async () => {
  const { page } = visit;
  await page.getByRole('heading', { level: 1, name: 'Gebruikers' }).waitFor();
  await press('Gebruiker toevoegen');
  await page.getByLabel('Naam').fill('Nora Nieuw');
  await page.getByLabel('E-mailadres').fill(ACCOUNT.email);
  await page.getByRole('radio', { name: /^Begeleider/ }).check();
  await page.getByRole('checkbox', { name: 'Diest' }).check();
  await press('Toevoegen en link maken');
  link = await page.getByLabel('Instellink').inputValue();
  expect(link).toContain('/instellen#');
  await press('Ik heb de link');
  await page.getByRole('link', { name: 'Nora Nieuw' }).waitFor();
  expect(await page.content()).not.toContain(link.split('#')[1]);
});

it('follows that the newcomer sets a password and a phone, and signs in', async () => {
  const { email, password } = ACCOUNT;
  const key = link.split('#')[1];
  const begun = await newcomer.ask('POST', '/setup', { token: key });
  expect(begun.body).toMatchObject({ user: { name: 'Nora Nieuw' } });
  const factor = URI.parse(SecondFactorOffer.parse(begun.body.secondFactor).uri);
  if (!(factor instanceof TOTP)) throw new Error('The second factor is no TOTP');
  const completed = await newcomer.ask('POST', '/setup/complete', { token: key, password, code: factor.generate() });
  expect(completed.status, JSON.stringify(completed.body)).toBe(200);
  expect((await newcomer.ask('POST', '/session', { email, password })).body).toMatchObject({ code: 'session.code-required' });
  // The code of now was used a moment ago; the next one is taken too.
  const code = factor.generate({ timestamp: Date.now() + 30_000 });
  const signedIn = SignedIn.parse((await newcomer.ask('POST', '/session', { email, password, code })).body);
  expect(signedIn.user).toMatchObject({ role: 'case-worker', municipalities: ['24020'] });
  token = signedIn.accessToken;
});

it('is let go, and is out on the next request', async () => {
  const { page } = visit;
  expect((await newcomer.ask('GET', '/me', undefined, token)).status).toBe(200);
  await page.reload();
  await page.getByRole('link', { name: 'Nora Nieuw' }).click();
  await page.getByText('Laatst gebruikt').first().waitFor();
  await press('Uitschakelen');
  await page.getByText('wordt bij de volgende klik afgemeld').waitFor();
  await press('Uitschakelen');
  await page.getByText('Uitgeschakeld: Nora Nieuw').waitFor();
  expect((await newcomer.ask('GET', '/me', undefined, token)).status).toBe(401);
  expect((await newcomer.ask('POST', '/session', ACCOUNT)).body).toMatchObject({ code: 'session.refused' });
});

it('says nothing on the console all morning', () => {
  expect(visit.complaints).toEqual([]);
});
