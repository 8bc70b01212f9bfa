/** The figures by their addresses under /cijfers, in the order in which a meeting asks for them. */
export const figureSlugs = [
  'aanmeldingen',
  'eerste-plaatsingen',
  'instroom-sociale-economie',
  'overgangen',
  'bezetting',
  'doorstroom',
  'uitstroom',
] as const;
export type FigureSlug = (typeof figureSlugs)[number];

export function isFigureSlug(text: string): text is FigureSlug {
  return figureSlugs.some((slug) => slug === text);
}
