/** The figures by their addresses under /cijfers, in the order in which a meeting asks for them. */
export const figureSlugs = [
  'aanmeldingen',
  'eerste-plaatsingen',
  'instroom-sociale-economie',
  'overgangen',
  'bezetting',
  'doorstroom',
  'uitstroom',
  'signaal',
  'wachttijd',
  'wachttijd-sociale-economie',
  'tijd-in-fase',
  'kans-op-werk',
  'routes',
  'tijd-tot-job',
  'aan-het-werk',
  'plaats-over-de-tijd',
] as const;
export type FigureSlug = (typeof figureSlugs)[number];

export function isFigureSlug(text: string): text is FigureSlug {
  return figureSlugs.some((slug) => slug === text);
}
