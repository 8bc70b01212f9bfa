/**
 * The columns of the exchange format (api.md, "Import and export"), in the order in which an export writes them. An import takes
 * them in any order.
 */
export const COLUMNS = [
  'participant',
  'trajectory',
  'municipality',
  'step',
  'occurred_on',
  'programme',
  'referred_by',
  'work_form',
  'setting',
  'organisation',
  'contract',
  'support',
  'outcome',
  'work_forms',
  'valid_until',
  'body',
  'reason',
  'hours_per_week',
  'planned_end',
  'to_municipality',
  'kind',
  'employer',
  'note',
  'first_name',
  'last_name',
  'birth_date',
  'gender',
  'education',
  'language',
] as const;
export type Column = (typeof COLUMNS)[number];

export const REQUIRED_COLUMNS = ['participant', 'municipality', 'step', 'occurred_on'] as const satisfies readonly Column[];

/** How the text of a cell stands for a value. */
export type CellKind = 'text' | 'date' | 'number' | 'list';

interface Field {
  readonly column: Column;
  /** The name of the same thing in a step's details or in a participant. */
  readonly name: string;
  readonly kind: CellKind;
}

export const DETAIL_FIELDS = [
  { column: 'programme', name: 'programme', kind: 'text' },
  { column: 'referred_by', name: 'referredBy', kind: 'text' },
  { column: 'work_form', name: 'workForm', kind: 'text' },
  { column: 'setting', name: 'setting', kind: 'text' },
  { column: 'organisation', name: 'organisation', kind: 'text' },
  { column: 'contract', name: 'contract', kind: 'text' },
  { column: 'support', name: 'support', kind: 'text' },
  { column: 'outcome', name: 'outcome', kind: 'text' },
  { column: 'work_forms', name: 'workForms', kind: 'list' },
  { column: 'valid_until', name: 'validUntil', kind: 'date' },
  { column: 'body', name: 'body', kind: 'text' },
  { column: 'reason', name: 'reason', kind: 'text' },
  { column: 'hours_per_week', name: 'hoursPerWeek', kind: 'number' },
  { column: 'planned_end', name: 'plannedEnd', kind: 'date' },
  { column: 'to_municipality', name: 'toMunicipality', kind: 'text' },
  { column: 'kind', name: 'kind', kind: 'text' },
  { column: 'employer', name: 'employer', kind: 'text' },
] as const satisfies readonly Field[];

export const PERSON_FIELDS = [
  { column: 'first_name', name: 'firstName', kind: 'text' },
  { column: 'last_name', name: 'lastName', kind: 'text' },
  { column: 'birth_date', name: 'birthDate', kind: 'date' },
  { column: 'gender', name: 'gender', kind: 'text' },
  { column: 'education', name: 'education', kind: 'text' },
  { column: 'language', name: 'language', kind: 'text' },
] as const satisfies readonly Field[];

export type PersonField = (typeof PERSON_FIELDS)[number]['name'];
