import type { Setting, WorkForm } from '#shared/trajectory/steps.ts';

export const settings = ['social-economy', 'public', 'nonprofit', 'private'] as const satisfies readonly Setting[];
export const workForms = [
  'art60',
  'maatwerk',
  'individual-maatwerk',
  'lde',
  'arbeidszorg',
  'wijk-werken',
  'internship',
  'training',
] as const satisfies readonly WorkForm[];
