import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '#client/charts/csv.ts';
import { csvOf } from '#server/exchange/write-csv.ts';
import { defused, restored } from '#shared/spreadsheet.ts';

const DANGEROUS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '﹦', '−'];
const anyText = fc.string({ unit: fc.constantFrom(...DANGEROUS, "'", '"', ' ', '\u00a0', '\u200b', '\ufeff', ',', ';', 'a', '1') });

/** Begins, for a spreadsheet that trims and unquotes what it likes, with what makes a formula. */
function runs(cell: string): boolean {
  return /^[\t\r\n]|^[\s"\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫−]/u.test(cell);
}

const BOUNDS = { lower: 'van', upper: 'tot' };

describe('text in a cell', () => {
  it.each([...DANGEROUS, ' =', '"=', '\u00a0@', '\u200b+', "'="])('that begins with %j is kept from running', (beginning) => {
    expect(defused(`${beginning}1+1`)).toBe(`'${beginning}1+1`);
  });

  it('never begins a formula, however the file is cut into cells', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cell = defused(text);
        for (const separator of [',', ';', '\t', '\n', '\r']) {
          const [first = '', ...others] = cell.split(separator);
          expect(runs(first)).toBe(false);
          for (const other of others) expect(/^[\s"\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫−]/u.test(other)).toBe(false);
        }
      }),
    );
  });

  it('comes back as it was', () => {
    fc.assert(fc.property(anyText, (text) => restored(defused(text)) === text));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => restored(defused(text)) === text));
  });

  it('that nobody would run stays as it is', () => {
    for (const text of ['Els', "'t Hof", '12-05-2026', 'a=b', 'Jan-Pieter', 'els@ocmw.be', '', 'ja, misschien', '1;2'])
      expect(defused(text)).toBe(text);
  });
});

describe('a number in a cell', () => {
  it('stays a number, also below zero', () => {
    expect([defused(-12.5), defused(0), defused(null)]).toEqual([-12.5, 0, null]);
    expect(csvOf([[-3, 4.5, null]])).toBe('-3,4.5,\n');
    expect(csvText([], { columns: ['a'], rows: [{ key: 'a', cells: [-3.5] }] }, BOUNDS)).toContain('\r\n-3,5\r\n');
  });
});

describe('a file', () => {
  it('of the server reads back, and runs nothing as commas or as semicolons', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), (cells) => {
        const file = csvOf([['x', ...cells]]);
        const [row = []] = parse(file, { relax_column_count: true });
        expect(row.slice(1).map((cell) => restored(cell))).toEqual(cells);
        // A spreadsheet of the other kind knows no quotes in the middle of a line.
        for (const cell of file.split(/[;\r\n]/)) expect(/^[\s"\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫−]/u.test(cell)).toBe(false);
      }),
    );
  });

  it('of a chart runs nothing, in its head, its columns or its rows', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (head, column, cell) => {
        const file = csvText([[head]], { columns: [column], rows: [{ key: 'a', cells: [cell] }] }, BOUNDS).slice(1);
        for (const [first = ''] of parse(file, { delimiter: ';', relax_column_count: true })) expect(runs(first)).toBe(false);
      }),
    );
  });
});
