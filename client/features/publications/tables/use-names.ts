import { useLabel, useWords } from '#client/locales/words.ts';
import { labelIn } from '#client/trajectory/words.ts';
import type { CellKey, Publication, PublishedTable } from '#shared/contract/publications.ts';
import type { PublicationDimension, TableId } from '#shared/publications/catalogue.ts';
import { valuesOf } from '#shared/publications/cells.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { atStart } from '../period/use-period-text.ts';
import { tableWords } from './locales.ts';

/** Names as the publication was made with: a municipality that is renamed later keeps its old name in it. */
export function useNames(municipalities: Publication['municipalities']) {
  const words = useWords(tableWords);
  const label = useLabel();

  const category = (dimension: PublicationDimension, value: string): string => {
    if (value === 'unknown') return words('unknown');
    if (dimension === 'municipality') return municipalities.find(({ code }) => code === value)?.name ?? value;
    if (dimension === 'workForm') return labelIn(LABELS.workForm, value, label);
    if (dimension === 'route') return labelIn(LABELS.route, value, label);
    if (dimension === 'reason') return labelIn(LABELS.endReason, value, label);
    if (dimension === 'stage' || dimension === 'from' || dimension === 'to') return labelIn(LABELS.stage, value, label);
    if (dimension === 'months') return words('months', { months: value });
    if (dimension === 'ageClass') {
      if (value === '<25' || value === '55+') return words(value === '55+' ? 'age.over' : 'age.under');
      return words('age', { range: value.replace('-', '–') });
    }
    const known = OWN.find((key) => key === `${dimension}.${value}`);
    return known ? words(known) : value;
  };

  const flow = (from: string, to: string) => words('flow.named', { from: category('from', from), to: category('to', to) });

  return {
    category,
    /** Over a column, where there is little room. */
    short: (dimension: PublicationDimension, value: string) => {
      const known = SHORT.find((key) => key === `form.${value}`);
      return dimension === 'workForm' && known ? words(known) : category(dimension, value);
    },
    dimension: (dimension: PublicationDimension) => words(`dimension.${dimension}`),
    total: (dimension: PublicationDimension) => words(dimension === 'municipality' ? 'region' : 'together'),
    /** In Dutch as it was published; in another language as this version calls the table. */
    title: ({ id, title }: Pick<PublishedTable, 'id' | 'title'>) => (words.language === 'nl' ? title : words(`table.${id}`)),
    tableName: (id: TableId) => words(`table.${id}`),
    /** A cell by its categories: `Diest, Art. 60 §7`; the total where it has none. */
    cell: (key: CellKey) => {
      if (key.from !== undefined && key.to !== undefined) return atStart(flow(key.from, key.to));
      if (key.from !== undefined) return `${words('dimension.from')} ${category('from', key.from)}`;
      if (key.to !== undefined) return `${words('dimension.to')} ${category('to', key.to)}`;
      const parts = DIMENSIONS.flatMap((dimension) => (key[dimension] === undefined ? [] : [category(dimension, key[dimension])]));
      return parts.length === 0 ? words('together') : parts.join(', ');
    },
    flow,
    /** The values of a dimension in the order in which they are read everywhere. */
    values: (table: PublishedTable, dimension: PublicationDimension) => inOrder(valuesOf(table, dimension), dimension, municipalities),
  };
}

export type Names = ReturnType<typeof useNames>;

function inOrder(values: readonly string[], dimension: PublicationDimension, municipalities: Publication['municipalities']): string[] {
  const order = dimension === 'municipality' ? municipalities.map(({ code }) => code) : (ORDER[dimension] ?? values);
  const place = (value: string) => {
    const at = order.indexOf(value);
    return value === 'unknown' ? order.length + 1 : at < 0 ? order.length : at;
  };
  return values.toSorted((a, b) => place(a) - place(b));
}

const STAGES = Object.keys(LABELS.stage);

const ORDER: Partial<Record<PublicationDimension, readonly string[]>> = {
  stage: STAGES,
  from: STAGES,
  to: STAGES,
  workForm: Object.keys(LABELS.workForm),
  route: Object.keys(LABELS.route),
  reason: Object.keys(LABELS.endReason),
  ageClass: ['<25', '25-34', '35-44', '45-54', '55+'],
  gender: ['f', 'm', 'x'],
  education: ['low', 'middle', 'high'],
  language: ['beginner', 'independent', 'mother-tongue'],
  months: ['12', '24'],
  outcome: ['0-3', '3-6', '6-9', '9-12', 'other', 'waiting', 'job', 'no-job'],
};

const DIMENSIONS = [
  'municipality',
  'workForm',
  'stage',
  'months',
  'route',
  'reason',
  'ageClass',
  'gender',
  'education',
  'language',
  'outcome',
] as const satisfies readonly PublicationDimension[];

const OWN = [
  'gender.f',
  'gender.m',
  'gender.x',
  'education.low',
  'education.middle',
  'education.high',
  'language.beginner',
  'language.independent',
  'language.mother-tongue',
  'outcome.0-3',
  'outcome.3-6',
  'outcome.6-9',
  'outcome.9-12',
  'outcome.other',
  'outcome.waiting',
  'outcome.job',
  'outcome.no-job',
] as const;

const SHORT = [
  'form.art60',
  'form.maatwerk',
  'form.individual-maatwerk',
  'form.lde',
  'form.arbeidszorg',
  'form.wijk-werken',
  'form.internship',
  'form.training',
] as const;
