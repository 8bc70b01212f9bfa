import { type PlainDate, yearsBetween } from '#shared/plain-date.ts';
import type { Taken } from './history.ts';
import { type Outcomes, outcomesOf, type Spell, spellOf } from './outcomes.ts';
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
export interface Milestones extends Outcomes {
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

interface FirstJob extends Spell {
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
  let firstJob: Omit<FirstJob, keyof Spell> | null = null;
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
    firstJob: firstJob && { ...firstJob, ...spellOf(taken, firstJob.on) },
    ...outcomesOf(taken),
  };
}

/** figures.md, "Route of a trajectory". */
export function routeOf({ firstPlacement, firstJob }: Pick<Milestones, 'firstPlacement' | 'firstJob'>): Route {
  if (firstPlacement) return firstPlacement.setting === 'social-economy' ? 'se-first' : 'direct';
  return firstJob ? 'no-placement' : 'none';
}

/** Age class at referral. */
function ageClassOf(birthDate: PlainDate | null, referredOn: PlainDate): AgeClass {
  return birthDate === null ? 'unknown' : ageBoundsOf(birthDate, referredOn).ageClass;
}

const AGE_BOUNDS = [
  { ageClass: '<25', atLeast: null, under: 25 },
  { ageClass: '25-34', atLeast: 25, under: 35 },
  { ageClass: '35-44', atLeast: 35, under: 45 },
  { ageClass: '45-54', atLeast: 45, under: 55 },
] as const;
const OLDEST = { ageClass: '55+', atLeast: 55, under: null } as const;

/** The age class at referral and what bounds it, in completed years; null where it is open. */
export function ageBoundsOf(birthDate: PlainDate, referredOn: PlainDate) {
  const age = yearsBetween(birthDate, referredOn);
  return AGE_BOUNDS.find(({ under }) => age < under) ?? OLDEST;
}
