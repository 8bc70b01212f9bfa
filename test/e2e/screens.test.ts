import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Product, startProduct, type Visit } from '../setup/browser.ts';
import { allPublished } from '../setup/demo-publications.ts';

// Some of these tests look at fifteen screens, each in three ways.
vi.setConfig({ testTimeout: 400_000 });

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  await allPublished(product.server);
}, 240_000);
afterAll(() => product?.close());

/** Each figure at its full size, split where it can be, with files behind it and what changed in it. */
const COUNTS = [
  '/cijfers/aanmeldingen?naar=gemeente&vorige=2026-06-30',
  '/cijfers/eerste-plaatsingen?naar=leeftijd',
  '/cijfers/instroom-sociale-economie?periode=2017&per=jaar&dossiers=2025~workForm.art60',
  '/cijfers/overgangen?naar=geslacht',
  '/cijfers/bezetting?dossiers=alle~stage.screening',
  '/cijfers/doorstroom?naar=programma',
  '/cijfers/uitstroom?opleiding=low',
  '/cijfers/signaal?naar=gemeente',
];
const PEOPLE = [
  '/cijfers/wachttijd?naar=gemeente',
  '/cijfers/tijd-in-fase?fase=screening.approved',
  '/cijfers/kans-op-werk?naar=geslacht',
  '/cijfers/routes',
  '/cijfers/aan-het-werk',
  '/cijfers/plaats-over-de-tijd',
  // Too few people for an estimate.
  '/cijfers/kans-op-werk?geslacht=x&gemeente=24008',
];

const ROLES = {
  'case-worker': {
    email: 'begeleider@demo.example',
    paths: [
      '/publicaties',
      '/deelnemers',
      '/deelnemers/nieuw',
      '/overdrachten',
      '/overdrachten?toon=overgedragen',
      '/overzicht',
      '/cijfers',
      '/cijfers/wachttijd',
      '/cijfers/doorstroom?dossiers=alle',
      '/cijfers/streefcijfers',
      '/organisaties',
      '/trajectmodel',
      '/bewaartermijnen',
      '/importeren',
      '/account',
    ],
  },
  coordinator: {
    email: 'regisseur@demo.example',
    paths: ['/overzicht', '/cijfers', '/cijfers/streefcijfers', '/trajecten', '/publicaties', '/organisaties', '/trajectmodel'],
  },
  'coordinator with counts': { email: 'regisseur@demo.example', paths: COUNTS },
  'coordinator with people followed': { email: 'regisseur@demo.example', paths: PEOPLE },
  administrator: {
    email: 'beheerder@demo.example',
    paths: [
      '/beheer/gebruikers',
      '/beheer/gemeenten',
      '/beheer/instellingen',
      '/beheer/logboek',
      '/publicaties',
      '/organisaties',
      '/importeren',
      '/trajectmodel',
    ],
  },
  'steering-group': { email: 'stuurgroep@demo.example', paths: ['/', '/publicaties', '/organisaties', '/account', '/over'] },
};

/** From the list into the first file: its address is not known before. */
const FILES = { 'case-worker': '/deelnemers', coordinator: '/trajecten' };

/**
 * As somebody would see it who opens it on a desk, turns the lights down and goes on with a phone: loaded once, so that three times as many
 * screens are looked at in the same time. What the colours change is contrast alone.
 */
const VIEWS = [
  { view: '1280', width: 1280, height: 900, colorScheme: 'light', rules: undefined },
  { view: '1280-dark', width: 1280, height: 900, colorScheme: 'dark', rules: ['color-contrast'] },
  { view: '390', width: 390, height: 844, colorScheme: 'light', rules: undefined },
] as const;

async function looksRight(visit: Visit, name: string): Promise<void> {
  const { page } = visit;
  await page.getByRole('heading', { level: 1 }).waitFor();
  for (const { view, width, height, colorScheme, rules } of VIEWS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await page.waitForLoadState('networkidle');
    await visit.picture(`${name}-${view}`);
    expect(await visit.axe(rules), `${name} at ${view}`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${name} at ${view} scrolls sideways`).toBe(0);
  }
}

it('axe finds nothing on the screens before signing in, and the console is silent', async () => {
  const visit = await product.visit();
  for (const path of ['/aanmelden', '/over']) {
    await visit.page.goto(path);
    await looksRight(visit, path.slice(1));
  }
  expect(visit.complaints).toEqual([]);
  await visit.context.close();
});

it.each(Object.entries(ROLES))('axe finds nothing on any screen of the %s, and the console is silent', async (role, { email, paths }) => {
  const visit = await product.visit();
  await visit.signIn(email);
  for (const path of paths) {
    await visit.page.goto(path);
    await looksRight(visit, `${role.replaceAll(' ', '-')}${path.replaceAll('/', '-')}`);
  }
  expect(visit.complaints).toEqual([]);
  await visit.context.close();
});

it.each(Object.entries(FILES))('axe finds nothing on a file as the %s sees it, and the console is silent', async (role, list) => {
  const visit = await product.visit();
  await visit.signIn(role === 'coordinator' ? ROLES.coordinator.email : ROLES['case-worker'].email);
  await visit.page.goto(list);
  await visit.page.getByRole('rowheader').first().getByRole('link').click();
  await visit.page.getByRole('region', { name: 'Verloop' }).getByRole('listitem').first().waitFor();
  await looksRight(visit, `${role}-dossier`);
  if (role === 'case-worker') {
    await visit.page.getByRole('button', { name: 'Wie keek?' }).click();
    await visit.page.getByRole('dialog').getByRole('listitem').first().waitFor();
    await visit.picture(`${role}-wie-keek-390`);
    expect(await visit.axe()).toEqual([]);
    await visit.page.keyboard.press('Escape');
  }
  const past = new URL(visit.page.url());
  past.searchParams.set('bekend', '2026-06-30');
  await visit.page.goto(past.href);
  await looksRight(visit, `${role}-dossier-bekend`);
  expect(visit.complaints).toEqual([]);
  await visit.context.close();
});

const OLD_ANSWERS = [
  { who: 'case-worker', path: '/deelnemers', asked: '**/api/participants?*', change: 'Fase', to: 'Screening' },
  { who: 'coordinator', path: '/cijfers/aanmeldingen', asked: '**/api/figures/**', change: 'Programma', to: 'Art. 60 §7' },
] as const;

it.each(OLD_ANSWERS)('what $path shows can be read for as long as the next answer takes', async ({ who, path, asked, change, to }) => {
  const visit = await product.visit();
  const { page } = visit;
  await visit.signIn(ROLES[who].email);
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  let letGo = () => {};
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(asked, async (route) => {
    await isLetGo;
    await route.continue();
  });
  await page.getByLabel(change).selectOption({ label: to });
  await page.locator('[aria-busy=true]').first().waitFor();
  await visit.picture(`${who}${path.replaceAll('/', '-')}-wacht`);
  expect(await visit.axe()).toEqual([]);
  letGo();
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  expect(visit.complaints).toEqual([]);
  await visit.context.close();
});
