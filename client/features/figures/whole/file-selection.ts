import { stages } from '#client/ui/stages.ts';
import type { Dimension } from '#shared/contract/figures.ts';
import { EXIT_OUTCOMES } from '#shared/figures/exit-outcomes.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { dimensions, knownValue } from '../place/dimensions.ts';

/** What a count is of, beside its period: a value of a dimension, or the stages or the reason that its figure tells apart. */
export type FilePart = Dimension | KeyPart;
type KeyPart = 'stage' | 'interrupted' | 'fromStage' | 'toStage' | 'reason' | ExitPart;
type ExitPart = 'outcome' | 'daysFrom' | 'daysTo';
/** Of these, what is chosen from a list of its values. */
export type ChoicePart = Exclude<FilePart, ExitPart>;
export type FileParts = Readonly<Partial<Record<FilePart, string>>>;

/** Which of a figure's numbers the files are asked for. */
export type FileSelection = { readonly period: string | null; readonly parts: FileParts };

const PARTS: readonly FilePart[] = [
  ...dimensions,
  'stage',
  'interrupted',
  'fromStage',
  'toStage',
  'reason',
  'outcome',
  'daysFrom',
  'daysTo',
];
const ALL = 'alle';

/** `2025-Q1~workForm.art60`, as it stands in the URL under `dossiers`. */
export function selectionText({ period, parts }: FileSelection): string {
  return [period ?? ALL, ...PARTS.flatMap((part) => (parts[part] === undefined ? [] : [`${part}.${parts[part]}`]))].join('~');
}

/** Null where nothing is selected; a part that no longer exists is left out, as the server would refuse it. */
export function readSelection(text: string | null): FileSelection | null {
  if (text === null) return null;
  const [period = '', ...rest] = text.split('~');
  const parts: Partial<Record<FilePart, string>> = {};
  for (const one of rest) {
    const dot = one.indexOf('.');
    const part = PARTS.find((known) => known === one.slice(0, dot));
    const value = part ? knownPart(part, one.slice(dot + 1)) : null;
    if (part && value !== null) parts[part] = value;
  }
  return { period: period === ALL || period === '' ? null : period, parts };
}

function knownPart(part: FilePart, value: string): string | null {
  if (part === 'interrupted') return value === 'true' || value === 'false' ? value : null;
  if (part === 'reason') return Object.hasOwn(LABELS.endReason, value) ? value : null;
  if (part === 'outcome') return EXIT_OUTCOMES.find((outcome) => outcome === value) ?? null;
  if (part === 'daysFrom' || part === 'daysTo') return /^\d{1,4}$/.test(value) ? value : null;
  if (part === 'stage' || part === 'fromStage' || part === 'toStage') return stages.find((stage) => stage === value) ?? null;
  return knownValue(part, value);
}
