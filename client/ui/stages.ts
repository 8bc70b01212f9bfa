import type { Stage } from '#shared/trajectory/states.ts';

/** The six in the order of the road. Each has its colour, its shape and its label, the same everywhere. */
export const stages = ['referred', 'screening', 'socialEconomy', 'followOn', 'regular', 'ended'] as const satisfies readonly Stage[];

/** CSS values for charts: the mark's colour and the darker shade for words. */
export const stageColours: Record<Stage, { mark: string; text: string }> = {
  referred: { mark: 'var(--stage-referred)', text: 'var(--stage-referred-text)' },
  screening: { mark: 'var(--stage-screening)', text: 'var(--stage-screening-text)' },
  socialEconomy: { mark: 'var(--stage-social-economy)', text: 'var(--stage-social-economy-text)' },
  followOn: { mark: 'var(--stage-follow-on)', text: 'var(--stage-follow-on-text)' },
  regular: { mark: 'var(--stage-regular)', text: 'var(--stage-regular-text)' },
  ended: { mark: 'var(--stage-ended)', text: 'var(--stage-ended-text)' },
};
