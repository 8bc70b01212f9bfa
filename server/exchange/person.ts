import type { RejectedRow } from '#shared/contract/exchange.ts';
import type { StagedRow } from './check-row.ts';
import { PERSON_FIELDS, type PersonField } from './columns.ts';

/** What is known of a person that a file can say; null where it is not known. */
export type Known = { readonly [Field in PersonField]: string | null };

/**
 * What the rows of one participant say of the person, the first word on each field in the order of the file. What is known
 * already stays: an import fills, and never overwrites what somebody wrote by hand. Rows that contradict the first are named.
 */
export function mergedPerson(known: Known | null, rows: readonly StagedRow[]): { person: Known; contradictions: RejectedRow[] } {
  const contradictions = new Map<number, RejectedRow>();
  const inFile = rows.toSorted((a, b) => a.line - b.line);
  const merged = (field: PersonField): string | null => {
    let first: { value: string; line: number } | undefined;
    for (const { line, good } of inFile) {
      const value = good?.person[field];
      if (value === undefined) continue;
      first ??= { value, line };
      if (value === first.value) continue;
      const column = PERSON_FIELDS.find(({ name }) => name === field)?.column;
      contradictions.set(line, {
        line,
        code: 'participant.contradiction',
        message: `${column}: line ${first.line} says otherwise of this participant; make them the same`,
      });
    }
    return known?.[field] ?? first?.value ?? null;
  };
  const person = {
    firstName: merged('firstName'),
    lastName: merged('lastName'),
    birthDate: merged('birthDate'),
    gender: merged('gender'),
    education: merged('education'),
    language: merged('language'),
  };
  return { person, contradictions: [...contradictions.values()] };
}
