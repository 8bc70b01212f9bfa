import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct, type Visit } from '../setup/browser.ts';

// One day's work, in order: each goes on where the one before it stopped. What was done is read back after a reload.
let product: Product;
let visit: Visit;
let folder: string;
beforeAll(async () => {
  product = await startProduct({ DOORSTROOM_DEMO: 'accounts' });
  visit = await product.visit();
  visit.page.setDefaultTimeout(10_000);
  folder = await mkdtemp(join(tmpdir(), 'doorstroom-files-'));
  await visit.signIn('begeleider@demo.example');
});
afterAll(async () => {
  await product?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The steps of the file as the screen lists them, newest first: day and name. */
async function listedSteps(): Promise<string[]> {
  const items = visit.page.getByRole('region', { name: 'Verloop' }).getByRole('listitem');
  await items.first().waitFor();
  return (await items.allInnerTexts()).map((text) => text.split('\n').slice(0, 2).join(' '));
}

async function readBack(): Promise<string[]> {
  await visit.page.reload();
  await visit.page.getByRole('heading', { level: 1, name: 'Amara Diallo' }).waitFor();
  return listedSteps();
}

const press = (name: string) => visit.page.getByRole('button', { name, exact: true }).click();
const choose = (name: string) => visit.page.getByRole('radio', { name, exact: true }).check();
const told = (text: string) => visit.page.getByRole('region', { name: 'Meldingen' }).getByText(text).waitFor();

it('opens a file with a trajectory', async () => {
  const { page } = visit;
  await page.getByRole('link', { name: 'Nieuwe deelnemer' }).click();
  await page.getByLabel('Voornaam').fill('Amara');
  await page.getByLabel('Familienaam').fill('Diallo');
  await page.getByLabel('Programma').selectOption({ label: 'Tijdelijke werkervaring (TWE)' });
  await page.getByLabel('Dag van de aanmelding').fill('5/1/2026');
  await press('Deelnemer bewaren');
  await page.getByRole('heading', { level: 1, name: 'Amara Diallo' }).waitFor();
  expect(await readBack()).toEqual(['05/01/2026 Aanmelding ontvangen']);
});

it('logs the usual step in two presses: the step and the deed', async () => {
  await choose('Intakegesprek gehouden');
  await visit.page.getByText('Daarna: Intake').waitFor();
  await press('Vastleggen');
  await told('Vastgelegd: Intakegesprek gehouden');
  expect(await readBack()).toHaveLength(2);
});

it('logs a step that happened earlier, and is told where it falls', async () => {
  const { page } = visit;
  await page.getByLabel('Op welke dag?').fill('10/1/2026');
  await page.getByLabel('Op welke dag?').press('Tab');
  await page.getByRole('button', { name: /andere stap/ }).click();
  await choose('Evaluatie gehouden');
  await page.getByText('Valt tussen Aanmelding ontvangen').waitFor();
  await page.getByRole('complementary').getByRole('combobox').first().selectOption({ index: 1 });
  await press('Vastleggen');
  await told('Vastgelegd: Evaluatie gehouden');
  const steps = await readBack();
  expect(steps.map((step) => step.slice(11))).toEqual(['Intakegesprek gehouden', 'Evaluatie gehouden', 'Aanmelding ontvangen']);
  expect(steps[1]).toBe('10/01/2026 Evaluatie gehouden');
});

it('corrects a step, and the old one stays to be seen', async () => {
  const { page } = visit;
  await page.getByRole('button', { name: 'Verbeteren of intrekken: Evaluatie gehouden van 10/01/2026' }).click();
  await page.getByRole('menuitem', { name: 'Verbeteren' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Op welke dag?').fill('12/01/2026');
  await dialog.getByLabel('Waarom?').fill('Verkeerde dag genoteerd');
  await dialog.getByRole('button', { name: 'Verbetering bewaren' }).click();
  await told('Verbeterd: Evaluatie gehouden');
  expect((await readBack()).filter((step) => step.includes('Evaluatie'))).toContain('12/01/2026 Evaluatie gehouden');
});

it('is told what stands in the way of a step, and how to mend it', async () => {
  const { page } = visit;
  await choose('Plaatsing gestart');
  await page.getByLabel('Werkvorm').selectOption({ label: 'Collectief maatwerk' });
  await page.getByText('Dit kan nog niet.').waitFor();
  expect(await page.getByRole('button', { name: 'Vastleggen', exact: true }).isDisabled()).toBe(true);
  await press('Leg eerst de adviesvraag vast');
  await page.getByRole('radio', { name: 'Advies gevraagd', checked: true }).waitFor();
});

it('imports a file: sees what is wrong, mends it, takes it over and finds the people', async () => {
  const { page } = visit;
  const header = 'participant,municipality,step,occurred_on,programme,first_name,last_name';
  const file = join(folder, 'stappen.csv');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('link', { name: 'Importeren' }).click();

  await writeFile(file, `${header}\nB-1,Bekkevoort,referral.received,2026-02-30,twe,Jonas,Peeters\n`);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByText('1 rij moet eerst verbeterd worden.').waitFor();

  await writeFile(file, `${header}\nB-1,Bekkevoort,referral.received,2026-02-03,twe,Jonas,Peeters\n`);
  await page.locator('input[type=file]').setInputFiles(file);
  await press('Neem 1 stap over');
  await page.getByText('1 stap in 1 traject.').waitFor();

  await page.getByRole('link', { name: 'Deelnemers' }).click();
  await page.getByRole('searchbox').fill('peet');
  await page.getByRole('link', { name: /Peeters, Jonas/ }).waitFor();
});

it('says nothing on the console all day', () => {
  expect(visit.complaints).toEqual([]);
});
