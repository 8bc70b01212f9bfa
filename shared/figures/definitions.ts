import type { Dimension } from '#shared/contract/figures.ts';
import type { PlainDate } from '#shared/plain-date.ts';

export type Words = Readonly<Record<'nl' | 'en' | 'fr', string>>;

export interface Definition {
  readonly id: string;
  /** Rises when what is counted changes; old publications keep the definition they were made with. */
  readonly version: number;
  /** The day from which this version holds. */
  readonly since: PlainDate;
  readonly text: Words;
  readonly formula: string;
}

export type FigureId = 'signal.inflow' | 'inflow' | 'flows' | 'occupancy' | 'outflow' | 'throughflow';

/** What each figure counts, in the words that screen and exports show beside the number (figures.md, "Counts"). */
export const DEFINITIONS: Readonly<Record<FigureId, Definition>> = {
  'signal.inflow': {
    id: 'signal.inflow',
    version: 1,
    since: '2026-11-25',
    text: {
      nl: 'Signaal: is de verandering van de instroom in de sociale economie meer dan toeval? Geteld worden de trajecten waarvan de eerste plaatsing in de sociale economie in een kwartaal begint. De laatste vier volledige kwartalen worden vergeleken met de acht ervoor: de verhouding van de gemiddelden per kwartaal, met het exacte 95 %-interval voor twee Poisson-aantallen, en een kaart per kwartaal met het gemiddelde van die acht en grenzen op drie standaardafwijkingen. Omdat het om volle jaren gaat, vallen seizoenen tegen elkaar weg. ‘Structureel’ betekent alleen dat het interval de 1 niet bevat: de daling of stijging is groter dan wat toeval van kwartaal tot kwartaal verklaart. Het zegt niet waarom, niet dat ze aanhoudt en niet aan welke maatregel ze ligt. ‘Geen duidelijke verandering’ betekent niet dat er niets veranderde: bij kleine aantallen blijft een echte verandering lang onzichtbaar. Het interval gaat ervan uit dat plaatsingen los van elkaar beginnen; beginnen ze in groepen, dan is het te smal. Wat nog niet geregistreerd is, ontbreekt in de laatste kwartalen; een gemeente die intussen begon te registreren, doet het totaal stijgen. Was er bij het begin van de acht kwartalen nog geen aanmelding gekend, dan wordt niets besloten.',
      en: 'Signal: is the change of the inflow into the social economy more than chance? Counted are the trajectories whose first placement in the social economy begins in a quarter. The last four whole quarters are compared with the eight before: the ratio of the means per quarter, with the exact 95 % interval for two Poisson counts, and a chart per quarter with the mean of those eight and limits at three standard deviations. As these are full years, seasons cancel out. “Structural” only means that the interval does not hold 1: the fall or rise is larger than chance from quarter to quarter explains. It does not say why, nor that it lasts, nor which measure it is due to. “No clear change” does not mean that nothing changed: with small counts a real change stays invisible for long. The interval takes placements to begin independently of each other; where they begin in groups, it is too narrow. What was not yet recorded is missing from the last quarters; a municipality that began to record meanwhile makes the total rise. Where no referral was known yet when the eight quarters began, nothing is concluded.',
      fr: 'Signal : le changement des entrées en économie sociale dépasse-t-il le hasard ? Sont comptés les parcours dont le premier placement en économie sociale commence dans un trimestre. Les quatre derniers trimestres complets sont comparés aux huit précédents : le rapport des moyennes par trimestre, avec l’intervalle exact à 95 % pour deux nombres de Poisson, et une carte par trimestre avec la moyenne de ces huit et des limites à trois écarts-types. Comme il s’agit d’années entières, les saisons s’annulent. « Structurel » signifie seulement que l’intervalle ne contient pas 1 : la baisse ou la hausse est plus grande que ce que le hasard explique d’un trimestre à l’autre. Cela ne dit ni pourquoi, ni que cela dure, ni à quelle mesure cela tient. « Pas de changement clair » ne signifie pas que rien n’a changé : avec de petits nombres, un vrai changement reste longtemps invisible. L’intervalle suppose que les placements commencent indépendamment les uns des autres ; s’ils commencent par groupes, il est trop étroit. Ce qui n’est pas encore enregistré manque dans les derniers trimestres ; une commune qui a commencé à enregistrer entre-temps fait monter le total. Si aucune orientation n’était connue au début des huit trimestres, rien n’est conclu.',
    },
    formula:
      'rateRatio = (recent / 4) ÷ (before / 8); interval = exact conditional (Clopper–Pearson), as R poisson.test; chart: u = before / 8, limits u ± 3√u, not below 0',
  },
  inflow: {
    id: 'inflow',
    version: 1,
    since: '2026-11-23',
    text: {
      nl: 'Instroom. Aanmeldingen: trajecten waarvan de aanmelding in de periode valt. Plaatsingen: trajecten waarvan de eerste plaatsing in de periode begint. Sociale economie: trajecten waarvan de eerste plaatsing in de sociale economie in de periode begint. Elk traject telt in elk van de drie hoogstens één keer; een latere plaatsing telt niet opnieuw. Iemand met een tweede traject telt daarmee opnieuw.',
      en: 'Inflow. Referrals: trajectories whose referral lies in the period. Placements: trajectories whose first placement begins in the period. Social economy: trajectories whose first placement in the social economy begins in the period. A trajectory counts at most once in each of the three; a later placement does not count again. A person with a second trajectory counts again with that one.',
      fr: 'Entrées. Orientations : parcours dont l’orientation tombe dans la période. Placements : parcours dont le premier placement commence dans la période. Économie sociale : parcours dont le premier placement en économie sociale commence dans la période. Un parcours compte au plus une fois dans chacun des trois ; un placement ultérieur ne compte pas de nouveau. Une personne qui a un second parcours compte de nouveau avec celui-ci.',
    },
    formula:
      'referrals(p) = #{referral ∈ p}; placements(p) = #{first placement ∈ p}; socialEconomy(p) = #{first social-economy placement ∈ p}',
  },
  flows: {
    id: 'flows',
    version: 1,
    since: '2026-11-23',
    text: {
      nl: 'Overgangen van de ene fase naar een andere, op de dag van de overgang. Een nieuwe plaatsing of job binnen dezelfde fase, een onderbreking en een verhuis naar een andere gemeente zijn geen overgang. Wie op één dag door een fase heen gaat, telt met beide overgangen. Een heropend traject gaat van ‘afgesloten’ terug naar zijn fase. Waar gemeenten uit elkaar gehouden worden, staan de verhuizingen er apart bij.',
      en: 'Changes from one stage to another, on the day of the change. A new placement or job within the same stage, an interruption and a transfer to another municipality are no change of stage. Whoever passes through a stage within one day counts with both changes. A reopened trajectory goes from “ended” back to its stage. Where municipalities are told apart, the transfers between them are given beside.',
      fr: 'Passages d’une phase à une autre, au jour du passage. Un nouveau placement ou emploi dans la même phase, une interruption et un transfert vers une autre commune ne sont pas des passages. Qui traverse une phase en un seul jour compte avec les deux passages. Un parcours rouvert passe de « clôturé » à sa phase précédente. Là où les communes sont distinguées, les transferts entre elles sont donnés à part.',
    },
    formula: 'flows(p, a → b) = #{change of stage from a to b ∈ p}, a ≠ b',
  },
  occupancy: {
    id: 'occupancy',
    version: 1,
    since: '2026-11-23',
    text: {
      nl: 'Bezetting: trajecten per fase en activiteit op het einde van de laatste dag van de periode (of van de laatste dag die meetelt, als die eerder valt). Wie op die dag van fase verandert, telt in de nieuwe fase. Onderbroken trajecten staan apart. Beëindigde trajecten blijven in ‘afgesloten’ staan.',
      en: 'Occupancy: trajectories by stage and activity at the end of the last day of the period (or of the last day that counts, where that comes first). Whoever changes stage on that day counts in the new one. Interrupted trajectories stand apart. Ended trajectories stay under “ended”.',
      fr: 'Occupation : parcours par phase et activité à la fin du dernier jour de la période (ou du dernier jour pris en compte, s’il vient plus tôt). Qui change de phase ce jour-là compte dans la nouvelle. Les parcours interrompus figurent à part. Les parcours terminés restent sous « clôturé ».',
    },
    formula: 'occupancy(end) = occupancy(end before) + in − out; in, out = referrals, flows and transfers of the period',
  },
  outflow: {
    id: 'outflow',
    version: 1,
    since: '2026-11-23',
    text: {
      nl: 'Uitstroom: trajecten die in de periode beëindigd zijn, volgens reden en volgens de fase waaruit ze eindigden. Een traject dat heropend en later weer beëindigd is, telt bij elke beëindiging.',
      en: 'Outflow: trajectories ended in the period, by reason and by the stage they ended from. A trajectory that was reopened and ended again later counts with each ending.',
      fr: 'Sorties : parcours terminés dans la période, selon le motif et selon la phase dont ils sont sortis. Un parcours rouvert puis terminé de nouveau compte à chaque fin.',
    },
    formula: 'outflow(p, a, reason) = #{end from stage a for the reason ∈ p}',
  },
  throughflow: {
    id: 'throughflow',
    version: 1,
    since: '2026-11-23',
    text: {
      nl: 'Doorstroom: trajecten waarvan de eerste job in de periode begint, volgens route, volgens of er voordien een plaatsing was, en volgens contract en ondersteuning van die job. Een latere job telt niet opnieuw. De route is die zoals waargenomen tot de laatste waargenomen dag: wie na de job nog een eerste plaatsing begon, heeft de route van die plaatsing, met ‘plaatsing voordien: nee’.',
      en: 'Throughflow: trajectories whose first job begins in the period, by route, by whether a placement came before, and by contract and support of that job. A later job does not count again. The route is as observed until the last day observed: who began a first placement after the job has the route of that placement, with “placement before: no”.',
      fr: 'Transition : parcours dont le premier emploi commence dans la période, selon l’itinéraire, selon qu’un placement l’a précédé, et selon le contrat et le soutien de cet emploi. Un emploi ultérieur ne compte pas de nouveau. L’itinéraire est celui observé jusqu’au dernier jour observé : qui a commencé un premier placement après l’emploi a l’itinéraire de ce placement, avec « placement auparavant : non ».',
    },
    formula: 'throughflow(p) = #{first job ∈ p}',
  },
};

/** What a breakdown or filter stands for, in all figures alike. */
export const BREAKDOWNS: Readonly<Record<Dimension, Words>> = {
  municipality: {
    nl: 'De gemeente waar het traject was toen het gebeurde; bij bezetting de gemeente op die dag. Wie op dezelfde dag verhuist en van fase verandert, telt in de volgorde waarin dat geregistreerd is.',
    en: 'The municipality in which the trajectory was when it happened; for occupancy, on that day. A transfer and a change of stage on one day count in the order in which they were recorded.',
    fr: 'La commune où se trouvait le parcours au moment de l’événement ; pour l’occupation, à ce jour. Un transfert et un changement de phase le même jour comptent dans l’ordre de leur enregistrement.',
  },
  workForm: {
    nl: 'De werkvorm. Bij instroom die van de eerste plaatsing (in de sociale economie), bij aanmeldingen voor zover die plaatsing al waargenomen is; bij overgangen en uitstroom die van de plaatsing waarin men terechtkomt, anders die welke men verlaat; bij bezetting die van de lopende plaatsing; bij doorstroom die van de eerste plaatsing, als die voor de job kwam. Zonder zo’n plaatsing: niet van toepassing.',
    en: 'The work form. For inflow that of the first placement (in the social economy), for referrals as far as that placement was observed; for flows and outflow that of the placement entered, else of the one left; for occupancy that of the placement under way; for throughflow that of the first placement, if it came before the job. Without such a placement: not applicable.',
    fr: 'La forme de travail. Pour les entrées, celle du premier placement (en économie sociale), et pour les orientations dans la mesure où ce placement a été observé ; pour les passages et les sorties, celle du placement où l’on entre, sinon de celui que l’on quitte ; pour l’occupation, celle du placement en cours ; pour la transition, celle du premier placement s’il a précédé l’emploi. Sans un tel placement : sans objet.',
  },
  setting: {
    nl: 'De omgeving (sociale economie, openbaar, non-profit, privé) van dezelfde plaatsing als bij de werkvorm. Zonder zo’n plaatsing: niet van toepassing.',
    en: 'The setting (social economy, public, non-profit, private) of the same placement as for the work form. Without such a placement: not applicable.',
    fr: 'Le cadre (économie sociale, public, non marchand, privé) du même placement que pour la forme de travail. Sans un tel placement : sans objet.',
  },
  programme: {
    nl: 'Het programma waarvoor werd aangemeld: tijdelijke werkervaring, artikel 60 of ander.',
    en: 'The programme of the referral: temporary work experience, Article 60 or other.',
    fr: 'Le programme de l’orientation : expérience professionnelle temporaire, article 60 ou autre.',
  },
  ageClass: {
    nl: 'De leeftijd op de dag van de aanmelding. Onbekend waar geen geboortedatum is ingevuld.',
    en: 'The age on the day of the referral. Unknown where no date of birth was given.',
    fr: 'L’âge au jour de l’orientation. Inconnu si aucune date de naissance n’est indiquée.',
  },
  gender: {
    nl: 'Het geslacht zoals het dossier het vermeldt; onbekend waar het niet is ingevuld.',
    en: 'The gender as the file has it; unknown where it was not given.',
    fr: 'Le genre tel que le dossier l’indique ; inconnu s’il n’est pas indiqué.',
  },
  education: {
    nl: 'Het opleidingsniveau zoals het dossier het vermeldt; onbekend waar het niet is ingevuld.',
    en: 'The level of education as the file has it; unknown where it was not given.',
    fr: 'Le niveau d’études tel que le dossier l’indique ; inconnu s’il n’est pas indiqué.',
  },
  route: {
    nl: 'De route tot de laatste waargenomen dag: eerst sociale economie (de eerste plaatsing was daar), rechtstreeks (de eerste plaatsing was elders), zonder plaatsing (een job en geen plaatsing), of nog geen.',
    en: 'The route until the last day observed: social economy first (the first placement was there), direct (the first placement was elsewhere), no placement (a job and no placement), or none yet.',
    fr: 'L’itinéraire jusqu’au dernier jour observé : économie sociale d’abord (le premier placement y était), direct (le premier placement était ailleurs), sans placement (un emploi et aucun placement), ou aucun encore.',
  },
};
