import styles from './drawing.module.css';
import { colourOf } from './paint.ts';
import { element, withoutStyleSheets } from './svg-clone.ts';

/** A drawing that stands alone, and its size in pixels. */
export type Drawing = { readonly svg: SVGElement; readonly width: number; readonly height: number };

type Texts = {
  readonly title: string;
  readonly sentence: string;
  /** Small, under the drawing: the definition and what else the numbers need. */
  readonly caption: readonly string[];
};

const MARGIN = 20;
const FONT = "'Atkinson Hyperlegible Next', 'Segoe UI', Roboto, Arial, sans-serif";
const INK = 'rgb(22, 33, 46)';
const SECOND = 'rgb(74, 88, 104)';

/**
 * What stands on the screen as one SVG: drawings, legends, words and tints, each where it is, under its title and over its
 * caption. Always in the light colours, for paper; the switch is over before the browser paints.
 *
 * @param fontFace a rule for the typeface, or nothing where it could not be had
 */
export function drawingOf(body: HTMLElement, { title, sentence, caption }: Texts, fontFace: string): Drawing {
  const box = body.getBoundingClientRect();
  const width = Math.max(480, Math.ceil(box.width)) + 2 * MARGIN;
  const measure = measurer();
  const room = width - 2 * MARGIN;

  const head = paragraph(title, { room, size: 19, weight: 650, row: 25, measure });
  const told = paragraph(sentence, { room, size: 15, weight: 400, row: 21, measure });
  const foot = caption.map((line) => paragraph(line, { room, size: 11.5, weight: 400, row: 16, measure, fill: SECOND }));

  const svg = element('svg', { xmlns: 'http://www.w3.org/2000/svg', width, 'font-family': FONT, fill: INK });
  svg.append(element('title', {}, title), element('desc', {}, sentence));
  if (fontFace !== '') svg.append(element('style', {}, fontFace));
  const ground = element('rect', { width: '100%', height: '100%', fill: 'rgb(255, 255, 255)' });
  svg.append(ground);

  let y = MARGIN;
  for (const part of [head, told]) y = place(svg, part, y) + 4;
  y += 12;
  const drawn = element('g', { transform: `translate(${MARGIN - box.left} ${y - box.top})` });
  inLight(() => draw(body, drawn));
  svg.append(drawn);
  y += box.height + 18;
  svg.append(element('line', { x1: MARGIN, x2: width - MARGIN, y1: y - 8, y2: y - 8, stroke: 'rgb(223, 228, 232)' }));
  for (const part of foot) y = place(svg, part, y) + 2;
  const height = Math.ceil(y + MARGIN - 4);
  svg.setAttribute('height', String(height));
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  return { svg, width, height };
}

/** Nothing waits, nothing is painted in between and no colour glides: who looks at a dark screen sees no flash. */
function inLight(deed: () => void): void {
  const { dataset, classList } = document.documentElement;
  const before = dataset.theme;
  const still = styles.still ?? 'still';
  classList.add(still);
  dataset.theme = 'light';
  try {
    deed();
  } finally {
    if (before === undefined) delete dataset.theme;
    else dataset.theme = before;
    // Asking for a colour settles the old ones before anything may glide again.
    getComputedStyle(document.body).getPropertyValue('color');
    classList.remove(still);
  }
}

function draw(from: Element, onto: SVGElement): void {
  const style = getComputedStyle(from);
  if (style.display === 'none' || style.visibility === 'hidden' || isHeardOnly(style)) return;
  const box = from.getBoundingClientRect();
  if (from instanceof SVGSVGElement) {
    const clone = withoutStyleSheets(from);
    for (const [name, value] of Object.entries({ x: box.left, y: box.top, width: box.width, height: box.height }))
      clone.setAttribute(name, String(value));
    onto.append(clone);
    return;
  }
  const background = colourOf(style.backgroundColor);
  const border = Number.parseFloat(style.borderTopWidth);
  if (background.opacity > 0 || border > 0)
    onto.append(
      element('rect', {
        x: box.left,
        y: box.top,
        width: box.width,
        height: box.height,
        rx: Number.parseFloat(style.borderTopLeftRadius) || 0,
        fill: background.opacity > 0 ? background.colour : 'none',
        'fill-opacity': background.opacity,
        ...(border > 0 && { stroke: colourOf(style.borderTopColor).colour, 'stroke-width': border }),
      }),
    );
  for (const child of from.childNodes) {
    if (child instanceof Element) draw(child, onto);
    else if (child instanceof Text) drawText(child, style, onto);
  }
}

/** As `VisuallyHidden` makes it: there for who listens. */
function isHeardOnly({ clipPath, position }: CSSStyleDeclaration): boolean {
  return position === 'absolute' && clipPath !== 'none';
}

/** Words that the browser put on one line are one text, where they begin. */
function drawText(text: Text, style: CSSStyleDeclaration, onto: SVGElement): void {
  const range = document.createRange();
  const lines: { words: string; left: number; bottom: number; height: number }[] = [];
  for (const { 0: word, index } of text.data.matchAll(/\S+/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const box = range.getBoundingClientRect();
    const line = lines.at(-1);
    if (line && Math.abs(line.bottom - box.bottom) < 2) line.words += ` ${word}`;
    else lines.push({ words: word, left: box.left, bottom: box.bottom, height: box.height });
  }
  for (const { words, left, bottom, height } of lines)
    onto.append(
      element(
        'text',
        {
          x: left,
          // The box of a line of words reaches a fifth of its height under the letters' foot.
          y: bottom - height * 0.23,
          'font-size': style.fontSize,
          'font-weight': style.fontWeight,
          fill: colourOf(style.color).colour,
        },
        words,
      ),
    );
}

type Part = {
  readonly lines: readonly string[];
  readonly size: number;
  readonly weight: number;
  readonly row: number;
  readonly fill: string;
};
type Measure = (text: string, size: number, weight: number) => number;

function paragraph(
  text: string,
  { room, size, weight, row, measure, fill = INK }: Omit<Part, 'lines' | 'fill'> & { room: number; measure: Measure; fill?: string },
): Part {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && measure(longer, size, weight) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return { lines, size, weight, row, fill };
}

/** @returns the foot of what was written */
function place(svg: SVGElement, { lines, size, weight, row, fill }: Part, top: number): number {
  for (const [index, line] of lines.entries())
    svg.append(element('text', { x: MARGIN, y: top + row * index + size, 'font-size': size, 'font-weight': weight, fill }, line));
  return top + row * lines.length;
}

function measurer(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  return (text, size, weight) => {
    if (!context) return text.length * size * 0.52;
    context.font = `${weight} ${size}px ${FONT}`;
    return context.measureText(text).width;
  };
}
