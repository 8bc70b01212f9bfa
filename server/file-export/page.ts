import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { ROOT } from '#server/root.ts';
import { drawable, drawnLines, lettersFor } from './letters.ts';

/** Distances in points; A4. */
const MARGIN = { top: 84, bottom: 72, left: 60, right: 60 };
const INK = '#16212e';
const SECOND = '#4a5868';
const LINE = '#dfe4e8';
const ACCENT = '#0b5563';

const FONTS = join(ROOT, 'server', 'file-export', 'fonts');

type Weight = 'regular' | 'bold';

/** The few shapes that a file is told in, tagged so that it can be read aloud, with a head and a foot on every page. */
export class Paper {
  readonly #document: PDFKit.PDFDocument;
  readonly #structure: PDFKit.PDFStructureElement;
  readonly #width: number;
  #weight: Weight = 'regular';

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
    for (const [letters, file] of [
      ['own', 'atkinson'],
      ['other', 'other'],
    ])
      for (const weight of ['regular', 'bold']) this.#document.registerFont(`${letters} ${weight}`, join(FONTS, `${file}-${weight}.ttf`));
    this.#structure = this.#document.struct('Document');
    this.#document.addStructure(this.#structure);
    this.#width = this.#document.page.width - MARGIN.left - MARGIN.right;
  }

  title(text: string, subtitle: string): void {
    this.#style('bold', 22, INK);
    this.#write(text, 'H1', { lineGap: 2 });
    this.#style('regular', 10, SECOND);
    this.#write(subtitle, 'P');
    this.#document.moveDown(1);
  }

  /** Begins a part, on a new page where only its heading would fit. */
  part(text: string): void {
    this.#keepTogether(110);
    this.#document.moveDown(1.2);
    this.#style('bold', 14, ACCENT);
    this.#write(text, 'H2');
    this.#document.moveDown(0.35);
  }

  heading(text: string): void {
    this.#keepTogether(80);
    this.#document.moveDown(0.8);
    this.#style('bold', 11, INK);
    this.#write(text, 'H3');
    this.#document.moveDown(0.3);
  }

  paragraph(text: string, { isQuiet = false }: { isQuiet?: boolean } = {}): void {
    this.#style('regular', 10, isQuiet ? SECOND : INK);
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
    this.#style('regular', 10, SECOND);
    this.#write(day, 'P', { width: indent }, MARGIN.left, top);
    this.#style('bold', 10, INK);
    const width = this.#width - indent;
    this.#write(title, 'P', { width }, MARGIN.left + indent, top);
    this.#style('regular', 10, INK);
    if (details !== '') this.#write(details, 'P', { width, lineGap: 2 });
    if (note !== null) this.#write(note, 'P', { width, lineGap: 2 });
    this.#style('regular', 8.5, SECOND);
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
      this.#style('regular', 8.5, SECOND);
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
    const options = { width: this.#width, lineBreak: false };
    this.#document.text(this.#laid(left, this.#width), MARGIN.left, y, options);
    this.#document.text(this.#laid(right, this.#width), MARGIN.left, y, { ...options, align: 'right' });
  }

  #row(table: PDFKit.PDFStructureElement, cells: readonly string[], shares: readonly number[], kind: 'head' | 'row' | 'fact'): void {
    const document = this.#document;
    const gap = 10;
    const isTerm = (index: number) => kind === 'head' || (kind === 'fact' && index === 0);
    const choose = (index: number) => {
      const weight = kind === 'head' || (kind === 'fact' && index > 0) ? 'bold' : 'regular';
      this.#style(weight, kind === 'head' ? 8.5 : 10, isTerm(index) ? SECOND : INK);
    };
    const widths = shares.map((share) => share * this.#width - gap);
    const heights = cells.map((cell, index) => {
      const width = widths[index] ?? 0;
      choose(index);
      return document.heightOfString(this.#laid(cell, width) || ' ', { width });
    });
    const height = Math.max(...heights) + 7;
    this.#keepTogether(height);
    const row = document.struct('TR');
    table.add(row);
    const top = document.y;
    let x = MARGIN.left;
    for (const [index, cell] of cells.entries()) {
      const width = widths[index] ?? 0;
      choose(index);
      document.text(this.#laid(cell, width) || ' ', x, top + 3, { width, structParent: row, structType: isTerm(index) ? 'TH' : 'TD' });
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
    const laid = this.#laid(text, options.width ?? this.#width);
    if (x === undefined) this.#document.text(laid, all);
    else this.#document.text(laid, x, y, all);
  }

  #style(weight: Weight, size: number, colour: string): void {
    this.#weight = weight;
    this.#document.fontSize(size).fillColor(colour);
  }

  /** A text as it is drawn in so much room, after choosing the letters that have all of it. */
  #laid(text: string, width: number): string {
    const shown = drawable(text);
    this.#document.font(`${lettersFor(shown)} ${this.#weight}`);
    return drawnLines(shown, (line) => this.#document.widthOfString(line) < width);
  }

  #keepTogether(height: number): void {
    if (this.#document.y + height > this.#document.page.height - MARGIN.bottom) this.#document.addPage();
  }
}
