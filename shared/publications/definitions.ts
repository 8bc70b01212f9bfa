import type { PublicationContent, PublicationMethod } from '#shared/contract/publications.ts';
import { DEFINITIONS, type FigureId, type Words } from '#shared/figures/definitions.ts';
import type { TableId } from './catalogue.ts';

type TableDefinition = PublicationContent['definitions'][number];

interface Own {
  /** Rises when what is counted changes. */
  readonly version: number;
  /** The figure of the screen that counts the same; its words follow. */
  readonly figure?: FigureId;
  readonly text: Words;
}

/** The definitions of a publication's tables, whole, as they are kept within it: what is counted, of whom, what is left out and how it is protected. */
export function definitionsOf(tables: readonly TableId[], method: PublicationMethod): TableDefinition[] {
  return tables.map((table) => {
    const { version, figure, text } = OWN[table];
    const parts = [text, ...(figure ? [DEFINITIONS[figure].text] : []), ...(table === 'chance' ? [] : [KNOWN]), PROTECTED[method]];
    const inLanguage = (language: keyof Words) => parts.map((part) => part[language]).join(' ');
    return { table, id: `publication.${table}`, version, text: { nl: inLanguage('nl'), en: inLanguage('en'), fr: inLanguage('fr') } };
  });
}

const KNOWN: Words = {
  nl: 'Geteld is wat op het kennismoment van deze publicatie was vastgelegd, waargenomen tot de laatste dag van de periode. Wat later werd vastgelegd of verbeterd, telt niet mee en verandert deze publicatie niet.',
  en: 'Counted is what had been recorded at the moment of knowledge of this publication, observed until the last day of the period. What was recorded or put right later is not counted and does not change this publication.',
  fr: 'Est compté ce qui était enregistré au moment de connaissance de cette publication, observé jusqu’au dernier jour de la période. Ce qui a été enregistré ou corrigé plus tard n’est pas compté et ne change pas cette publication.',
};

const PROTECTED: Readonly<Record<PublicationMethod, Words>> = {
  rounding: {
    nl: 'Elk aantal is afgerond op een van de twee veelvouden van 5 eromheen, zo dat alle totalen kloppen; ‘0–4’ staat voor niemand tot en met vier, zonder onderscheid. Het echte aantal ligt binnen de grenzen die bij elk getal staan.',
    en: 'Every count is rounded to one of the two multiples of 5 around it, so that all totals add up; “0–4” stands for nobody up to and including four, without distinction. The true count lies within the bounds given with each number.',
    fr: 'Chaque nombre est arrondi à l’un des deux multiples de 5 qui l’entourent, de sorte que tous les totaux concordent ; « 0–4 » signifie de zéro à quatre, sans distinction. Le nombre réel se trouve entre les bornes données avec chaque nombre.',
  },
  suppression: {
    nl: 'Aantallen van 0 tot en met 4 zijn verborgen, en andere zo veel als nodig is opdat niemand de verborgen aantallen kan terugrekenen. Wat getoond wordt, is het echte aantal. Bij een verborgen getal staat tussen welke grenzen het ligt.',
    en: 'Counts of 0 to 4 are hidden, and as many others as are needed so that nobody can work out the hidden ones. What is shown is the true count. With a hidden number stand the bounds between which it lies.',
    fr: 'Les nombres de 0 à 4 sont masqués, et d’autres autant qu’il le faut pour que personne ne puisse recalculer les nombres masqués. Ce qui est montré est le nombre réel. Avec un nombre masqué figurent les bornes entre lesquelles il se trouve.',
  },
};

const OWN: Readonly<Record<TableId, Own>> = {
  referrals: {
    version: 1,
    text: {
      nl: 'Aanmeldingen per gemeente: trajecten waarvan de aanmelding in het kwartaal valt, in de gemeente waar ze zijn aangemeld. Iemand met een tweede traject telt daarmee opnieuw.',
      en: 'Referrals by municipality: trajectories whose referral lies in the quarter, in the municipality of the referral. A person with a second trajectory counts again with that one.',
      fr: 'Orientations par commune : parcours dont l’orientation tombe dans le trimestre, dans la commune de l’orientation. Une personne qui a un second parcours compte de nouveau avec celui-ci.',
    },
  },
  inflow: {
    version: 1,
    text: {
      nl: 'Instroom per gemeente en werkvorm: trajecten waarvan de eerste plaatsing in het kwartaal begint, in de sociale economie of elders, in de gemeente van die dag. Elk traject telt hoogstens één keer; een latere plaatsing telt niet opnieuw. Wie rechtstreeks aan een job begint zonder plaatsing, staat hier niet bij.',
      en: 'Inflow by municipality and work form: trajectories whose first placement begins in the quarter, in the social economy or elsewhere, in the municipality of that day. A trajectory counts at most once; a later placement does not count again. Whoever begins a job without a placement is not among them.',
      fr: 'Entrées par commune et forme de travail : parcours dont le premier placement commence dans le trimestre, en économie sociale ou ailleurs, dans la commune de ce jour-là. Un parcours compte au plus une fois ; un placement ultérieur ne compte pas de nouveau. Qui commence un emploi sans placement n’y figure pas.',
    },
  },
  occupancy: {
    version: 1,
    figure: 'occupancy',
    text: {
      nl: 'Bezetting per gemeente en fase, op de laatste dag van het kwartaal. Activiteiten binnen een fase worden niet apart getoond; onderbroken trajecten tellen in hun fase mee.',
      en: 'Occupancy by municipality and stage, on the last day of the quarter. Activities within a stage are not told apart; interrupted trajectories count in their stage.',
      fr: 'Occupation par commune et phase, au dernier jour du trimestre. Les activités au sein d’une phase ne sont pas distinguées ; les parcours interrompus comptent dans leur phase.',
    },
  },
  flows: {
    version: 1,
    figure: 'flows',
    text: {
      nl: 'Overgangen in het kwartaal, van de hele regio. Overgangen die niet kunnen voorkomen, zijn weggelaten.',
      en: 'Changes of stage in the quarter, of the whole region. Changes that cannot occur are left out.',
      fr: 'Passages du trimestre, pour toute la région. Les passages impossibles sont omis.',
    },
  },
  throughflow: {
    version: 1,
    figure: 'throughflow',
    text: {
      nl: 'Doorstroom per gemeente en route, in het kwartaal. Contract en ondersteuning worden niet getoond.',
      en: 'Throughflow by municipality and route, in the quarter. Contract and support are not shown.',
      fr: 'Transition par commune et itinéraire, dans le trimestre. Le contrat et le soutien ne sont pas montrés.',
    },
  },
  outflow: {
    version: 1,
    figure: 'outflow',
    text: {
      nl: 'Uitstroom in het jaar, van de hele regio, per reden en per fase waaruit het traject werd afgesloten. Een traject dat heropend en opnieuw afgesloten werd, telt twee keer.',
      en: 'Outflow in the year, of the whole region, by reason and by the stage that the trajectory ended from. A trajectory that was reopened and ended again counts twice.',
      fr: 'Sorties de l’année, pour toute la région, par motif et par phase depuis laquelle le parcours a été clôturé. Un parcours rouvert puis clôturé de nouveau compte deux fois.',
    },
  },
  'profile.age': {
    version: 1,
    text: {
      nl: 'Voor wie de eerste plaatsingen van het jaar waren, in de hele regio: leeftijd op de dag van de aanmelding en geslacht zoals het dossier het vermeldt. Onbekend waar het niet is ingevuld.',
      en: 'Who the first placements of the year were for, in the whole region: age on the day of the referral, and gender as the file has it. Unknown where it was not given.',
      fr: 'Pour qui étaient les premiers placements de l’année, dans toute la région : l’âge au jour de l’orientation et le genre tel que le dossier l’indique. Inconnu si ce n’est pas indiqué.',
    },
  },
  'profile.education': {
    version: 1,
    text: {
      nl: 'Voor wie de eerste plaatsingen van het jaar waren, in de hele regio: opleidingsniveau en niveau van het Nederlands zoals het dossier het vermeldt. Beginnend is A0 tot A2, zelfstandig B1 tot C2, moedertaal waar het Nederlands als moedertaal vermeld staat; alles wat anders of niet is ingevuld, is onbekend. De taal is die van de dag waarop deze publicatie gemaakt werd; van gewiste dossiers is ze onbekend.',
      en: 'Who the first placements of the year were for, in the whole region: level of education and of Dutch as the file has it. Beginner is A0 to A2, independent B1 to C2, mother tongue where Dutch is given as such; whatever is put otherwise or not given is unknown. The language is that of the day on which this publication was made; of erased files it is unknown.',
      fr: 'Pour qui étaient les premiers placements de l’année, dans toute la région : le niveau d’études et de néerlandais tel que le dossier l’indique. Débutant va de A0 à A2, indépendant de B1 à C2, langue maternelle si le néerlandais est indiqué comme tel ; tout ce qui est noté autrement ou pas du tout est inconnu. La langue est celle du jour où cette publication a été faite ; pour les dossiers effacés, elle est inconnue.',
    },
  },
  wait: {
    version: 1,
    text: {
      nl: 'Wachttijd: de aanmeldingen van het jaar vóór dit jaar, naar wat binnen 365 dagen het eerst gebeurde. ‘0–3 maanden’ is een eerste plaatsing binnen 91 dagen na de aanmelding, ‘3–6’ binnen 182, ‘6–9’ binnen 273 en ‘9–12’ binnen 365 dagen; ‘iets anders’ is een job zonder plaatsing of het einde van het traject; ‘wacht nog’ is geen van beide na 365 dagen.',
      en: 'Waiting time: the referrals of the year before this one, by what came first within 365 days. “0–3 months” is a first placement within 91 days of the referral, “3–6” within 182, “6–9” within 273 and “9–12” within 365 days; “something else” is a job without a placement or the end of the trajectory; “still waiting” is neither after 365 days.',
      fr: 'Délai d’attente : les orientations de l’année précédente, selon ce qui est venu en premier dans les 365 jours. « 0–3 mois » est un premier placement dans les 91 jours suivant l’orientation, « 3–6 » dans les 182, « 6–9 » dans les 273 et « 9–12 » dans les 365 jours ; « autre chose » est un emploi sans placement ou la fin du parcours ; « attend encore » n’est ni l’un ni l’autre après 365 jours.',
    },
  },
  'chance.counts': {
    version: 1,
    text: {
      nl: 'Na de eerste plaatsing: trajecten waarvan de eerste plaatsing in het vorige jaar begon (12 maanden) of in het jaar daarvoor (24 maanden), naar route, en of een eerste job begon binnen 365 of 730 dagen na die plaatsing. Wie al vóór de plaatsing een eerste job had, of wie afgesloten werd zonder job, telt bij ‘geen job’.',
      en: 'After the first placement: trajectories whose first placement began in the year before (12 months) or in the one before that (24 months), by route, and whether a first job began within 365 or 730 days of that placement. Whoever had a first job before the placement, or ended without a job, counts under “no job”.',
      fr: 'Après le premier placement : parcours dont le premier placement a commencé l’année précédente (12 mois) ou celle d’avant (24 mois), par itinéraire, et selon qu’un premier emploi a commencé dans les 365 ou 730 jours. Qui avait un premier emploi avant le placement, ou a été clôturé sans emploi, compte sous « pas d’emploi ».',
    },
  },
  chance: {
    version: 1,
    text: {
      nl: 'Kans op een eerste job binnen 12 en 24 maanden na de eerste plaatsing, per route: het aandeel met een job, berekend uit de gepubliceerde aantallen en afgerond op hele procenten, met de kleinste en de grootste waarde die bij die aantallen mogelijk is. Onder de 20 trajecten wordt geen aandeel getoond. Het verschil tussen routes zegt niet dat de route de oorzaak is.',
      en: 'Chance of a first job within 12 and 24 months of the first placement, by route: the share with a job, computed from the published counts and rounded to whole percents, with the least and the greatest value that those counts allow. Below 20 trajectories no share is shown. The difference between routes does not say that the route is the cause.',
      fr: 'Chance d’un premier emploi dans les 12 et 24 mois suivant le premier placement, par itinéraire : la part avec un emploi, calculée à partir des nombres publiés et arrondie au pour cent entier, avec la plus petite et la plus grande valeur que ces nombres permettent. Sous 20 parcours, aucune part n’est montrée. La différence entre itinéraires ne dit pas que l’itinéraire en est la cause.',
    },
  },
};
