import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from '../setup/browser.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.close());

describe.each([
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
])('at $width pixels, what a person may ask of the own file', ({ width, height }) => {
  it('can be done from the file and from the list of terms, and axe finds nothing', async () => {
    const visit = await product.visit({ width, height });
    const { page } = visit;
    const look = async (name: string) => {
      await page.waitForLoadState('networkidle');
      await visit.picture(`rechten-${name}-${width}`);
      expect(await visit.axe(), name).toEqual([]);
    };
    await visit.signIn('begeleider@demo.example');
    await page.goto('/bewaartermijnen');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look('bewaartermijnen');

    await page.goto('/deelnemers/nieuw');
    await page.getByLabel('Voornaam').fill('Çağlar');
    await page.getByLabel('Familienaam').fill(`Proefpersoon ${width}`);
    const number = width === 390 ? '85.07.14-001-55' : '93.05.18-223-61';
    await page.getByLabel('Rijksregisternummer').fill(number);
    const opensAtOnce = page.getByLabel('Open meteen een traject');
    if (await opensAtOnce.isChecked()) await opensAtOnce.uncheck();
    await page.getByRole('button', { name: 'Deelnemer bewaren' }).click();
    await page.getByRole('button', { name: 'Toon' }).waitFor();
    await look('dossier');
    await page.getByRole('button', { name: 'Toon' }).click();
    await look('insz-waarom');
    await page.getByRole('radio', { name: 'Een fout verbeteren' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Toon' }).click();
    await page.getByText(number.slice(0, 8)).waitFor();
    await look('insz-getoond');
    await page.getByRole('button', { name: 'Verberg' }).click();
    expect(await page.getByText(number.slice(0, 8)).count()).toBe(0);

    await page.getByRole('button', { name: 'Meer met dit dossier' }).click();
    await page.getByRole('menuitem', { name: 'Dossier meegeven' }).click();
    await look('meegeven');
    await page.getByRole('radio', { name: 'Aan de persoon zelf' }).check();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Bestand maken' }).click()]);
    expect(file.suggestedFilename()).toMatch(/^dossier-[A-Z]{3}-[0-9A-Z]+\.pdf$/);

    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const address = page.url();
    await page.goto('/deelnemers');
    await page.getByRole('searchbox').fill(number.slice(0, 12));
    await page.getByText('Nog niet alle elf cijfers').waitFor();
    await page.getByRole('searchbox').fill(number);
    await page.getByRole('rowheader', { name: 'Proefpersoon' }).waitFor();
    await look('zoeken');
    for (const url of [...asked, page.url()])
      expect(decodeURIComponent(url).replace(/\D/gu, '')).not.toContain(number.replace(/\D/gu, '').slice(0, 9));

    await page.goto(address);
    await page.getByRole('button', { name: 'Meer met dit dossier' }).click();
    await page.getByRole('menuitem', { name: 'Dossier wissen' }).click();
    await page.getByRole('radio', { name: 'Het dossier werd per vergissing geopend' }).check();
    await look('wissen');
    const label =
      (await page
        .getByRole('dialog')
        .getByText(/Typ de code/u)
        .textContent()) ?? '';
    await page
      .getByRole('dialog')
      .getByRole('textbox')
      .fill(/[A-Z]{3}-[0-9A-Z]+/u.exec(label)?.[0] ?? '');
    await page.getByRole('button', { name: 'Dossier voorgoed wissen' }).click();
    await page.getByText('Gewist dossier').waitFor();
    await look('gewist');
    expect(await page.getByText('Proefpersoon').count()).toBe(0);
    expect(visit.complaints).toEqual([]);
    await visit.context.close();
  }, 120_000);
});
