import { describe, expect, it } from 'vitest';
import { csvText } from '#client/charts/csv.ts';
import { type ChartExport, linesOf } from '#client/charts/download/chart-export.ts';
import { downloadWords } from '#client/charts/download/locales.ts';
import { colourOf } from '#client/charts/download/paint.ts';
import { xlsxOf } from '#client/charts/download/xlsx.ts';
import { zip } from '#client/charts/download/zip.ts';
import { translate } from '#client/locales/words.ts';
import { unzipped } from '../setup/unzip.ts';

const text = { nl: 'De kans op een job.', en: 'The chance of a job.', fr: 'La chance d’un emploi.' };
const figure: ChartExport = {
  title: 'Kans op regulier werk',
  sentence: '=Van 100 mensen werken er 42.',
  note: 'Oktober loopt nog.',
  selection: 'Diest; Art. 60 §7',
  heading: {
    definition: { id: 'chance.regular', version: 3, text, formula: 'F(t)', breakdowns: { route: { ...text, nl: 'De route.' } } },
    from: null,
    to: '2026-10-31',
    observedUntil: '2026-11-24',
    knownAt: '2026-11-25T12:00:00.000Z',
  },
  table: {
    columns: ['Route', 'Kans', '95 %', 'Nog gevolgd'],
    kinds: ['plain', 'share', 'share', 'plain'],
    rows: [
      { key: 'se', cells: ['Eerst sociale economie', 0.42312345, { lower: 0.381, upper: 0.467 }, 152] },
      { key: 'direct', cells: ['@Rechtstreeks', null, null, 6] },
    ],
  },
};
const bounds = { lower: 'van', upper: 'tot' };
const lines = linesOf(figure, translate(downloadWords, 'nl'), '2026-11-25T13:30:00.000Z');

describe('what every file of a figure repeats', () => {
  it('is the selection, the days, the definition with its version, and when it was known and made', () => {
    expect(lines).toEqual([
      ['Selectie', 'Diest; Art. 60 §7'],
      ['Gegevens', 'tot en met 31/10/2026'],
      ['Waargenomen tot en met', '24/11/2026'],
      ['Zoals bekend op', '25/11/2026 13:00'],
      ['Definitie', 'chance.regular, versie 3'],
      ['Wat telt', 'De kans op een job.'],
      ['Uitsplitsing', 'De route.'],
      ['Formule', 'F(t)'],
      ['Bestand gemaakt op', '25/11/2026 14:30'],
    ]);
  });
});

describe('the CSV of a figure', () => {
  it('gives shares as per cent and an interval a column for each bound', () => {
    expect(csvText([], figure.table, bounds).split('\r\n').slice(1, 4)).toEqual([
      'Route;Kans (%);95 %, van (%);95 %, tot (%);Nog gevolgd',
      'Eerst sociale economie;42,3123;38,1;46,7;152',
      "'@Rechtstreeks;;;;6",
    ]);
  });
});

describe('the Excel file of a figure', () => {
  const names = { ...bounds, figures: 'Cijfers', detail: 'Alle dagen', about: 'Toelichting' };

  it('has its numbers as numbers, shares as per cent, and runs nothing', async () => {
    const files = unzipped(await bytesOf(xlsxOf(figure, lines, names)));
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toMatch(/<c r="B2" s="\d+"><v>0\.42312345<\/v>/);
    expect(sheet).toMatch(/<c r="C2" s="\d+"><v>0\.381<\/v>/);
    expect(sheet).toMatch(/<c r="E2"><v>152<\/v>/);
    expect(files.get('xl/styles.xml')).toContain('formatCode="0.0%"');
    expect(sheet).not.toContain('<f>');
    expect(files.get('xl/sharedStrings.xml')).toMatch(/>(?:'|&apos;|&#39;)@Rechtstreeks</);
  });

  it('says on its last sheet what the numbers are', async () => {
    const files = unzipped(await bytesOf(xlsxOf(figure, lines, names)));
    const words = files.get('xl/sharedStrings.xml') ?? '';
    for (const said of ['Oktober loopt nog.', 'chance.regular, versie 3', 'De kans op een job.', '24/11/2026', '25/11/2026 14:30'])
      expect(words).toContain(said);
    expect(words).toMatch(/>(?:'|&apos;|&#39;)=Van 100 mensen/);
    expect(files.get('xl/workbook.xml')).toMatch(/name="Cijfers".*name="Toelichting"/s);
  });

  it('has every step of a curve, however many', async () => {
    const rows = Array.from({ length: 20_000 }, (_, day) => ({ key: String(day), cells: [day, 0.5] }));
    const detail = { columns: ['Dag', 'Kans'], rows };
    const files = unzipped(await bytesOf(xlsxOf({ ...figure, detail }, lines, names)));
    expect(files.get('xl/workbook.xml')).toMatch(/name="Cijfers".*name="Alle dagen".*name="Toelichting"/s);
    expect(files.get('xl/worksheets/sheet2.xml')).toContain('<c r="A20001"><v>19999</v></c>');
  });
});

describe('packing in the page', () => {
  const files = { 'a/large.xml': bytes('<c>een rij</c>'.repeat(50_000)), 'a/small.xml': bytes('é') };
  const pack = () =>
    new Promise<Uint8Array>((resolve, reject) => zip(files, (error, archive) => (error ? reject(error) : resolve(archive))));

  it('keeps every file to the byte', async () => {
    const found = unzipped(Buffer.from(await pack()));
    expect([...found]).toEqual(Object.entries(files).map(([name, content]) => [name, Buffer.from(content).toString('utf8')]));
  });

  it('gives the page its turn in between', async () => {
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 0);
    await pack().finally(() => clearInterval(clock));
    expect(turns).toBeGreaterThan(2);
  });
});

describe('a colour of the page', () => {
  it('is one that every program for drawing knows, and how far it is see-through', () => {
    expect(colourOf('rgb(11, 85, 99)')).toEqual({ colour: 'rgb(11, 85, 99)', opacity: 1 });
    expect(colourOf('rgba(0, 0, 0, 0)')).toEqual({ colour: 'rgb(0, 0, 0)', opacity: 0 });
    expect(colourOf('color(srgb 1 0.5 0 / 0.25)')).toEqual({ colour: 'rgb(255, 128, 0)', opacity: 0.25 });
  });
});

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function bytesOf(blob: Promise<Blob>): Promise<Buffer> {
  return Buffer.from(await (await blob).arrayBuffer());
}
