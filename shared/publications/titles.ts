import { LABELS } from '#shared/trajectory/labels.ts';
import type { PublicationDimension, TableId } from './catalogue.ts';

// In Dutch, the language of what the steering group decides on: they stand within the publication and its files.

export const TABLE_TITLES: Readonly<Record<TableId, string>> = {
  referrals: 'Aanmeldingen per gemeente',
  inflow: 'Instroom: eerste plaatsingen per gemeente en werkvorm',
  occupancy: 'Bezetting per gemeente en fase, op de laatste dag',
  flows: 'Overgangen tussen fasen',
  throughflow: 'Doorstroom: eerste jobs per gemeente en route',
  outflow: 'Uitstroom per reden en fase',
  'profile.age': 'Profiel van de instroom: leeftijd en geslacht',
  'profile.education': 'Profiel van de instroom: opleiding en Nederlands',
  wait: 'Wachttijd van aanmelding tot eerste plaatsing',
  'chance.counts': 'Na de eerste plaatsing: met en zonder job',
  chance: 'Kans op een job na de eerste plaatsing',
};

export const DIMENSION_TITLES: Readonly<Record<PublicationDimension, string>> = {
  municipality: 'Gemeente',
  workForm: 'Werkvorm',
  stage: 'Fase',
  from: 'Van fase',
  to: 'Naar fase',
  route: 'Route',
  reason: 'Reden',
  ageClass: 'Leeftijd bij aanmelding',
  gender: 'Geslacht',
  education: 'Opleidingsniveau',
  language: 'Nederlands',
  months: 'Binnen (maanden)',
  outcome: 'Wat eerst kwam',
};

const STAGE = namesOf(LABELS.stage);

const VALUES: Readonly<Partial<Record<PublicationDimension, Readonly<Record<string, string>>>>> = {
  workForm: namesOf(LABELS.workForm),
  stage: STAGE,
  from: STAGE,
  to: STAGE,
  route: namesOf(LABELS.route),
  reason: namesOf(LABELS.endReason),
  ageClass: {
    '<25': 'jonger dan 25',
    '25-34': '25 tot 34',
    '35-44': '35 tot 44',
    '45-54': '45 tot 54',
    '55+': '55 of ouder',
    unknown: 'Niet bekend',
  },
  gender: { f: 'Vrouw', m: 'Man', x: 'X', unknown: 'Niet bekend' },
  education: { low: 'Geen diploma secundair', middle: 'Diploma secundair', high: 'Hoger onderwijs', unknown: 'Niet bekend' },
  language: { beginner: 'Beginnend (A0–A2)', independent: 'Zelfstandig (B1–C2)', 'mother-tongue': 'Moedertaal', unknown: 'Niet bekend' },
  outcome: {
    '0-3': 'Plaatsing binnen 3 maanden',
    '3-6': 'Plaatsing na 3 tot 6 maanden',
    '6-9': 'Plaatsing na 6 tot 9 maanden',
    '9-12': 'Plaatsing na 9 tot 12 maanden',
    other: 'Iets anders (job of einde)',
    waiting: 'Wacht nog na 12 maanden',
    job: 'Job',
    'no-job': 'Geen job',
  },
};

/** A value of a dimension in words; the code where there are none. Of municipalities the publication has the names. */
export function valueTitle(dimension: PublicationDimension, value: string): string {
  return VALUES[dimension]?.[value] ?? value;
}

function namesOf(labels: Readonly<Record<string, { readonly nl: string }>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).map(([code, { nl }]) => [code, nl]));
}
