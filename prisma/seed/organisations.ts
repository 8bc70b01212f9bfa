import type { Organisation } from '#shared/contract/organisations.ts';
import { addDays, type PlainDate } from '#shared/plain-date.ts';
import type { Setting, WorkForm } from '#shared/trajectory/steps.ts';
import { DEMO_USERS } from './demo-users.ts';
import { randomOf } from './random.ts';
import { HOSTS } from './region.ts';

export type DemoOrganisation = Pick<
  Organisation,
  'id' | 'name' | 'setting' | 'municipality' | 'workForms' | 'sector' | 'status' | 'validUntil'
> & {
  readonly proposedBy: string | null;
  readonly createdAt: string;
};

/** The hosts of the simulated people, two that wait for the coordinator's word, and one that closed. */
export function demoOrganisations(today: PlainDate): DemoOrganisation[] {
  return [
    ...settings.flatMap((setting) => HOSTS[setting].map((name) => organisation(name, setting))),
    { ...organisation('Naaiatelier De Spoel', 'social-economy'), validUntil: '2024-12-31' },
    proposal('Wasserij De Parel', 'private', 'begeleider', addDays(today, -2)),
    proposal('Zorgboerderij Het Nieuwland', 'social-economy', 'begeleider2', addDays(today, -9)),
  ];
}

const settings = ['social-economy', 'public', 'nonprofit', 'private'] as const satisfies readonly Setting[];

/** Under which forms the demo region places people there. No enterprise numbers: an invented one could be somebody's. */
const FORMS: Readonly<Record<Setting, WorkForm[]>> = {
  'social-economy': ['art60', 'maatwerk', 'individual-maatwerk', 'lde', 'arbeidszorg'],
  public: ['art60', 'wijk-werken', 'internship', 'training'],
  nonprofit: ['art60', 'wijk-werken', 'internship', 'training'],
  private: ['art60', 'wijk-werken', 'internship', 'training'],
};

/** Where each host is, and what is done there. */
const TRAITS: Readonly<Record<string, readonly [municipality: string, sector: string]>> = {
  'De Demerkring': ['24020', 'hergebruik'],
  'Tweedekans Het Wiel': ['24001', 'hergebruik'],
  'Groenploeg Wilgenland': ['24134', 'groen'],
  'Maatwerk De Zwaluwstaart': ['24020', 'montage'],
  'Atelier Spoorzicht': ['24001', 'montage'],
  'Fietsherstel De Ketting': ['24020', 'fietsen'],
  'Strijkatelier De Plooi': ['24008', 'textiel'],
  'Naaiatelier De Spoel': ['24135', 'textiel'],
  'Zorgboerderij Het Nieuwland': ['24008', 'groen'],
  'Stedelijke groendienst': ['24001', 'groen'],
  'Woonzorgcentrum De Wilgenhof': ['24134', 'zorg'],
  'Technische dienst': ['24008', 'onderhoud'],
  'Gemeentelijke bibliotheek': ['24135', 'cultuur'],
  'Buitenschoolse kinderopvang De Speelvogel': ['24020', 'kinderopvang'],
  'Sociaal restaurant De Pollepel': ['24020', 'horeca'],
  'Buurthuis De Brug': ['24001', 'welzijn'],
  'Dierenopvang De Kwispel': ['24135', 'dieren'],
  'Jeugdverblijf De Beiaard': ['24134', 'toerisme'],
  'Bakkerij Korenhof': ['24008', 'voeding'],
  'Fruitbedrijf Boomgaard': ['24135', 'land- en tuinbouw'],
  'Schoonmaak Zonneveld': ['24001', 'schoonmaak'],
  'Bouwbedrijf Steenwerk': ['24020', 'bouw'],
  'Magazijn Logihage': ['24001', 'logistiek'],
  'Hotel De Linde': ['24134', 'horeca'],
  'Wasserij De Parel': ['24008', 'textiel'],
};

function organisation(name: string, setting: Setting): DemoOrganisation {
  const [municipality, sector] = TRAITS[name] ?? [null, null];
  return {
    id: randomOf(`doorstroom/organisation/${name}`).uuid(),
    name,
    setting,
    municipality,
    workForms: FORMS[setting],
    sector,
    status: 'approved',
    validUntil: null,
    proposedBy: null,
    createdAt: '2017-01-02T08:00:00Z',
  };
}

function proposal(name: string, setting: Setting, user: string, day: PlainDate): DemoOrganisation {
  const proposer = DEMO_USERS.find(({ email }) => email.startsWith(`${user}@`));
  return { ...organisation(name, setting), status: 'proposed', proposedBy: proposer?.id ?? null, createdAt: `${day}T09:30:00Z` };
}
