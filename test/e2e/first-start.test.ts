import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct, type Visit } from '../setup/browser.ts';
import { codeAt } from '../setup/second-factor.ts';

// From the link that a first production start prints to a working day: set up, sign in with a code, another device, another password.

let product: Product;
beforeAll(async () => {
  product = await startProduct({
    DOORSTROOM_MODE: 'production',
    DOORSTROOM_ALLOW_EMBEDDED: 'yes',
    DOORSTROOM_SECRET: randomBytes(48).toString('base64'),
  });
});
afterAll(() => product?.close());

const PASSWORD = 'vier gele fietsen zingen zacht';
const EMAIL = 'saskia@ocmw.example';

async function looked(visit: Visit, name: string): Promise<void> {
  for (const width of [1280, 390]) {
    await visit.page.setViewportSize({ width, height: 900 });
    await visit.picture(`${name}-${width}`);
    expect(await visit.axe(), name).toEqual([]);
    expect(await visit.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), name).toBe(0);
  }
  await visit.page.setViewportSize({ width: 1280, height: 900 });
}

it('the first administrator begins at the printed link, and signs in with a code from then on', { timeout: 180_000 }, async () => {
  const link = product.server.printed.find((line) => line.includes('/instellen#'))?.trim() ?? '';
  const visit = await product.visit();
  const { page } = visit;
  await page.goto(link);
  await page.getByLabel('Je naam').fill('Saskia De Bruyn');
  await page.getByLabel('Je e-mailadres').fill(EMAIL);
  await page.getByLabel('Nieuw wachtwoord').fill('te kort');
  await page.getByRole('button', { name: 'Volgende' }).click();
  await page.getByText('Maak het langer: minstens 15 tekens.').waitFor();
  await looked(visit, 'instellen-1');
  await page.getByLabel('Nieuw wachtwoord').fill('Saskia De Bruyn 1');
  await page.getByRole('button', { name: 'Volgende' }).click();
  const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('Code van 6 cijfers').fill(codeAt(secret, new Date()));
  await page.getByRole('button', { name: 'Koppel telefoon' }).click();
  await page.getByText('Dit lijkt op je naam of je e-mailadres.').waitFor();
  await page.getByLabel('Nieuw wachtwoord').fill(PASSWORD);
  await page.getByRole('button', { name: 'Volgende' }).click();
  await looked(visit, 'instellen-2');
  await page.getByLabel('Code van 6 cijfers').fill(codeAt(secret, new Date()));
  await page.getByRole('button', { name: 'Koppel telefoon' }).click();
  await page.getByRole('list', { name: 'Herstelcodes' }).getByRole('listitem').nth(9).waitFor();
  await page.getByLabel('Ik heb de codes bewaard').check();
  await looked(visit, 'instellen-3');
  const [recoveryCode = ''] = await page.getByRole('list', { name: 'Herstelcodes' }).getByRole('listitem').allTextContents();

  await page.getByRole('link', { name: 'Naar aanmelden' }).click();
  await page.getByLabel('E-mailadres').fill(EMAIL);
  await page.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Aanmelden', exact: true }).click();
  await page.getByLabel('Code van 6 cijfers').fill('000000');
  await page.getByRole('button', { name: 'Aanmelden', exact: true }).click();
  await page.getByText('Deze code klopt niet of is al gebruikt.').waitFor();
  await looked(visit, 'aanmelden-code');
  await page.getByRole('button', { name: 'Terug' }).click();
  expect(await page.getByLabel('Wachtwoord', { exact: true }).inputValue()).toBe(PASSWORD);
  await page.getByRole('button', { name: 'Aanmelden', exact: true }).click();
  await page.getByRole('button', { name: 'Gebruik een herstelcode' }).click();
  await page.getByLabel('Herstelcode').fill(recoveryCode.toLowerCase());
  await looked(visit, 'aanmelden-herstelcode');
  await page.getByRole('button', { name: 'Aanmelden', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/aanmelden');

  await page.getByRole('link', { name: 'Mijn account' }).click();
  await page.getByText('nog 9 over').waitFor();
  await page.getByText('Chrome op Linux (hier)').waitFor();
  await looked(visit, 'account');
  await page.getByRole('button', { name: 'Wachtwoord wijzigen' }).click();
  await page.getByLabel('Je wachtwoord van nu').fill(PASSWORD);
  await page.getByLabel('Code van je telefoon of herstelcode').fill(codeAt(secret, new Date(Date.now() + 30_000)));
  await page.getByLabel('Nieuw wachtwoord').fill('zeven blauwe merels fluiten');
  await looked(visit, 'account-wachtwoord');
  await page.getByRole('dialog').getByRole('button', { name: 'Wachtwoord wijzigen' }).click();
  await page.getByText('Je wachtwoord is gewijzigd.').waitFor();
  expect(visit.complaints).toEqual([]);
  expect(product.server.printed.join('\n')).not.toContain(PASSWORD);
  expect(product.server.printed.filter((line) => line.includes(link.split('#')[1] ?? ''))).toHaveLength(1);
  await visit.context.close();
});
