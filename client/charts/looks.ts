import { stageColours } from '#client/ui/stages.ts';
import type { Route, Stage } from '#shared/trajectory/states.ts';
import type { WorkForm } from '#shared/trajectory/steps.ts';

export type Pattern = 'solid' | 'rising' | 'falling' | 'across' | 'upright' | 'dots' | 'grid' | 'hatch';

/** How a series is told from the others: by colour, and by pattern for who tells no colours apart and for black and white. */
export type Look = { readonly colour: string; readonly pattern: Pattern };

/** As in the drawing of a person's course (client/trajectory/stage-patterns.tsx): one colour and pattern a stage, everywhere. */
export const stageLooks: Readonly<Record<Stage, Look>> = {
  referred: { colour: stageColours.referred.mark, pattern: 'dots' },
  screening: { colour: stageColours.screening.mark, pattern: 'rising' },
  socialEconomy: { colour: stageColours.socialEconomy.mark, pattern: 'solid' },
  followOn: { colour: stageColours.followOn.mark, pattern: 'falling' },
  regular: { colour: stageColours.regular.mark, pattern: 'across' },
  ended: { colour: stageColours.ended.mark, pattern: 'upright' },
};

/** The interrupted, whatever their stage: no fill of their own, hatched in the colour that asks for attention. */
export const interruptedLook: Look = { colour: 'var(--warning)', pattern: 'hatch' };

/** What stands alone in its chart. */
export const plainLook: Look = { colour: 'var(--form-1)', pattern: 'solid' };

export const workFormLooks: Readonly<Record<WorkForm, Look>> = {
  art60: { colour: 'var(--form-1)', pattern: 'solid' },
  maatwerk: { colour: 'var(--form-2)', pattern: 'rising' },
  'individual-maatwerk': { colour: 'var(--form-5)', pattern: 'grid' },
  lde: { colour: 'var(--form-3)', pattern: 'across' },
  arbeidszorg: { colour: 'var(--form-4)', pattern: 'dots' },
  'wijk-werken': { colour: 'var(--form-6)', pattern: 'falling' },
  internship: { colour: 'var(--form-7)', pattern: 'upright' },
  training: { colour: 'var(--form-8)', pattern: 'dots' },
};

/** Lines that cross: told apart by colour, by their dashes and by the pattern of their band. At most four, or nobody reads them. */
export type LineLook = Look & { readonly dash: string };

export const lineLooks: readonly [LineLook, LineLook, LineLook, LineLook] = [
  { colour: 'var(--form-1)', pattern: 'rising', dash: 'none' },
  { colour: 'var(--form-3)', pattern: 'falling', dash: '7 3' },
  { colour: 'var(--form-4)', pattern: 'dots', dash: '2 3' },
  { colour: 'var(--form-5)', pattern: 'across', dash: '9 3 2 3' },
];

const routeLooks = new Map<string, LineLook>(
  Object.entries({
    'se-first': lineLooks[0],
    direct: lineLooks[1],
    'no-placement': lineLooks[2],
    none: lineLooks[3],
  } satisfies Record<Route, LineLook>),
);

/** A route looks the same as a curve, as a bar and in a list, whichever of the others are there. */
export function routeLook(route: string | null | undefined): LineLook {
  return routeLooks.get(route ?? 'none') ?? lineLooks[3];
}
