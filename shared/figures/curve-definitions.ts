import type { Dimension } from '#shared/contract/figures.ts';
import { BREAKDOWNS, type Definition, type Words } from './definitions.ts';

export type CurveId =
  | 'wait.placement'
  | 'wait.social-economy'
  | 'chance.regular'
  | 'time-to.job'
  | 'time-in-stage'
  | 'sustained'
  | 'state-occupation'
  | 'comparison.routes';

const FOLLOWED: Words = {
  nl: 'Gevolgd worden de trajecten waarvan de aanmelding tussen de gevraagde dagen valt, tot en met de laatste waargenomen dag: wat toen nog niet gebeurd was, telt als nog niet gebeurd, niet als nooit.',
  en: 'Followed are the trajectories whose referral lies between the days asked for, up to and including the last day observed: what had not happened by then counts as not yet, not as never.',
  fr: 'Sont suivis les parcours dont l’orientation se situe entre les jours demandés, jusqu’au dernier jour observé inclus : ce qui ne s’était pas encore produit compte comme pas encore, non comme jamais.',
};

const FLOOR: Words = {
  nl: 'Geen schatting voor minder dan tien; de curve stopt waar er minder dan vijf over zijn.',
  en: 'No estimate for fewer than ten; the curve stops where fewer than five are left.',
  fr: 'Pas d’estimation pour moins de dix ; la courbe s’arrête là où il en reste moins de cinq.',
};

const AALEN_JOHANSEN: Words = {
  nl: 'Schatter: Aalen–Johansen, met interval van 95 % (complementaire log-log).',
  en: 'Estimator: Aalen–Johansen, with a 95 % interval (complementary log-log).',
  fr: 'Estimateur : Aalen–Johansen, avec intervalle de 95 % (log-log complémentaire).',
};

const KAPLAN_MEIER: Words = {
  nl: 'Schatter: Kaplan–Meier, met variantie volgens Greenwood en interval van 95 % (log-log).',
  en: 'Estimator: Kaplan–Meier, with Greenwood’s variance and a 95 % interval (log-log).',
  fr: 'Estimateur : Kaplan–Meier, avec la variance de Greenwood et un intervalle de 95 % (log-log).',
};

/** What each figure that follows people estimates, in the words that screen and exports show beside it (figures.md, "Durations and chances"). */
export const CURVE_DEFINITIONS: Readonly<Record<CurveId, Definition>> = {
  'wait.placement': {
    id: 'wait.placement',
    version: 1,
    since: '2026-11-25',
    text: together(
      {
        nl: 'Wachttijd tot de eerste plaatsing: de kans dat die er zoveel dagen na de aanmelding is. Een job zonder plaatsing of het einde van het traject, als dat eerst komt, concurreert: die persoon wacht niet meer, ook niet na een heropening. Op één dag beslist de volgorde van de stappen.',
        en: 'Wait for the first placement: the chance that it has come so many days after the referral. A job without a placement or the end of the trajectory, where that comes first, competes: that person waits no more, nor after a reopening. Within a day the order of the steps decides.',
        fr: 'Attente du premier placement : la probabilité qu’il ait commencé tant de jours après l’orientation. Un emploi sans placement ou la fin du parcours, s’il vient d’abord, est concurrent : cette personne n’attend plus, même après une réouverture. Le même jour, l’ordre des étapes décide.',
      },
      FOLLOWED,
      AALEN_JOHANSEN,
      FLOOR,
    ),
    formula: 'F(t) = P(first of {placement, job, end} is a placement, by day t since referral)',
  },
  'wait.social-economy': {
    id: 'wait.social-economy',
    version: 1,
    since: '2026-11-25',
    text: together(
      {
        nl: 'Wachttijd tot de eerste plaatsing in de sociale economie: de kans dat die er zoveel dagen na de aanmelding is. Een plaatsing elders concurreert niet. Een job of het einde van het traject, als dat eerst komt, concurreert: die persoon wacht niet meer, ook niet na een heropening.',
        en: 'Wait for the first placement in the social economy: the chance that it has come so many days after the referral. A placement elsewhere does not compete. A job or the end of the trajectory, where that comes first, competes: that person waits no more, nor after a reopening.',
        fr: 'Attente du premier placement en économie sociale : la probabilité qu’il ait commencé tant de jours après l’orientation. Un placement ailleurs n’est pas concurrent. Un emploi ou la fin du parcours, s’il vient d’abord, est concurrent : cette personne n’attend plus, même après une réouverture.',
      },
      FOLLOWED,
      AALEN_JOHANSEN,
      FLOOR,
    ),
    formula: 'F(t) = P(first of {placement in the social economy, job, end} is such a placement, by day t since referral)',
  },
  'chance.regular': {
    id: 'chance.regular',
    version: 1,
    since: '2026-11-25',
    text: together(
      {
        nl: 'Kans op regulier werk: de kans dat de eerste job er zoveel dagen na de aanmelding is. Het einde van het traject, als dat eerst komt, concurreert: wat na een heropening volgt, telt niet. Of de job duurt, zegt ‘blijvend aan het werk’.',
        en: 'Chance of regular work: the chance that the first job has come so many days after the referral. The end of the trajectory, where that comes first, competes: what follows a reopening does not count. Whether the job lasts is told by “still at work”.',
        fr: 'Chance d’emploi régulier : la probabilité que le premier emploi ait commencé tant de jours après l’orientation. La fin du parcours, si elle vient d’abord, est concurrente : ce qui suit une réouverture ne compte pas. La durée de l’emploi est donnée par « toujours au travail ».',
      },
      FOLLOWED,
      AALEN_JOHANSEN,
      FLOOR,
    ),
    formula: 'F(t) = P(first of {job, end} is a job, by day t since referral)',
  },
  'time-to.job': {
    id: 'time-to.job',
    version: 1,
    since: '2026-11-25',
    text: together(
      {
        nl: 'Tijd tot de eerste job: het aandeel dat zoveel dagen na de aanmelding nog geen job had. Wie eindigt zonder job, telt mee tot die dag en niet verder, alsof de job nog had kunnen komen. Zo rekenen sommige studies; daardoor lijkt de kans op werk groter dan ze is. Gebruik ‘kans op regulier werk’ om over kansen te spreken.',
        en: 'Time to the first job: the share that had no job yet so many days after the referral. Who ends without a job counts up to that day and no further, as if the job could still have come. Some studies reckon so; it makes the chance of work look greater than it is. To speak of chances, use “chance of regular work”.',
        fr: 'Délai jusqu’au premier emploi : la part qui n’avait pas encore d’emploi tant de jours après l’orientation. Qui termine sans emploi compte jusqu’à ce jour et pas au-delà, comme si l’emploi avait encore pu venir. Certaines études calculent ainsi ; la chance d’emploi en paraît plus grande qu’elle n’est. Pour parler de chances, utilisez « chance d’emploi régulier ».',
      },
      FOLLOWED,
      KAPLAN_MEIER,
      FLOOR,
    ),
    formula: 'S(t) = P(no job by day t since referral), end censored',
  },
  'time-in-stage': {
    id: 'time-in-stage',
    version: 1,
    since: '2026-11-25',
    text: together(
      {
        nl: 'Tijd in een fase of toestand: het aandeel van de verblijven dat na zoveel dagen nog duurt. Elk verblijf telt, ook een tweede van dezelfde persoon; een nieuwe plaatsing, een onderbreking of een verhuis binnen de fase breekt het niet. Een verblijf eindigt met de overgang naar een andere fase (of toestand), ook naar ‘gestopt’. Een verblijf dat op zijn eerste dag eindigt, duurde 0 dagen. Lopende verblijven zijn gecensureerd op de laatste waargenomen dag. ‘n’ is het aantal verblijven.',
        en: 'Time in a stage or state: the share of the visits that still lasts after so many days. Every visit counts, also a second one of the same person; a new placement, an interruption or a move within the stage does not break it. A visit ends by going to another stage (or state), “ended” included. One that ends on its first day lasted 0 days. Visits under way are censored on the last day observed. “n” is the number of visits.',
        fr: 'Durée dans une phase ou un état : la part des passages qui durent encore après tant de jours. Chaque passage compte, même un second de la même personne ; un nouveau placement, une interruption ou un déménagement dans la phase ne l’interrompt pas. Un passage se termine par l’entrée dans une autre phase (ou un autre état), « clôturé » compris. Celui qui se termine le premier jour a duré 0 jour. Les passages en cours sont censurés au dernier jour observé. « n » est le nombre de passages.',
      },
      FOLLOWED,
      KAPLAN_MEIER,
      FLOOR,
    ),
    formula: 'S(t) = P(a visit lasts more than t days)',
  },
  sustained: {
    id: 'sustained',
    version: 1,
    since: '2026-11-25',
    text: together(
      {
        nl: 'Blijvend aan het werk: het aandeel dat zoveel dagen na het begin van de eerste job nog aan het werk is. Een volgende job zonder een dag ertussen telt als hetzelfde werk. Wie werkt, is zeker aan het werk tot de laatste bevestiging, jobwissel of beëindiging van het traject wegens regulier werk; daarna is het niet geweten en is die persoon gecensureerd. Een traject dat om een andere reden eindigt terwijl de job loopt, is geen verlies van de job. Daarnaast staat het aandeel zoals men het met de hand telt: bekend aan het werk, op wie van wie het bekend is, en van hoeveel niet.',
        en: 'Still at work: the share still at work so many days after the first job began. A next job without a day in between counts as the same work. Who works is known to be at work until the last confirmation, change of job, or end of the trajectory for regular work; after it nothing is known, and that person is censored. A trajectory that ends for another reason while the job runs is no loss of the job. Beside it stands the share as counted by hand: known to be at work, out of those of whom it is known, and of how many it is not.',
        fr: 'Toujours au travail : la part encore au travail tant de jours après le début du premier emploi. Un emploi suivant sans un jour d’interruption compte comme le même travail. Qui travaille l’est avec certitude jusqu’à la dernière confirmation, au dernier changement d’emploi ou à la fin du parcours pour emploi régulier ; ensuite on ne sait plus, et la personne est censurée. Un parcours qui se termine pour un autre motif pendant l’emploi n’est pas une perte d’emploi. À côté figure la part comptée à la main : connus au travail, parmi ceux dont on le sait, et pour combien on ne le sait pas.',
      },
      FOLLOWED,
      KAPLAN_MEIER,
      FLOOR,
    ),
    formula: 'S(t) = P(the first job lasts more than t days), censored on the last day on which it is known',
  },
  'state-occupation': {
    id: 'state-occupation',
    version: 1,
    since: '2026-11-25',
    text: together(
      {
        nl: 'Waar mensen zijn: de kans om zoveel dagen na de aanmelding in elke fase te zijn, vanaf het einde van de dag van de aanmelding. Terugkeren kan, ook na het einde. Een dag telt voor de fase waarin men hem eindigt; wie binnen een dag door een fase gaat, was er die dag niet. Verwachte dagen: de oppervlakte onder elke kans binnen 365 en 730 dagen; samen tellen ze op tot die termijn. Niemand concurreert: ‘gestopt’ is een fase als een andere.',
        en: 'Where people are: the chance of being in each stage so many days after the referral, from the end of the day of the referral on. Going back is possible, also after the end. A day counts for the stage in which one ends it; who passes through a stage within a day was not there that day. Expected days: the area under each chance within 365 and 730 days; together they come to that term. Nothing competes: “ended” is a stage like another.',
        fr: 'Où sont les personnes : la probabilité d’être dans chaque phase tant de jours après l’orientation, à partir de la fin du jour de l’orientation. Le retour est possible, même après la fin. Un jour compte pour la phase où il se termine ; qui traverse une phase en un jour n’y était pas ce jour-là. Jours attendus : la surface sous chaque probabilité en 365 et 730 jours ; leur somme est cette durée. Rien n’est concurrent : « clôturé » est une phase comme une autre.',
      },
      FOLLOWED,
      AALEN_JOHANSEN,
      FLOOR,
    ),
    formula: 'p(t) = p(0) ∏ (I + dA); expected days(T) = ∫₀ᵀ p(t) dt',
  },
  'comparison.routes': {
    id: 'comparison.routes',
    version: 1,
    since: '2026-11-25',
    text: together(
      {
        nl: 'Eerst sociale economie tegenover rechtstreeks: de kans op een eerste job na de eerste plaatsing, volgens de omgeving van die plaatsing, met het einde van het traject als concurrent, en de verwachte dagen per fase sinds die plaatsing. De eerste dag is die van de eerste plaatsing. Weggelaten: wie nog geen plaatsing had, en wie al voor de eerste plaatsing een job had. Wie eerst naar de sociale economie gaat, verschilt vaak van wie rechtstreeks gaat: de samenstelling van de groepen staat erbij, en een verschil is geen bewijs van een effect. Test: Gray.',
        en: 'Social economy first against direct: the chance of a first job after the first placement, by the setting of that placement, with the end of the trajectory competing, and the expected days per stage since that placement. The first day is that of the first placement. Left out: who had no placement yet, and who had a job before the first placement. People who go to the social economy first often differ from those who go directly: the make-up of the groups is given, and a difference is no proof of an effect. Test: Gray’s.',
        fr: 'Économie sociale d’abord ou itinéraire direct : la probabilité d’un premier emploi après le premier placement, selon le cadre de ce placement, la fin du parcours étant concurrente, et les jours attendus par phase depuis ce placement. Le premier jour est celui du premier placement. Sont exclus : ceux qui n’avaient pas encore de placement et ceux qui avaient un emploi avant le premier placement. Ceux qui vont d’abord en économie sociale diffèrent souvent de ceux qui vont directement : la composition des groupes est donnée, et une différence ne prouve pas un effet. Test : Gray.',
      },
      FOLLOWED,
      AALEN_JOHANSEN,
      FLOOR,
    ),
    formula: 'F(t) = P(first of {job, end} since the first placement is a job, by day t since that placement)',
  },
};

/** What a breakdown or filter stands for in these figures, where it is otherwise than in counts. */
export const CURVE_BREAKDOWNS: Readonly<Record<Dimension, Words>> = {
  ...BREAKDOWNS,
  municipality: {
    nl: 'De gemeente bij de aanmelding, ook van wie later verhuisde.',
    en: 'The municipality at the referral, also of those who moved later.',
    fr: 'La commune lors de l’orientation, aussi pour ceux qui ont déménagé ensuite.',
  },
  workForm: {
    nl: 'De werkvorm van de eerste plaatsing, zoals waargenomen tot de laatste waargenomen dag; ook bij de tijd in een fase, wat ook de plaatsing tijdens dat verblijf was. Zonder plaatsing: niet van toepassing. Wie een plaatsing kreeg, was daarvoor al lang genoeg gevolgd: vergelijk wachttijden niet volgens werkvorm.',
    en: 'The work form of the first placement, as observed until the last day observed; for the time in a stage too, whatever the placement during that visit was. Without a placement: not applicable. Who got a placement had been followed for long enough: do not compare waits by work form.',
    fr: 'La forme de travail du premier placement, observé jusqu’au dernier jour observé ; aussi pour la durée dans une phase, quel que soit le placement pendant ce passage. Sans placement : sans objet. Qui a obtenu un placement avait été suivi assez longtemps : ne comparez pas les attentes selon la forme de travail.',
  },
  setting: {
    nl: 'De omgeving (sociale economie, openbaar, non-profit, privé) van dezelfde plaatsing als bij de werkvorm. Zonder plaatsing: niet van toepassing.',
    en: 'The setting (social economy, public, non-profit, private) of the same placement as for the work form. Without a placement: not applicable.',
    fr: 'Le cadre (économie sociale, public, non marchand, privé) du même placement que pour la forme de travail. Sans placement : sans objet.',
  },
};

function together(...parts: readonly Words[]): Words {
  const text = (language: keyof Words) => parts.map((words) => words[language]).join(' ');
  return { nl: text('nl'), en: text('en'), fr: text('fr') };
}
