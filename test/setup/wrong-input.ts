import fc from 'fast-check';
import { z } from 'zod';
import type { RouteContract } from '#shared/contract/route.ts';

// What strangers, broken clients and typing slips send. All of it has to be refused or be harmless; none of it names the
// municipality of the case worker who sends it, so none of it can be right by chance.

/** Values for the fields of a JSON body. */
const VALUES: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, -0, 2 ** 31, 2 ** 53, Number.MAX_VALUE],
  ...['', ' ', 'x', '0', 'null', 'NaN', '\u0000', 'a\u0000b', '\ud800', '\u202e', 'é'.normalize('NFD'), '𝔘𝔫𝔦', '💥', 'x'.repeat(5_000)],
  ...["' or 1=1 --", '"; drop table step; --', '#{7*7}', '{{7*7}}', '../../etc/passwd', '%s%n', '<script>alert(1)</script>', '=1+1'],
  ...[
    '2025-02-31',
    '0202-01-01',
    '2200-01-01',
    '2026-1-1',
    '2026-11-23T00:00:00Z',
    '+275760-09-13',
    '-000001-01-01',
    '2026-11-23T24:00:00+99:99',
  ],
  ...['00000000-0000-0000-0000-000000000000', 'not-a-uuid', '0B8E8A3C-6A3E-4B57-9A2E-0F4F4F5F1A11'],
  ...[[], [[]], [null], {}, { a: 1 }, { $ne: null }, { toString: 1 }, Array.from({ length: 300 }, () => 'x')],
];

/** Bodies that are no JSON object, as they go over the wire. */
export const RAW_BODIES: readonly (string | Buffer)[] = [
  ...[
    '',
    'null',
    'true',
    '7',
    '"text"',
    '[]',
    '[{}]',
    '{}',
    '{',
    '{"a":',
    '{"a":1,}',
    'NaN',
    'undefined',
    "{'a':1}",
    '\ufeff{}',
    '\u0000',
    '1e400',
    '{"a":1e400}',
  ],
  ...['{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}', '{"toString":1}', '{"a":1,"a":2}', `[${'[],'.repeat(5_000)}[]]`],
  ...[`${'['.repeat(20_000)}${']'.repeat(20_000)}`, `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ...[Buffer.from([0xff, 0xfe, 0x7b, 0x7d]), Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), Buffer.alloc(100)],
];

/** Files that are no import. */
export const RAW_FILES: readonly (string | Buffer)[] = [
  ...[
    '',
    '\n',
    '\u0000',
    '"',
    'a',
    'a,b\n1',
    'participant,municipality,step,occurred_on\n',
    'participant;municipality;step;occurred_on\nP1;nowhere;referral.received;2026-01-05\n',
  ],
  ...[
    '\ufeffparticipant,municipality,step,occurred_on\nP1,nowhere,nonsense,31/02/2026\n',
    'participant,participant,step,occurred_on\n1,2,3,4\n',
    '__proto__,constructor\n1,2\n',
  ],
  ...[
    'participant,municipality,step,occurred_on\n"P1,nowhere,referral.received,2026-01-05\n',
    `${'x,'.repeat(20_000)}x\n`,
    'x'.repeat(300_000),
  ],
  ...[
    Buffer.from([0xff, 0xfe, 0x00, 0x0a]),
    Buffer.from('participant,municipality,step,occurred_on\nP\xe9,x,y,z\n', 'latin1'),
    Buffer.alloc(5_000),
  ],
];

/** Values of query parameters and parts of paths, encoded or wrongly so. */
export const RAW_TEXTS: readonly string[] = [
  ...[
    '',
    '%20',
    '0',
    '-1',
    '1.5',
    '1e309',
    'NaN',
    'Infinity',
    '9999999999999999999',
    '201',
    'true',
    'null',
    'undefined',
    '%00',
    'a%00b',
    '%ED%A0%80',
    '%E0%A4%A',
    '%',
    '%zz',
  ],
  ...[
    "'%20or%201=1--",
    '2025-02-31',
    '0202-01-01',
    '2026-11-23T24:00:00Z',
    '2026-01-01T00:00:00%2B99:99',
    'a,b',
    ',,,',
    'municipality,municipality',
    '..%2f..%2fetc',
    '%F0%9F%92%A5',
  ],
  ...[
    '0b8e8a3c-6a3e-4b57-9a2e-0f4f4f5f1a11',
    '00000000-0000-0000-0000-000000000000',
    'eyJ9',
    'bm9uc2Vuc2U',
    'WyJ4IiwieSJd',
    'W251bGwsbnVsbF0',
    'x'.repeat(3_000),
  ],
];

/** Bodies that are right but for a field or two: those get furthest. */
export function almostRight(body: z.ZodType): fc.Arbitrary<unknown> {
  const samples = samplesOf(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }));
  const wrong = fc.record({
    sample: fc.constantFrom(...samples),
    at: fc.nat(),
    value: fc.oneof({ arbitrary: fc.constantFrom(...VALUES), weight: 5 }, fc.jsonValue()),
  });
  const once = wrong.map(({ sample, at, value }) => withValue(sample, at, value));
  const twice = fc.tuple(once, fc.nat(), fc.constantFrom(...VALUES)).map(([sample, at, value]) => withValue(sample, at, value));
  return fc.oneof(fc.constantFrom(...samples), once, once, twice, fc.jsonValue());
}

/** The names that a query or its like takes, and two that it does not. */
export function namesIn(query: RouteContract['query']): string[] {
  return [...(query instanceof z.ZodObject ? Object.keys(query.shape) : []), 'nonsense', '__proto__'];
}

const JsonSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string()).transform(([first]) => first)]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  minimum: z.number().optional(),
});

/** Values that fit a JSON schema: for each alternative one, with all that is optional. */
function samplesOf(schema: unknown): unknown[] {
  const { type, enum: choices, format, anyOf, oneOf, properties, items, minimum, ...rest } = JsonSchema.parse(schema);
  if (rest.const !== undefined) return [rest.const];
  if (choices) return choices.slice(0, 2);
  const alternatives = anyOf ?? oneOf;
  if (alternatives) return alternatives.flatMap(samplesOf);
  if (properties) return samplesOfObject(Object.entries(properties));
  if (type === 'array') return [[], samplesOf(items).slice(0, 1)];
  if (type === 'integer' || type === 'number') return [Math.max(1, minimum ?? 1)];
  if (type === 'boolean') return [true];
  return type === 'string' ? [FORMATS[format ?? ''] ?? 'nergens'] : [{}];
}

/** Each property's own alternatives in turn, the others at their first. */
function samplesOfObject(properties: [string, unknown][]): unknown[] {
  const all = properties.map(([name, schema]) => ({ name, samples: samplesOf(schema) }));
  const first = Object.fromEntries(all.map(({ name, samples }) => [name, samples[0]]));
  return [first, ...all.flatMap(({ name, samples }) => samples.slice(1).map((sample) => ({ ...first, [name]: sample })))];
}

const FORMATS: Record<string, string> = {
  uuid: '0b8e8a3c-6a3e-4b57-9a2e-0f4f4f5f1a11',
  date: '2026-01-05',
  'date-time': '2026-01-05T09:00:00Z',
  email: 'nobody@nowhere.test',
};

/** A copy with another value at one of its places, counted through all levels. */
function withValue(sample: unknown, at: number, value: unknown): unknown {
  const places = placesIn(sample);
  const place = places[at % places.length] ?? [];
  return put(sample, place, value);
}

function placesIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[]];
  return [...Object.entries(value).flatMap(([key, inner]) => placesIn(inner).map((place) => [key, ...place])), ['extra']];
}

function put(target: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) return value;
  const inner = typeof target === 'object' && target !== null ? Object.entries(target) : [];
  return { ...Object.fromEntries(inner), [key]: put(Object.fromEntries(inner)[key], rest, value) };
}
