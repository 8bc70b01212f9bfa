import { describe, expect, it } from 'vitest';
import { languages } from '#client/locales/language.ts';
import { defineWords, translate } from '#client/locales/words.ts';

type Catalogue = Record<string, Record<string, string>>;

const modules = import.meta.glob<Record<string, unknown>>(
  ['/client/**/locales.ts', '/client/locales/common.ts', '/client/api/problem-words.ts'],
  {
    eager: true,
  },
);

const catalogues = Object.entries(modules).flatMap(([file, module]) =>
  Object.entries(module).flatMap(([name, value]): [string, Catalogue][] => (isCatalogue(value) ? [[`${file} ${name}`, value]] : [])),
);

describe('the words of the screen', () => {
  it('are found', () => {
    expect(catalogues.length).toBeGreaterThan(2);
  });

  it.each(catalogues)('have the same keys, taking the same values, in the three languages: %s', (_, catalogue) => {
    const shape = (language: string) =>
      Object.entries(catalogue[language] ?? {})
        .map(([key, text]) => `${key}: ${placeholders(text).join(' ')}`)
        .sort();
    expect(shape('en')).toEqual(shape('nl'));
    expect(shape('fr')).toEqual(shape('nl'));
  });

  it.each(catalogues)('leave none empty: %s', (_, catalogue) => {
    const empty = languages.flatMap((language) => Object.entries(catalogue[language] ?? {}).filter(([, text]) => text.trim() === ''));
    expect(empty).toEqual([]);
  });

  it('count in the way of each language', () => {
    const words = defineWords({
      nl: { steps: '{count, plural, one {# stap} other {# stappen}}' },
      en: { steps: '{count, plural, one {# step} other {# steps}}' },
      fr: { steps: '{count, plural, one {# étape} other {# étapes}}' },
    });
    expect(translate(words, 'nl')('steps', { count: 0 })).toBe('0 stappen');
    expect(translate(words, 'fr')('steps', { count: 0 })).toBe('0 étape');
    expect(translate(words, 'en')('steps', { count: 1 })).toBe('1 step');
  });
});

/** The values a message takes, also those within the branches of a plural or select, and the tags around rich text. */
function placeholders(text: string): string[] {
  const tags = [...text.matchAll(/<(\w+)>/g)].map((match) => `<${match[1]}>`);
  return [...new Set([...argumentsOf(text), ...tags])].sort();
}

function argumentsOf(text: string): string[] {
  return outerBraces(text).flatMap((inner) => {
    const [name = '', kind, ...rest] = inner.split(',');
    const branches = kind && /plural|select/.test(kind) ? outerBraces(rest.join(',')) : [];
    return [name.trim(), ...branches.flatMap(argumentsOf)];
  });
}

/** What stands between braces of the first level. */
function outerBraces(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '{') {
      depth += 1;
      if (depth === 1) start = index + 1;
    }
    if (text[index] === '}') {
      depth -= 1;
      if (depth === 0) found.push(text.slice(start, index));
    }
  }
  return found;
}

function isCatalogue(value: unknown): value is Catalogue {
  return typeof value === 'object' && value !== null && languages.every((language) => language in value);
}
