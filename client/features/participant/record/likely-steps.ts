import type { Trajectory } from '#shared/contract/trajectories.ts';
import type { State } from '#shared/trajectory/states.ts';
import type { StepType } from '#shared/trajectory/steps.ts';
import type { Details } from './fields.ts';

type Present = Pick<Trajectory, 'state' | 'presence' | 'allowedSteps' | 'warnings' | 'deadlines' | 'steps'>;

/** What usually comes next in each state. The machine says what may; this only says what stands on top. */
const USUAL: Record<State, readonly StepType[]> = {
  referred: ['intake.held', 'advice.requested', 'placement.started', 'trajectory.ended'],
  'screening.intake': ['advice.requested', 'placement.started', 'job.started', 'trajectory.ended'],
  'screening.requested': ['advice.decided', 'placement.started', 'job.started', 'trajectory.ended'],
  'screening.approved': ['placement.started', 'job.started', 'evaluation.held', 'trajectory.ended'],
  'screening.refused': ['advice.requested', 'placement.started', 'job.started', 'trajectory.ended'],
  'socialEconomy.working': ['placement.ended', 'evaluation.held', 'placement.started', 'job.started'],
  'socialEconomy.between': ['placement.started', 'job.started', 'evaluation.held', 'trajectory.ended'],
  'followOn.working': ['placement.ended', 'job.started', 'evaluation.held', 'placement.started'],
  'followOn.between': ['job.started', 'placement.started', 'evaluation.held', 'trajectory.ended'],
  'regular.working': ['job.confirmed', 'job.ended', 'job.started', 'trajectory.ended'],
  'regular.between': ['job.started', 'placement.started', 'evaluation.held', 'trajectory.ended'],
  'regular.sustained': ['job.confirmed', 'trajectory.ended', 'job.ended', 'job.started'],
  ended: ['trajectory.reopened'],
};

const ON_TOP = 4;

/**
 * The steps that can be recorded, the most likely first: the end of an interruption while there is one, what is overdue, what
 * usually follows the state; then the others.
 * @param allowed on the chosen day
 */
export function orderedSteps(
  { state, presence, warnings }: Present,
  allowed: readonly StepType[],
): { likely: StepType[]; others: StepType[] } {
  const resuming: StepType[] = presence === 'interrupted' ? ['interruption.ended'] : [];
  // An end is due only in the sense that a term has run out; it is not what one came to record.
  const due = warnings.flatMap(({ step }) => (step && step !== 'trajectory.ended' ? [step] : []));
  const wanted = [...new Set([...resuming, ...due, ...USUAL[state]])].filter((type) => allowed.includes(type));
  const likely = [...wanted, ...allowed.filter((type) => !wanted.includes(type))].slice(0, ON_TOP);
  return { likely, others: allowed.filter((type) => !likely.includes(type)) };
}

/** What a step usually says, so that the usual step needs no typing. */
export function usualDetails(type: StepType, { state, steps }: Pick<Present, 'state' | 'steps'>): Details {
  switch (type) {
    case 'advice.requested':
      return { body: 'vdab' };
    case 'advice.decided':
      return { outcome: 'approved' };
    case 'placement.started':
      return {
        workForm: approvedForm(steps) ?? 'art60',
        setting: state.startsWith('socialEconomy') || state.startsWith('followOn') ? null : 'social-economy',
      };
    case 'placement.ended':
    case 'job.ended':
      return { reason: 'completed' };
    case 'evaluation.held':
      return { kind: 'gpmi' };
    case 'interruption.started':
      return { reason: 'illness' };
    case 'trajectory.ended':
      return { reason: state.startsWith('regular') && state !== 'regular.between' ? 'regular-work' : null };
    default:
      return {};
  }
}

/** The form of the latest approval, where it names only one. */
function approvedForm(steps: Present['steps']): string | null {
  const decided = steps.findLast(({ type, withdrawnAt }) => type === 'advice.decided' && withdrawnAt === undefined);
  const forms: unknown = decided?.details.workForms;
  const only: unknown = Array.isArray(forms) && forms.length === 1 ? forms[0] : null;
  return typeof only === 'string' ? only : null;
}
