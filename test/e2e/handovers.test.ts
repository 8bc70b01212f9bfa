import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct, type Visit } from '../setup/browser.ts';

// A file on its way from Bekkevoort to Diest, in order: two case workers, each in a browser of their own.
let product: Product;
let els: Visit;
let karim: Visit;
beforeAll(async () => {
  product = await startProduct({ DOORSTROOM_DEMO: 'accounts' });
  els = await product.visit();
  karim = await product.visit({ width: 390, height: 844 });
  for (const { page } of [els, karim]) page.setDefaultTimeout(15_000);
  await els.signIn('begeleider@demo.example');
  await karim.signIn('begeleider2@demo.example');
});
afterAll(() => product?.close());

const press = ({ page }: Visit, name: string) => page.getByRole('button', { name, exact: true }).click();
const told = ({ page }: Visit, text: string) => page.getByRole('region', { name: 'Meldingen' }).getByText(text).waitFor();

async function looksRight(visit: Visit, name: string): Promise<void> {
  await visit.page.waitForLoadState('networkidle');
  await visit.picture(`overdracht-${name}`);
  expect(await visit.axe(), name).toEqual([]);
}

async function transfer(): Promise<void> {
  const { page } = els;
  await page.getByRole('button', { name: /andere stap/ }).click();
  await page.getByRole('radio', { name: 'Overgedragen aan andere gemeente' }).check();
  await page.getByRole('complementary').getByRole('combobox').first().selectOption({ label: 'Diest' });
  await page.getByText('Diest moet dit dossier aanvaarden.').waitFor();
  await looksRight(els, 'vastleggen');
  await press(els, 'Vastleggen');
  await page.getByText('Diest moet dit dossier nog aanvaarden').waitFor();
}

it('is proposed with a transfer, and can only be read from then on', async () => {
  const { page } = els;
  await page.getByRole('link', { name: 'Nieuwe deelnemer' }).click();
  await page.getByLabel('Voornaam').fill('Amara');
  await page.getByLabel('Familienaam').fill('Diallo');
  await page.getByLabel('Programma').selectOption({ label: 'Tijdelijke werkervaring (TWE)' });
  await page.getByLabel('Dag van de aanmelding').fill('5/1/2026');
  await press(els, 'Deelnemer bewaren');
  await page.getByRole('heading', { level: 1, name: 'Amara Diallo' }).waitFor();
  await transfer();
  expect(await page.getByRole('complementary').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Wijzigen' }).count()).toBe(0);
  await looksRight(els, 'wacht');
});

it('is taken back, and goes on where it was', async () => {
  await press(els, 'Overdracht intrekken');
  await told(els, 'Overdracht ingetrokken');
  await els.page.getByRole('heading', { name: 'Stap vastleggen' }).waitFor();
  await els.page.getByText('de overdracht werd ingetrokken').waitFor();
});

it('is refused with a reason, which the first office reads', async () => {
  await transfer();
  const { page } = karim;
  await page.goto('/overdrachten');
  await page.getByText(/^BEK-/).first().waitFor();
  expect(await page.getByText('Diallo').count()).toBe(0);
  await looksRight(karim, 'te-aanvaarden');
  await page.getByRole('button', { name: /weigeren$/ }).click();
  await page.getByRole('button', { name: 'Overdracht weigeren' }).click();
  await page.getByText('Kies waarom').waitFor();
  await page.getByLabel('Waarom?').selectOption({ label: 'We overleggen hier eerst over' });
  await page.getByLabel(/Toelichting/).fill('Bel ons even');
  await looksRight(karim, 'weigeren');
  await page.getByRole('button', { name: 'Overdracht weigeren' }).click();
  await told(karim, 'Overdracht geweigerd');
  await page.getByText('Er wacht geen dossier').waitFor();
  await els.page.reload();
  await els.page.getByText('We overleggen hier eerst over. Bel ons even').waitFor();
  await looksRight(els, 'geweigerd');
});

it('is accepted, and then it is the second office’s', async () => {
  await transfer();
  const { page } = karim;
  await page.reload();
  await page.getByRole('button', { name: /aanvaarden$/ }).click();
  await page.getByLabel('Wie begeleidt deze persoon?').selectOption({ label: 'Karim Bouzidi' });
  await looksRight(karim, 'aanvaarden');
  await press(karim, 'Dossier aanvaarden');
  await told(karim, 'Dossier aanvaard');
  await press(karim, 'Openen');
  await page.getByRole('heading', { level: 1, name: 'Amara Diallo' }).waitFor();
  await page.getByRole('button', { name: 'Stap vastleggen' }).waitFor();
});

it('stays to be read by the first office as it was then, and is found', async () => {
  const { page } = els;
  await page.reload();
  await page.getByText(/Overgedragen aan Diest op/).waitFor();
  expect(await page.getByRole('complementary').count()).toBe(0);
  await looksRight(els, 'vroeger');
  await page.goto('/deelnemers');
  await page.getByRole('link', { name: 'Overgedragen dossiers' }).click();
  await page.getByRole('searchbox').fill('dial');
  await page.getByRole('link', { name: 'Diallo, Amara' }).waitFor();
  await looksRight(els, 'overgedragen');
  await page.getByRole('link', { name: 'Diallo, Amara' }).click();
  await page.getByText(/Overgedragen aan Diest op/).waitFor();
});

it('is told of without a word on the console', () => {
  expect([...els.complaints, ...karim.complaints]).toEqual([]);
});
