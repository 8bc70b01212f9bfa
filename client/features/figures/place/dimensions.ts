import { useQuery } from '@tanstack/react-query';
import { municipalitiesQuery, useMunicipalityName } from '#client/api/about.ts';
import { useUser } from '#client/api/session.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { labelIn } from '#client/trajectory/words.ts';
import type { Dimension } from '#shared/contract/figures.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { dimensionWords } from './dimension-locales.ts';

/** In the order in which they are offered, each with its name in the URL. */
export const DIMENSIONS = {
  municipality: 'gemeente',
  programme: 'programma',
  gender: 'geslacht',
  ageClass: 'leeftijd',
  education: 'opleiding',
  workForm: 'werkvorm',
  setting: 'werkplek',
  route: 'route',
} as const satisfies Record<Dimension, string>;

export const dimensions = [
  'municipality',
  'programme',
  'gender',
  'ageClass',
  'education',
  'workForm',
  'setting',
  'route',
] as const satisfies readonly Dimension[];

/** The codes of each dimension, as filters. Municipalities come from the server. */
const CODES = {
  programme: Object.keys(LABELS.programme),
  gender: ['f', 'm', 'x', 'unknown'],
  ageClass: ['<25', '25-34', '35-44', '45-54', '55+', 'unknown'],
  education: ['low', 'middle', 'high', 'unknown'],
  workForm: Object.keys(LABELS.workForm),
  setting: Object.keys(LABELS.setting),
  route: Object.keys(LABELS.route),
} as const satisfies Record<Exclude<Dimension, 'municipality'>, readonly string[]>;

export function isDimension(text: string | null): text is Dimension {
  return text !== null && Object.hasOwn(DIMENSIONS, text);
}

/** A value out of the URL, when the dimension knows it: an old link then shows the unfiltered figure. */
export function knownValue(dimension: Dimension, value: string | null): string | null {
  if (value === null || value === '') return null;
  if (dimension === 'municipality') return value;
  return CODES[dimension].find((code) => code === value) ?? null;
}

/** The words of the dimensions and of their values, and what there is to choose from. */
export function useDimensions() {
  const words = useWords(dimensionWords);
  const label = useLabel();
  const municipality = useMunicipalityName();
  const reachable = useReachable();
  const textOf = (dimension: Dimension, value: string | null | undefined): string => {
    if (value === null || value === undefined) return words('none');
    if (value === 'unknown') return words('unknown');
    if (dimension === 'municipality') return municipality(value);
    if (dimension === 'gender' || dimension === 'education') {
      const code = codes.find((known) => known === `${dimension}.${value}`);
      return code ? words(code) : value;
    }
    if (dimension === 'ageClass') {
      if (value === '<25' || value === '55+') return words(value === '55+' ? 'age.over' : 'age.under');
      return words('age', { range: value.replace('-', '–') });
    }
    return labelIn(LABELS[dimension], value, label);
  };
  const optionsOf = (dimension: Dimension): { value: string; label: string }[] =>
    dimension === 'municipality'
      ? reachable.map(({ code, name }) => ({ value: code, label: name }))
      : CODES[dimension].map((value) => ({ value, label: textOf(dimension, value) }));
  return {
    nameOf: (dimension: Dimension) => words(dimension),
    allOf: (dimension: Dimension) => words(`all.${dimension}`),
    textOf,
    optionsOf,
  };
}

const codes = ['gender.f', 'gender.m', 'gender.x', 'education.low', 'education.middle', 'education.high'] as const;

/** The municipalities that the user may see: of a case worker the own, of the coordinator all. */
export function useReachable(): readonly { code: string; name: string }[] {
  const { role, municipalities } = useUser();
  const { data } = useQuery(municipalitiesQuery);
  const all = data?.items ?? [];
  return role === 'case-worker' ? all.filter(({ code }) => municipalities.includes(code)) : all;
}
