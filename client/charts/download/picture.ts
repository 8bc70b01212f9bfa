import typeface from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url';
import type { Drawing } from './drawing.ts';

/** Sharp on the screens of today, and at 15 cm wide in print. */
const SCALE = 2;

export function svgFile({ svg }: Drawing): Blob {
  return new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}`], { type: 'image/svg+xml' });
}

/**
 * The drawing as pixels. It goes to the canvas by a `data:` address, which `img-src` allows already; a `blob:` one would ask for
 * a wider Content-Security-Policy.
 */
export async function pngFile({ svg, width, height }: Drawing): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: width * SCALE, height: height * SCALE });
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the canvas gave no picture'))), 'image/png');
  });
}

/** The typeface within the file, so that it looks the same where nobody has it. Without it the drawing is as good as ever. */
export async function fontFace(): Promise<string> {
  try {
    const answer = await fetch(typeface);
    if (!answer.ok) return '';
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    return `@font-face{font-family:'Atkinson Hyperlegible Next';font-weight:200 800;src:url(data:font/woff2;base64,${text}) format('woff2')}`;
  } catch {
    return '';
  }
}
