import { type PlainDate, yearsBetween } from '#shared/plain-date.ts';
import type { Taken } from './history.ts';
import type { Route } from './states.ts';
import type { Contract, Programme, Setting, Support, WorkForm } from './steps.ts';

export const AGE_CLASSES = ['<25', '25-34', '35-44', '45-54', '55+', 'unknown'] as const;
export type AgeClass = (typeof AGE_CLASSES)[number];

/** What is known of the person that figures break down by. */
export interface Profile {
  readonly birthDate: PlainDate | null;
  readonly gender: string | null;
  readonly education: string | null;
}

/** The firsts of a trajectory, which person-based figures ask for (figures.md, "Counts"). */
export interface Milestones {
  readonly programme: Programme;
  readonly referredOn: PlainDate;
  readonly municipality: string;
  readonly ageClass: AgeClass;
  readonly gender: string;
  readonly education: string;
  readonly firstPlacement: FirstPlacement | null;
  readonly firstSocialEconomy: FirstPlacement | null;
  readonly firstJob: FirstJob | null;
}

interface FirstPlacement {
  readonly on: PlainDate;
  readonly municipality: string;
  readonly workForm: WorkForm;
  readonly setting: Setting;
}

interface FirstJob {
  readonly on: PlainDate;
  readonly municipality: string;
  readonly contract: Contract;
  readonly support: Support | null;
  readonly afterPlacement: boolean;
}

export function milestonesOf(taken: readonly [Taken, ...Taken[]], profile: Profile): Milestones {
  const { context } = taken[0].snapshot;
  let firstPlacement: FirstPlacement | null = null;
  let firstSocialEconomy: FirstPlacement | null = null;
  let firstJob: FirstJob | null = null;
  for (const { step, snapshot } of taken) {
    const here = { on: step.occurredOn, municipality: snapshot.context.municipality };
    if (step.type === 'placement.started') {
      const placement = { ...here, workForm: step.details.workForm, setting: step.details.setting };
      firstPlacement ??= placement;
      if (placement.setting === 'social-economy') firstSocialEconomy ??= placement;
    }
    if (step.type === 'job.started') {
      const { contract, support = null } = step.details;
      firstJob ??= { ...here, contract, support, afterPlacement: firstPlacement !== null };
    }
  }
  return {
    programme: context.programme,
    referredOn: context.referredOn,
    municipality: context.municipality,
    ageClass: ageClassOf(profile.birthDate, context.referredOn),
    gender: profile.gender ?? 'unknown',
    education: profile.education ?? 'unknown',
    firstPlacement,
    firstSocialEconomy,
    firstJob,
  };
}

/** figures.md, "Route of a trajectory". */
export function routeOf({ firstPlacement, firstJob }: Pick<Milestones, 'firstPlacement' | 'firstJob'>): Route {
  if (firstPlacement) return firstPlacement.setting === 'social-economy' ? 'se-first' : 'direct';
  return firstJob ? 'no-placement' : 'none';
}

/** Age class at referral. */
function ageClassOf(birthDate: PlainDate | null, referredOn: PlainDate): AgeClass {
  if (birthDate === null) return 'unknown';
  const age = yearsBetween(birthDate, referredOn);
  if (age < 25) return '<25';
  if (age < 35) return '25-34';
  if (age < 45) return '35-44';
  return age < 55 ? '45-54' : '55+';
}
