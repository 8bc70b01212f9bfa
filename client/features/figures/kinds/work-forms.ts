import type { WorkForm } from '#shared/trajectory/steps.ts';

/** In the order in which they are stacked: Art. 60 §7 on the ground, where its course is read best. */
export const WORK_FORMS = [
  'art60',
  'maatwerk',
  'individual-maatwerk',
  'lde',
  'arbeidszorg',
  'wijk-werken',
  'internship',
  'training',
] as const satisfies readonly WorkForm[];
