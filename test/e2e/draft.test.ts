import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct, type Visit } from '../setup/browser.ts';

// A step half typed survives what closes a page, and is on another device too.
let product: Product;
let visit: Visit;
beforeAll(async () => {
  product = await startProduct({ DOORSTROOM_DEMO: 'accounts' });
  visit = await product.visit();
  visit.page.setDefaultTimeout(10_000);
  await visit.signIn('begeleider@demo.example');
  const { page } = visit;
  await page.getByRole('link', { name: 'Nieuwe deelnemer' }).click();
  await page.getByLabel('Voornaam').fill('Amara');
  await page.getByLabel('Familienaam').fill('Diallo');
  await page.getByLabel('Programma').selectOption({ label: 'Tijdelijke werkervaring (TWE)' });
  await page.getByLabel('Dag van de aanmelding').fill('5/1/2026');
  await page.getByRole('button', { name: 'Deelnemer bewaren' }).click();
  await page.getByRole('heading', { level: 1, name: 'Amara Diallo' }).waitFor();
});
afterAll(() => product?.close());

const TYPED = 'Ze belt morgen terug over';

it('is there again when the page is loaded anew at once', async () => {
  const { page } = visit;
  await page.getByRole('radio', { name: 'Intakegesprek gehouden' }).check();
  await page.getByRole('button', { name: 'Notitie toevoegen' }).click();
  await page.getByLabel('Notitie').fill(TYPED);
  await page.reload();
  await page.getByText('Verder met je concept van').waitFor();
  expect(await page.getByLabel('Notitie').inputValue()).toBe(TYPED);
  expect(await visit.axe()).toEqual([]);
  await visit.picture('concept');
});

it('is on another device, and goes on there', async () => {
  const phone = await product.visit({ width: 390, height: 844 });
  await phone.signIn('begeleider@demo.example');
  await phone.page.goto(visit.page.url());
  await phone.page.getByRole('button', { name: 'Stap vastleggen' }).first().click();
  await phone.page.getByText('Verder met je concept van').waitFor();
  const isKept = phone.page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
  await phone.page.getByLabel('Notitie').fill(`${TYPED} het uur.`);
  await isKept;
  await phone.page.getByText('Concept bewaard').waitFor();
  await phone.picture('concept-390');
  await phone.context.close();
});

it('is thrown away, brought back and recorded, and then there is none', async () => {
  const { page } = visit;
  await page.reload();
  await page.getByText('Verder met je concept van').waitFor();
  await page.getByRole('button', { name: 'Weggooien' }).click();
  await page.getByText('Verder met je concept van').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Ongedaan maken' }).click();
  expect(await page.getByLabel('Notitie').inputValue()).toBe(`${TYPED} het uur.`);
  await page.getByRole('button', { name: 'Vastleggen', exact: true }).click();
  await page.getByText('Vastgelegd: Intakegesprek gehouden').waitFor();
  await page.reload();
  await page.getByText(`${TYPED} het uur.`).waitFor();
  expect(await page.getByText('Verder met je concept van').count()).toBe(0);
  expect(visit.complaints).toEqual([]);
});
