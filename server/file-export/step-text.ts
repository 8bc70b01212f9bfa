import type { Language } from '#shared/contract/file-export.ts';
import { PlainDate } from '#shared/plain-date.ts';
import { LABELS } from '#shared/trajectory/labels.ts';

/**
 * The details of a step in one line, each with its name: `Werkvorm: Art. 60 §7 · Werkplek: De Winning`.
 *
 * @param municipalities names, by code
 */
export function detailsText(
  details: Readonly<Record<string, unknown>>,
  language: Language,
  municipalities: ReadonlyMap<unknown, string>,
): string {
  return Object.entries(details)
    .toSorted(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map(
      ([name, value]) =>
        `${nameOf(name, language)}${language === 'fr' ? '\u00a0' : ''}: ${(name === 'toMunicipality' && municipalities.get(value)) || valueText(name, value, language)}`,
    )
    .join(' · ');
}

/** As they are asked for on the screen; the database has an order of its own. */
const ORDER = Object.keys(LABELS.detail);

const NAMES = new Map<string, { readonly [language in Language]: string }>(Object.entries(LABELS.detail));

function nameOf(name: string, language: Language): string {
  return NAMES.get(name)?.[language] ?? name;
}

function valueText(name: string, value: unknown, language: Language): string {
  if (Array.isArray(value)) return value.map((each) => valueText(name, each, language)).join(', ');
  if (PlainDate.safeParse(value).success) return String(value).split('-').toReversed().join('/');
  const codes = name === 'kind' ? KINDS : CODES;
  return codes.get(String(value))?.[language] ?? String(value);
}

const KINDS = new Map<string, { readonly [language in Language]: string }>(Object.entries(LABELS.evaluationKind));

/** Every code that another detail can be; where two kinds share one (`other`, `illness`), they share its words too. */
const CODES = new Map<string, { readonly [language in Language]: string }>(
  [
    ...[LABELS.programme, LABELS.body, LABELS.outcome, LABELS.workForm, LABELS.setting, LABELS.placementEndReason, LABELS.contract],
    ...[LABELS.support, LABELS.jobEndReason, LABELS.interruptionReason, LABELS.endReason],
  ].flatMap((group) => Object.entries(group)),
);
