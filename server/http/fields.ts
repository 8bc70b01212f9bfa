import type { z } from 'zod';
import type { FieldProblem } from '#shared/contract/problem.ts';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with an input, field by field, with a message that says what to do. At most 100 fields: the number of wrong
 * ones is the caller's choice, and the answer must not grow with it.
 *
 * @param part which part of the request it is; the paths begin with it
 */
export function fieldsOf(error: z.ZodError, input: unknown, part: 'query' | 'body'): FieldProblem[] {
  return error.issues.flatMap((issue) => fieldsOfIssue(issue, input, [part])).slice(0, MOST);
}

const MOST = 100;

function fieldsOfIssue(issue: Issue, input: unknown, above: readonly PropertyKey[]): FieldProblem[] {
  const at = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, MOST)
      .map((key) => ({ path: pathText([...at, key]), code: 'unknown', message: 'not known here; leave it out' }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0 && valueAt(input, issue.path) !== undefined) {
    const choices = issue.errors.flatMap((option) =>
      option.flatMap((inner) => (inner.code === 'invalid_value' && inner.path.length === 0 ? inner.values : [])),
    );
    if (choices.length > 0) return [{ path: pathText(at), code: 'choice', message: oneOf(choices) }];
    // The option that fails at the fewest places is most likely the one that was meant.
    const [meant = []] = [...issue.errors].sort((one, other) => one.length - other.length);
    return meant.flatMap((inner) => fieldsOfIssue(inner, valueAt(input, issue.path), at));
  }
  return [{ path: pathText(at), ...wordsOf(issue, valueAt(input, issue.path)) }];
}

function wordsOf(issue: Issue, value: unknown): Pick<FieldProblem, 'code' | 'message'> {
  if (value === undefined && issue.code !== 'custom') return { code: 'required', message: 'must be given' };
  switch (issue.code) {
    case 'custom':
      return { code: typeof issue.params?.code === 'string' ? issue.params.code : 'invalid', message: issue.message };
    case 'invalid_type':
      return { code: 'type', message: `must be ${TYPES[issue.expected] ?? issue.expected}` };
    case 'invalid_value':
      return { code: 'choice', message: oneOf(issue.values) };
    case 'invalid_union':
      return { code: 'choice', message: 'options' in issue && Array.isArray(issue.options) ? oneOf(issue.options) : issue.message };
    case 'invalid_format':
      return { code: `format.${issue.format}`, message: FORMATS[issue.format] ?? `must be a ${issue.format}` };
    case 'too_small':
      return sizeWords('too-short', 'too-small', 'at least', issue.origin, issue.minimum);
    case 'too_big':
      return sizeWords('too-long', 'too-large', 'at most', issue.origin, issue.maximum);
    default:
      return { code: 'invalid', message: issue.message };
  }
}

function sizeWords(
  lengthCode: string,
  sizeCode: string,
  bound: string,
  origin: string,
  limit: number | bigint,
): Pick<FieldProblem, 'code' | 'message'> {
  const unit = UNITS[origin];
  return unit
    ? { code: lengthCode, message: `must have ${bound} ${limit} ${unit}` }
    : { code: sizeCode, message: `must be ${bound} ${limit}` };
}

const UNITS: Record<string, string> = { string: 'characters', array: 'items' };

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

const FORMATS: Record<string, string> = {
  date: 'must be a day that exists, as YYYY-MM-DD',
  datetime: 'must be an instant with its zone, such as 2026-11-03T09:00:00Z',
  uuid: 'must be a uuid',
  email: 'must be an e-mail address',
};

function oneOf(values: readonly unknown[]): string {
  return `must be one of ${values.map(String).join(', ')}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), input);
}

/** Keys are the caller's too: cut, so that one long key does not come back whole. */
function pathText(path: readonly PropertyKey[]): string {
  return path.map((key) => String(key).slice(0, 100)).join('.');
}
