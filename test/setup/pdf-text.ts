import { inflateSync } from 'node:zlib';

/** The words of a PDF in the order in which they are drawn, a line of text a line, read by the fonts' own tables as a reader does. */
export function textOfPdf(pdf: Buffer): string {
  const objects = new Map(
    [...pdf.toString('latin1').matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/gu)].map(([, number = '', body = '']) => [number, body]),
  );
  const fonts = new Map<string, Map<string, string>>();
  for (const body of objects.values()) {
    for (const [, name = '', number = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/gu)) {
      const table = /\/ToUnicode (\d+) 0 R/u.exec(objects.get(number) ?? '')?.[1];
      if (table !== undefined) fonts.set(name, lettersOf(streamOf(objects.get(table) ?? '')));
    }
  }
  return [...objects.values()].flatMap((body) => linesOf(streamOf(body), fonts)).join('\n');
}

/** By its length: what is packed may end in the byte of a line break itself. */
function streamOf(object: string): string {
  const length = Number(/\/Length (\d+)/u.exec(object)?.[1]);
  const begin = /stream\r?\n/u.exec(object);
  if (!begin || !object.includes('/FlateDecode')) return '';
  const from = begin.index + begin[0].length;
  return inflateSync(Buffer.from(object.slice(from, from + length), 'latin1')).toString('latin1');
}

/** Glyph, as four hexadecimal digits, to what it stands for. */
function lettersOf(table: string): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [, first = '', list = ''] of table.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/gu)) {
    for (const [index, [, codes = '']] of [...list.matchAll(/<([\w ]*)>/gu)].entries()) {
      const glyph = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0');
      letters.set(glyph, Buffer.from(codes.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
    }
  }
  return letters;
}

function linesOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] {
  let letters: ReadonlyMap<string, string> | undefined;
  const lines: string[] = [];
  for (const [, font, drawn = ''] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/gu)) {
    if (font !== undefined) letters = fonts.get(font);
    else {
      const glyphs = [...drawn.matchAll(/<(\w*)>/gu)].flatMap(([, hex = '']) => hex.match(/\w{4}/gu) ?? []);
      lines.push(glyphs.map((glyph) => letters?.get(glyph) ?? '?').join(''));
    }
  }
  return lines;
}
