import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from '../setup/browser.ts';
import { unzipped } from '../setup/unzip.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.close());

/** The first figure of the page, as a file of this form. */
async function downloaded(page: Page, form: string): Promise<{ name: string; bytes: Buffer }> {
  await page
    .getByRole('button', { name: /^“.*” downloaden$/ })
    .first()
    .click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('dialog').getByRole('button', { name: form }).click()]);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

describe('a figure on the overview', () => {
  it('leaves as Excel, CSV, drawing and picture under the strict policy, each with its definition', async () => {
    const visit = await product.visit({ colorScheme: 'dark' });
    await visit.signIn('regisseur@demo.example');
    const { page } = visit;
    await page.goto('/overzicht');
    await page.locator('svg[role="group"]').first().waitFor();

    const excel = await downloaded(page, 'Excel');
    expect(excel.name).toMatch(/^[a-z0-9-]+-\d{4}-\d{2}-\d{2}\.xlsx$/);
    expect(excel.bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');

    const csv = await downloaded(page, 'CSV');
    expect(csv.bytes.toString('utf8')).toMatch(/^\uFEFF.*Zoals bekend op;.*Definitie;[a-z.-]+, versie \d+\r\n/s);

    const svg = (await downloaded(page, 'Tekening (SVG)')).bytes.toString('utf8');
    expect(svg).toContain('Zoals bekend op: ');
    expect(svg).toMatch(/Definitie: [a-z.-]+, versie \d+</);
    // Nothing that only our page could fill in; and the light colours, whatever the screen has.
    expect(svg).not.toMatch(/ class=|var\(--/);
    expect(svg).not.toContain('rgb(233, 238, 242)');
    expect(await sizeOf(page, `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`)).toBeGreaterThan(400);

    const png = await downloaded(page, 'Afbeelding (PNG)');
    expect(png.bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    const [width, height] = [png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)];
    expect(Math.min(width, height)).toBeGreaterThan(800);
    expect(await inkIn(page, png.bytes)).toBeGreaterThan(0.01);

    await page
      .getByRole('button', { name: /^“.*” downloaden$/ })
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
    await visit.picture('download-dark');
    expect(await visit.axe()).toEqual([]);
    expect(visit.complaints).toEqual([]);
    await visit.context.close();
  });
});

describe('a curve of many groups', () => {
  it('leaves as Excel with every day, as many as the CSV has, under the strict policy', async () => {
    const visit = await product.visit();
    await visit.signIn('regisseur@demo.example');
    const { page } = visit;
    await page.goto('/cijfers/kans-op-werk?naar=gemeente');
    await page
      .getByRole('button', { name: /^“.*” downloaden$/ })
      .first()
      .waitFor();
    const csv = (await downloaded(page, 'CSV')).bytes.toString('utf8');
    const days = csv.split('\r\n\r\n')[1]?.trim().split('\r\n').length;

    const files = unzipped((await downloaded(page, 'Excel')).bytes);
    const sheet = files.get('xl/worksheets/sheet2.xml') ?? '';
    // Larger than what fflate packs at once.
    expect(sheet.length).toBeGreaterThan(160_000);
    expect(sheet.match(/<row /g)).toHaveLength(days ?? 0);
    expect(visit.complaints).toEqual([]);
    await visit.context.close();
  });
});

function sizeOf(page: Page, address: string): Promise<number> {
  return page.evaluate(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    return image.naturalWidth;
  }, address);
}

/** The share of a picture that is not as light as paper. */
function inkIn(page: Page, png: Buffer): Promise<number> {
  return page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: image.naturalHeight });
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
      let dark = 0;
      for (let place = 0; place < pixels.length; place += 4) if ((pixels[place] ?? 255) < 160) dark += 1;
      return dark / (pixels.length / 4);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
}
