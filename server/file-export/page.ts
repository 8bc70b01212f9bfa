import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { ROOT } from '#server/root.ts';

/** Distances in points; A4. */
const MARGIN = { top: 84, bottom: 72, left: 60, right: 60 };
const INK = '#16212e';
const SECOND = '#4a5868';
const LINE = '#dfe4e8';
const ACCENT = '#0b5563';

const FONTS = join(ROOT, 'server', 'file-export', 'fonts');

/** The few shapes that a file is told in, tagged so that it can be read aloud, with a head and a foot on every page. */
export class Paper {
  readonly #document: PDFKit.PDFDocument;
  readonly #structure: PDFKit.PDFStructureElement;
  readonly #width: number;

  constructor({ title, author, language, now }: { title: string; author: string; language: string; now: Date }) {
    this.#document = new PDFDocument({
      size: 'A4',
      margins: MARGIN,
      bufferPages: true,
      pdfVersion: '1.7',
      tagged: true,
      lang: language,
      displayTitle: true,
      info: { Title: title, Author: author, Creator: 'Doorstroom', CreationDate: now },
    });
    this.#document.registerFont('regular', join(FONTS, 'atkinson-regular.ttf'));
    this.#document.registerFont('bold', join(FONTS, 'atkinson-bold.ttf'));
    this.#structure = this.#document.struct('Document');
    this.#document.addStructure(this.#structure);
    this.#width = this.#document.page.width - MARGIN.left - MARGIN.right;
  }

  title(text: string, subtitle: string): void {
    this.#document.font('bold').fontSize(22).fillColor(INK);
    this.#write(text, 'H1', { lineGap: 2 });
    this.#document.font('regular').fontSize(10).fillColor(SECOND);
    this.#write(subtitle, 'P');
    this.#document.moveDown(1);
  }

  /** Begins a part, on a new page where only its heading would fit. */
  part(text: string): void {
    this.#keepTogether(110);
    this.#document.moveDown(1.2).font('bold').fontSize(14).fillColor(ACCENT);
    this.#write(text, 'H2');
    this.#document.moveDown(0.35);
  }

  heading(text: string): void {
    this.#keepTogether(80);
    this.#document.moveDown(0.8).font('bold').fontSize(11).fillColor(INK);
    this.#write(text, 'H3');
    this.#document.moveDown(0.3);
  }

  paragraph(text: string, { isQuiet = false }: { isQuiet?: boolean } = {}): void {
    this.#document
      .font('regular')
      .fontSize(10)
      .fillColor(isQuiet ? SECOND : INK);
    this.#write(text, 'P', { lineGap: 3 });
    this.#document.moveDown(0.4);
  }

  /** Terms beside what they stand for. */
  facts(pairs: readonly (readonly [term: string, value: string])[]): void {
    this.table(
      null,
      pairs.map(([term, value]) => [term, value]),
      [0.34, 0.66],
      { isFirstQuiet: true },
    );
  }

  /** @param shares of the width, by column */
  table(
    head: readonly string[] | null,
    rows: readonly (readonly string[])[],
    shares: readonly number[],
    { isFirstQuiet = false }: { isFirstQuiet?: boolean } = {},
  ): void {
    const table = this.#document.struct('Table');
    this.#structure.add(table);
    if (head) this.#row(table, head, shares, 'head');
    for (const row of rows) this.#row(table, row, shares, isFirstQuiet ? 'fact' : 'row');
    table.end();
    this.#document.x = MARGIN.left;
    this.#document.moveDown(0.4);
  }

  /** Something that happened: its day in the margin of its words, and smaller what was written with it. */
  event({
    day,
    title,
    details,
    note,
    foot,
  }: {
    day: string;
    title: string;
    details: string;
    note: string | null;
    foot: readonly string[];
  }): void {
    const document = this.#document;
    this.#keepTogether(58);
    const indent = 78;
    const top = document.y;
    document.font('regular').fontSize(10).fillColor(SECOND);
    this.#write(day, 'P', { width: indent }, MARGIN.left, top);
    document.font('bold').fillColor(INK);
    const width = this.#width - indent;
    this.#write(title, 'P', { width }, MARGIN.left + indent, top);
    document.font('regular');
    if (details !== '') this.#write(details, 'P', { width, lineGap: 2 });
    if (note !== null) this.#write(note, 'P', { width, lineGap: 2 });
    document.fontSize(8.5).fillColor(SECOND);
    for (const line of foot) this.#write(line, 'P', { width });
    document.x = MARGIN.left;
    document.moveDown(0.9);
  }

  /** Ends it, with head and foot on every page. */
  finish({
    head,
    headEnd,
    foot,
    page,
  }: {
    head: string;
    headEnd: string;
    foot: string;
    page: (page: number, pages: number) => string;
  }): AsyncIterable<Uint8Array> {
    const document = this.#document;
    this.#structure.end();
    const { start, count } = document.bufferedPageRange();
    for (let index = start; index < start + count; index++) {
      document.switchToPage(index);
      // Below the margin a page would break.
      document.page.margins = { ...MARGIN, top: 0, bottom: 0 };
      document.markContent('Artifact', { type: 'Pagination' });
      document.font('regular').fontSize(8.5).fillColor(SECOND);
      const bottom = document.page.height - 44;
      this.#ends(head, headEnd, 40);
      this.#ends(foot, page(index + 1, count), bottom);
      document.lineWidth(0.75).strokeColor(LINE);
      for (const y of [56, bottom - 10])
        document
          .moveTo(MARGIN.left, y)
          .lineTo(MARGIN.left + this.#width, y)
          .stroke();
      document.endMarkedContent();
    }
    document.end();
    return document;
  }

  #ends(left: string, right: string, y: number): void {
    this.#document.text(drawable(left), MARGIN.left, y, { width: this.#width, lineBreak: false });
    this.#document.text(drawable(right), MARGIN.left, y, { width: this.#width, align: 'right', lineBreak: false });
  }

  #row(table: PDFKit.PDFStructureElement, cells: readonly string[], shares: readonly number[], kind: 'head' | 'row' | 'fact'): void {
    const document = this.#document;
    const gap = 10;
    const fontOf = (index: number) => (kind === 'head' || (kind === 'fact' && index > 0) ? 'bold' : 'regular');
    const size = kind === 'head' ? 8.5 : 10;
    const widths = shares.map((share) => share * this.#width - gap);
    const heights = cells.map((cell, index) =>
      document
        .font(fontOf(index))
        .fontSize(size)
        .heightOfString(drawable(cell) || ' ', { width: widths[index] ?? 0 }),
    );
    const height = Math.max(...heights) + 7;
    this.#keepTogether(height);
    const row = document.struct('TR');
    table.add(row);
    const top = document.y;
    let x = MARGIN.left;
    for (const [index, cell] of cells.entries()) {
      document
        .font(fontOf(index))
        .fontSize(size)
        .fillColor(kind === 'head' || (kind === 'fact' && index === 0) ? SECOND : INK);
      document.text(drawable(cell) || ' ', x, top + 3, {
        width: widths[index] ?? 0,
        structParent: row,
        structType: kind === 'head' || (kind === 'fact' && index === 0) ? 'TH' : 'TD',
      });
      x += (shares[index] ?? 0) * this.#width;
    }
    row.end();
    document.markContent('Artifact');
    document
      .lineWidth(0.5)
      .strokeColor(LINE)
      .moveTo(MARGIN.left, top + height)
      .lineTo(MARGIN.left + this.#width, top + height)
      .stroke();
    document.endMarkedContent();
    document.x = MARGIN.left;
    document.y = top + height;
  }

  #write(text: string, structType: string, options: PDFKit.Mixins.TextOptions = {}, x?: number, y?: number): void {
    const all = { ...options, structParent: this.#structure, structType };
    if (x === undefined) this.#document.text(drawable(text), all);
    else this.#document.text(drawable(text), x, y, all);
  }

  #keepTogether(height: number): void {
    if (this.#document.y + height > this.#document.page.height - MARGIN.bottom) this.#document.addPage();
  }
}

/**
 * The fonts hold Latin with its extensions. A letter of another script, of which they have no form, is drawn without its marks where that helps, and
 * else as a square: the JSON has it as it is.
 */
function drawable(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    if (hasForm(letter)) return letter;
    const plain = Array.from(letter.normalize('NFD')).filter((part) => hasForm(part));
    return plain.length > 0 ? plain.join('') : '\u25a1';
  })
    .join('')
    .replaceAll('\u25a1', '?');
}

/** What was taken into the fonts (docs/decisions, "the font of the PDF"): Latin, its Extended-A and some of B, and punctuation. */
function hasForm(letter: string): boolean {
  return FORMS.test(letter);
}

const FORMS =
  /^[\n\u0020-\u007e\u00a0-\u017f\u0218-\u021b\u02c6\u02da\u02dc\u1e9e\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u2212]$/u;
