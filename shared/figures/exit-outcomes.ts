/**
 * How the observation of somebody ended: by what came first, by leaving the stage or the job (`left`), or not by anything that happened
 * (`censored`: it went on, or was not known any more).
 */
export const EXIT_OUTCOMES = ['placement', 'social-economy', 'job', 'ended', 'left', 'censored'] as const;
export type ExitOutcome = (typeof EXIT_OUTCOMES)[number];
