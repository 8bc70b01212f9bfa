import { colourOf } from './paint.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** What a drawing takes from our style sheets, by the names that are attributes too; with what holds where nothing is said. */
const TAKEN_ON: Readonly<Record<string, string>> = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-opacity': '1',
  'stroke-dasharray': 'none',
  'stroke-linejoin': 'miter',
  'stroke-linecap': 'butt',
  'paint-order': 'normal',
  'text-anchor': 'start',
  'font-size': '16px',
  'font-weight': '400',
  'shape-rendering': 'auto',
};

const PAINTS = new Set(['fill', 'stroke']);
/** Of the page, and nothing outside it. */
const OF_THE_PAGE = ['class', 'style', 'tabindex', 'role', 'focusable', 'aria-hidden', 'aria-label', 'aria-labelledby', 'data-mark'];

/** A drawing of the page as one that needs no style sheet: what those say stands on it as attributes. */
export function withoutStyleSheets(drawing: SVGSVGElement): SVGSVGElement {
  const clone = document.createElementNS(SVG, 'svg');
  copy(drawing, clone, (name) => TAKEN_ON[name] ?? '');
  clone.setAttribute('overflow', 'visible');
  return clone;
}

function copy(from: Element, to: Element, inherited: (name: string) => string): void {
  const style = getComputedStyle(from);
  for (const { name, value } of from.attributes) if (!OF_THE_PAGE.includes(name) && !name.startsWith('xmlns')) to.setAttribute(name, value);
  for (const name of Object.keys(TAKEN_ON)) {
    const value = style.getPropertyValue(name);
    to.removeAttribute(name);
    if (value !== inherited(name)) setStyle(to, name, value);
  }
  if (style.opacity !== '1') to.setAttribute('opacity', style.opacity);
  // What is spoken on the page shows as a tip in a browser.
  const label = from.getAttribute('aria-label');
  if (label) to.append(element('title', {}, label));
  for (const child of from.childNodes) {
    if (child instanceof Element) {
      const copied = document.createElementNS(SVG, child.localName);
      to.append(copied);
      copy(child, copied, (name) => style.getPropertyValue(name));
    } else if (child.nodeType === Node.TEXT_NODE) to.append(child.cloneNode());
  }
}

/** Programs for drawing do not know colours that are see-through: how far they are goes in an attribute of its own. */
function setStyle(to: Element, name: string, value: string): void {
  if (!PAINTS.has(name) || value === 'none' || value.startsWith('url(')) {
    to.setAttribute(name, value);
    return;
  }
  const { colour, opacity } = colourOf(value);
  to.setAttribute(name, opacity === 0 ? 'none' : colour);
  if (opacity > 0 && opacity < 1) to.setAttribute(`${name}-opacity`, String(opacity));
}

export function element(name: string, attributes: Readonly<Record<string, string | number>>, text = ''): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== '') made.textContent = text;
  return made;
}
