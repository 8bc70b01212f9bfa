/**
 * Text without what must be in no log, known by its shape: tokens, addresses with a password, e-mail addresses and INSZ numbers. The
 * second line: nothing of that kind is meant to come this far.
 *
 * @param secrets what must not appear either, whatever its shape
 */
export function redacted(text: string, secrets: readonly string[] = []): string {
  const known = secrets.filter((secret) => secret.length >= SHORTEST);
  const withoutShapes = SHAPES.reduce((line, [shape, instead]) => line.replace(shape, instead), text);
  return known.reduce((line, secret) => line.replaceAll(secret, CENSOR), withoutShapes);
}

export const CENSOR = '[redacted]';

// A shorter one would be found in words that have nothing to do with it.
const SHORTEST = 4;

const SHAPES: readonly [RegExp, string][] = [
  // The user stays: it says which setting is meant.
  [/(\w+:\/\/[^\s:/@"]*):[^\s/"]+@/g, `$1:${CENSOR}@`],
  [/\beyJ[\w-]{4,}\.[\w-]+\.[\w-]*/g, CENSOR],
  [/\bBearer +[^\s"\\]+/gi, `Bearer ${CENSOR}`],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, CENSOR],
  [/(?<![\w-])\d{2}\.?\d{2}\.?\d{2}[- ]?\d{3}\.?\d{2}(?![\w-])/g, CENSOR],
];
