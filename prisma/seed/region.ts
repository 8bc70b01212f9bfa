import type { PlainDate } from '#shared/plain-date.ts';
import type { Setting, WorkForm } from '#shared/trajectory/steps.ts';

/**
 * An invented region in the shape of the real question: which trajectories begin where, how that changed since temporary work
 * experience (TWE) began in 2017, and how each office keeps its files. No number here was measured in a real office.
 */
export interface Office {
  /** NIS code. */
  readonly code: string;
  readonly name: string;
  /** New people a year. Referrals stay about level; people who come back are on top. */
  readonly peopleAYear: number;
  /** By how much the share sent to Art. 60 §7 in the social economy shrinks each year, all else equal. */
  readonly art60Fall: number;
  readonly habit: RecordingHabit;
  /** Whether the office notes its TWE registrations month by month, or once for three months. */
  readonly registersMonthly: boolean;
}

/** How soon a step gets into the file: after a typical number of days, or together at the end of so many months. */
export type RecordingHabit = { readonly kind: 'soon'; readonly days: number } | { readonly kind: 'together'; readonly months: number };

export const OFFICES: readonly Office[] = [
  { code: '24001', name: 'Aarschot', peopleAYear: 47, art60Fall: 0.06, habit: { kind: 'soon', days: 3 }, registersMonthly: false },
  { code: '24008', name: 'Bekkevoort', peopleAYear: 13, art60Fall: 0.1, habit: { kind: 'soon', days: 6 }, registersMonthly: true },
  { code: '24020', name: 'Diest', peopleAYear: 49, art60Fall: 0.09, habit: { kind: 'soon', days: 10 }, registersMonthly: true },
  {
    code: '24134',
    name: 'Scherpenheuvel-Zichem',
    peopleAYear: 30,
    art60Fall: 0.08,
    habit: { kind: 'together', months: 1 },
    registersMonthly: false,
  },
  // Small office: someone from the social service enters everything once a quarter.
  { code: '24135', name: 'Tielt-Winge', peopleAYear: 16, art60Fall: 0.04, habit: { kind: 'together', months: 3 }, registersMonthly: false },
];

export const FIRST_DAY: PlainDate = '2017-01-01';

/** In the first quarter of TWE the offices took whoever they were already guiding into it, so 2017 begins with a crowd. */
export const TAKEN_OVER_IN_2017 = 0.24;

/** TWE registrations are in the files from here on; before, offices kept VDAB's monthly list apart. */
export const REGISTRATIONS_SINCE: PlainDate = '2025-01-01';

export function officeOf(code: string): Office {
  const office = OFFICES.find((candidate) => candidate.code === code);
  if (!office) throw new RangeError(`No office ${code} in the demo region`);
  return office;
}

/** What a case worker has in mind after the intake. */
export type Plan = 'art60-social-economy' | 'advised-social-economy' | 'art60-elsewhere' | 'workplace-learning' | 'job' | 'nothing';

/**
 * Chances of each plan in a year. What Art. 60 §7 in the social economy loses goes to collective maatwerk and to learning at an
 * ordinary workplace, so that the number of referrals hides the fall: the very thing the region could not see.
 */
export function planWeights({ art60Fall }: Office, year: number): readonly [readonly [Plan, number], ...(readonly [Plan, number])[]] {
  const first = 0.5;
  const art60 = first * (1 - art60Fall) ** (year - 2017);
  const released = first - art60;
  return [
    ['art60-social-economy', art60],
    ['advised-social-economy', 0.17 + released * 0.4],
    ['art60-elsewhere', 0.1],
    ['workplace-learning', 0.09 + released * 0.45],
    ['job', 0.07 + released * 0.15],
    ['nothing', 0.1],
  ];
}

/** Median days; all of them grow, because places and assessors grew scarcer than people. */
export function waitsIn(year: number): { advice: number; place: number } {
  const years = year - 2017;
  return { advice: 32 + 4 * years, place: 36 + 5 * years };
}

/** Chance that a follow-on placement comes after one in the social economy: the two-step route the region wants to make normal. */
export function followOnChance(year: number): number {
  return Math.min(0.12 + 0.025 * (year - 2017), 0.4);
}

/** Months between evaluations in the file. Early on most were kept on paper. */
export function monthsBetweenEvaluations(year: number): number {
  return year < 2023 ? 14 : year < 2025 ? 9 : 4;
}

/** Months of full-time Art. 60 §7 that bring full unemployment benefit (domain.md: 312, 468 or 624 days; 78 a quarter). */
export function entitlementMonths(age: number, startedOn: PlainDate): number {
  if (startedOn >= '2026-01-01' || age < 36) return 12;
  return age < 50 ? 18 : 24;
}

type Names = readonly [string, ...string[]];

/** Invented hosts and employers, by the kind of workplace. */
export const HOSTS: Readonly<Record<Setting, Names>> = {
  'social-economy': [
    'De Demerkring',
    'Tweedekans Het Wiel',
    'Groenploeg Wilgenland',
    'Maatwerk De Zwaluwstaart',
    'Atelier Spoorzicht',
    'Fietsherstel De Ketting',
    'Strijkatelier De Plooi',
  ],
  public: [
    'Stedelijke groendienst',
    'Woonzorgcentrum De Wilgenhof',
    'Technische dienst',
    'Gemeentelijke bibliotheek',
    'Buitenschoolse kinderopvang De Speelvogel',
  ],
  nonprofit: ['Sociaal restaurant De Pollepel', 'Buurthuis De Brug', 'Dierenopvang De Kwispel', 'Jeugdverblijf De Beiaard'],
  private: [
    'Bakkerij Korenhof',
    'Fruitbedrijf Boomgaard',
    'Schoonmaak Zonneveld',
    'Bouwbedrijf Steenwerk',
    'Magazijn Logihage',
    'Hotel De Linde',
  ],
};

export const EMPLOYERS: Names = [
  ...HOSTS.private,
  'Supermarkt Demerland',
  'Thuiszorg Kersenhof',
  'Interim Werkstap',
  'Tuinbouw Zandberg',
  'Metaalwerk Hamerslag',
  'Keukenatelier Noordzon',
];

export const REFERRERS: Names = ['sociale dienst', 'VDAB', 'CAW', 'op eigen vraag', 'huisarts', 'wijkcentrum'];

/** Forms of work in the social economy that need an approved advice, and how long they last, in months. */
export const ADVISED_FORMS: readonly [readonly [WorkForm, number], ...(readonly [WorkForm, number])[]] = [
  ['maatwerk', 0.68],
  ['individual-maatwerk', 0.1],
  ['lde', 0.1],
  ['arbeidszorg', 0.12],
];
