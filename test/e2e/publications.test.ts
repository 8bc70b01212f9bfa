import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PICTURES, type Product, startProduct, type Visit } from '../setup/browser.ts';
import { allPublished } from '../setup/demo-publications.ts';

// Each screen is looked at on a desk and on a phone, and protecting a quarter is long work.
vi.setConfig({ testTimeout: 240_000 });

// A quarter's figures, in order: the coordinator makes and releases them, the steering group reads them, and so does whoever gets the link.
const TITLE = 'Van OCMW naar werk: derde kwartaal 2024';

let product: Product;
let coordinator: Visit;
let reader: Visit;
beforeAll(async () => {
  product = await startProduct();
  await allPublished(product.server);
  coordinator = await product.visit();
  reader = await product.visit();
  await coordinator.signIn('regisseur@demo.example');
  await reader.signIn('stuurgroep@demo.example');
}, 240_000);
afterAll(() => product?.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** What axe finds on a phone and on a screen, each with a picture of what it looked at. */
async function looksGood(visit: Visit, name: string): Promise<void> {
  for (const width of [390, 1280]) {
    await visit.page.setViewportSize({ width, height: 900 });
    await visit.page.waitForLoadState('networkidle');
    // Charts measure themselves a frame after the page was laid out anew.
    await visit.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await visit.picture(`${name}-${width}`);
    expect(await visit.axe(), `${name} at ${width}`).toEqual([]);
    const overflow = await visit.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${name} scrolls sideways at ${width}`).toBe(0);
  }
}

async function downloaded(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, button)]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

it('is made by the coordinator, and looked at beside the true numbers', async () => {
  const { page } = coordinator;
  await page.goto('/publicaties');
  await press(page, 'Nieuwe publicatie');
  await page.getByRole('dialog').getByLabel('Periode').waitFor();
  await coordinator.picture('publicatie-nieuw');
  expect(await coordinator.axe()).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Maken en beschermen' }).click();
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  await page.getByRole('heading', { name: 'Klaar om na te kijken' }).waitFor({ timeout: 150_000 });
  await page
    .getByText(/^echt \d+$/)
    .first()
    .waitFor();
  await looksGood(coordinator, 'publicatie-ontwerp');
});

it('is not there for the steering group before it is released, and is afterwards', async () => {
  await reader.page.goto('/publicaties');
  await reader.page.getByRole('link', { name: /derde kwartaal 2026/ }).waitFor();
  expect(await reader.page.getByRole('link', { name: TITLE }).count()).toBe(0);

  const { page } = coordinator;
  await page.getByText('Zoals de stuurgroep ze leest').click();
  expect(await page.getByText(/^echt \d+$/).count()).toBe(0);
  await press(page, 'Publiceren');
  await page
    .getByRole('dialog')
    .getByText(/Daarna kan niemand het nog wijzigen/)
    .waitFor();
  await coordinator.picture('publicatie-vrijgeven');
  await page.getByRole('dialog').getByRole('button', { name: 'Publiceren' }).click();
  await page.getByRole('heading', { name: 'Openbare link' }).waitFor();

  await reader.page.reload();
  await reader.page.getByRole('link', { name: TITLE }).click();
  await reader.page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  expect(await reader.page.getByRole('button', { name: /Intrekken|Openbare link/ }).count()).toBe(0);
});

it('is the home of the steering group, which compares it with what went before', async () => {
  const { page } = reader;
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: 'Van OCMW naar werk: derde kwartaal 2026' }).waitFor();
  await page
    .getByText(/^K3 2025: /)
    .first()
    .waitFor();
  await looksGood(reader, 'publicatie-kwartaal');
  await page.getByLabel('Vergelijk met').selectOption({ label: 'Tweede kwartaal 2026 (vorige periode)' });
  await page
    .getByText(/het tweede kwartaal van 2026/)
    .first()
    .waitFor();
  expect(new URL(page.url()).search).toBe('?met=2026-Q2');
  await page.getByLabel('Vergelijk met').selectOption({ label: 'Niet vergelijken' });
  await page
    .getByText(/^K[23] 202[56]: /)
    .first()
    .waitFor({ state: 'detached' });
  expect(await page.getByText(/duidelijke verandering\.|duidelijk m/).count()).toBe(0);
});

it('of a year is read as well', async () => {
  const { page } = reader;
  await page.goto('/publicaties');
  await page.getByRole('link', { name: 'Van OCMW naar werk: jaarcijfers 2025' }).click();
  await page
    .getByText(/^2024: /)
    .first()
    .waitFor();
  await looksGood(reader, 'publicatie-jaar');
  await page.goto('/');
});

it('leaves as files that say what they are, and whose fingerprint is the one on the page', async () => {
  const { page } = reader;
  const csv = await downloaded(page, 'Instroom: eerste plaatsingen per gemeente en werkvorm: CSV downloaden');
  expect(csv.name).toBe('doorstroom-2026-Q3-inflow.csv');
  expect(csv.bytes.toString('utf8')).toMatch(/^\uFEFF.*Gemeente;Werkvorm;/s);
  const excel = await downloaded(page, 'Overgangen tussen fasen: Excel downloaden');
  expect(excel.bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  const json = await downloaded(page, 'Bestand downloaden (JSON)');
  const fingerprint = createHash('sha256').update(json.bytes).digest('hex');
  expect(await page.locator('code').textContent()).toBe(fingerprint);
});

it.each([
  { name: 'kwartaal', link: 'Van OCMW naar werk: derde kwartaal 2026', most: 8 },
  { name: 'jaar', link: 'Van OCMW naar werk: jaarcijfers 2025', most: 9 },
])('is printed on A4 without what only a screen needs: $name', async ({ name, link, most }) => {
  const { page } = reader;
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('/publicaties');
  await page.getByRole('link', { name: link }).click();
  await page.getByRole('heading', { level: 1, name: link }).waitFor();
  await page.waitForLoadState('networkidle');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await writeFile(join(PICTURES, `publicatie-${name}.pdf`), pdf);
  const sheets = [...pdf.toString('latin1').matchAll(/\/Type \/Page\b[\s\S]*?\/MediaBox \[([^\]]*)\]/gu)].map(([, box = '']) =>
    box
      .trim()
      .split(/\s+/u)
      .map((length) => Math.round(Number(length))),
  );
  expect(sheets.length).toBeGreaterThan(2);
  expect(sheets.length).toBeLessThanOrEqual(most);
  for (const [, , wide = 0, high = 0] of sheets) expect([Math.abs(wide - 595), Math.abs(high - 842)].every((off) => off <= 1)).toBe(true);

  // 180 mm is what the margins leave of A4.
  await page.setViewportSize({ width: 680, height: 900 });
  await page.emulateMedia({ media: 'print' });
  for (const unseen of ['navigation', 'button', 'combobox'] as const) {
    for (const part of await page.getByRole(unseen).all()) expect(await part.isVisible()).toBe(false);
  }
  expect(await page.getByRole('heading', { name: 'Wat er in elke tabel geteld is' }).isVisible()).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  await reader.picture(`publicatie-${name}-papier`);
  await page.emulateMedia({ media: null });
});

it('is read by whoever has the link, without an account, until the link is ended', async () => {
  const { page } = coordinator;
  await press(page, 'Openbare link maken');
  const address = await page.getByLabel('Adres van de openbare link').inputValue();
  await looksGood(coordinator, 'publicatie-gepubliceerd');

  const visitor = await product.visit();
  await visitor.page.goto(address);
  await visitor.page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  expect(await visitor.page.getByRole('navigation', { name: 'Hoofdmenu' }).count()).toBe(0);
  expect(await visitor.page.getByLabel('Vergelijk met').count()).toBe(0);
  await looksGood(visitor, 'publicatie-openbaar');
  expect((await downloaded(visitor.page, 'Overgangen tussen fasen: CSV downloaden')).name).toBe('doorstroom-2024-Q3-flows.csv');

  await press(page, 'Link beëindigen');
  await page.getByText('De openbare link is beëindigd').waitFor();
  await visitor.page.reload();
  await visitor.page.getByRole('heading', { level: 1, name: 'Deze link werkt niet (meer)' }).waitFor();
  await looksGood(visitor, 'publicatie-openbaar-weg');
  expect([...visitor.complaints, ...coordinator.complaints, ...reader.complaints]).toEqual([]);
});
