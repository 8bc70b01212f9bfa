import { defineWords } from '#client/locales/words.ts';

/** Titles and sentences of the charts. A sentence says what was counted and compared, never why. */
export const sentenceWords = defineWords({
  nl: {
    'inflow.title': 'Aanmeldingen',
    'inflow.told':
      '{count, plural, =0 {Er werd niemand aangemeld} one {Er werd 1 traject aangemeld} other {Er werden # trajecten aangemeld}}{change}.',
    'placements.title': 'Eerste plaatsingen',
    'placements.told':
      '{count, plural, =0 {Niemand begon aan een eerste plaatsing} one {1 traject begon aan een eerste plaatsing} other {# trajecten begonnen aan een eerste plaatsing}}{change}.',
    'se.title': 'Instroom in de sociale economie',
    'se.title-since': 'Instroom in de sociale economie sinds 2017, per werkvorm',
    'se.total':
      '{count, plural, one {1 traject begon} other {# trajecten begonnen}} in deze periode aan een eerste plaatsing in de sociale economie.',
    'se.told':
      'In {last} begonnen er {lastCount} trajecten via Art. 60 §7 in de sociale economie; in {first} waren dat er {firstCount}{change}.',
    'se.note':
      'Altijd per jaar sinds 2017, met de gekozen gemeente en het gekozen programma. De eerste plaatsing in de sociale economie telt.',
    'flows.title': 'Van fase naar fase',
    'flows.told': 'De grootste stroom ging van {from} naar {to}: {count} keer.',
    'flows.back':
      '{count, plural, one {1 keer ging iemand} other {# keer ging iemand}} terug naar een vroegere fase of werd een traject heropend.',
    'occupancy.title': 'Trajecten in begeleiding, per fase',
    'occupancy.told': 'Op {day} zijn {count} trajecten in begeleiding{change}. De meeste ({most}) zijn in de fase ‘{stage}’.',
    'occupancy.note': 'De onderbroken trajecten staan apart, bovenop hun fase; wie afgesloten is, staat er niet bij.',
    'occupancy.note-split': 'Wie afgesloten is, staat er niet bij.',
    'outflow.title': 'Uitstroom, per reden',
    'outflow.told':
      '{count, plural, one {1 traject werd} other {# trajecten werden}} afgesloten. De vaakst genoteerde reden: {reason} ({most}).',
    'throughflow.title': 'Eerste job, per route',
    'throughflow.told': '{count, plural, one {1 traject kreeg} other {# trajecten kregen}} een eerste job: {parts}.',
    'throughflow.note': 'Dit zijn aantallen, geen kansen: de groepen zijn niet even groot en niet gelijk samengesteld.',
    'multiples.title': 'Aanmeldingen per gemeente',
    'multiples.told': 'De meeste aanmeldingen waren er in {most} ({mostCount}), de minste in {least} ({leastCount}).',
    'multiples.note': 'Alle lijnen staan op dezelfde schaal: tot {most} {per}. Gemeenten verschillen in inwonertal.',
    'multiples.line': '{name}: {count} aanmeldingen, het meeste in één periode {most}.',
    more: ', {count} meer dan {before}',
    fewer: ', {count} minder dan {before}',
    same: ', evenveel als {before}',
    'before.years': '{years, plural, one {in dezelfde dagen een jaar eerder} other {in dezelfde dagen # jaar eerder}}',
    'before.day': 'op {day}',
    'se.more': ' ({count} minder)',
    'se.fewer': ' ({count} meer)',
    'se.same': ' (evenveel)',
    part: '{route} ({count})',
    and: ' en ',
    region: 'In de hele regio waren het er {count}: het eigen aandeel is {share}.',
  },
  en: {
    'inflow.title': 'Referrals',
    'inflow.told':
      '{count, plural, =0 {Nobody was referred} one {1 trajectory was referred} other {# trajectories were referred}}{change}.',
    'placements.title': 'First placements',
    'placements.told':
      '{count, plural, =0 {Nobody began a first placement} one {1 trajectory began a first placement} other {# trajectories began a first placement}}{change}.',
    'se.title': 'Inflow into the social economy',
    'se.title-since': 'Inflow into the social economy since 2017, by work form',
    'se.total':
      '{count, plural, one {1 trajectory began} other {# trajectories began}} a first placement in the social economy in this period.',
    'se.told':
      'In {last}, {lastCount} trajectories began in the social economy under Art. 60 §7; in {first} there were {firstCount}{change}.',
    'se.note': 'Always per year since 2017, with the municipality and programme chosen. The first placement in the social economy counts.',
    'flows.title': 'From stage to stage',
    'flows.told': 'The largest flow went from {from} to {to}: {count} times.',
    'flows.back': '{count, plural, one {Once someone} other {# times someone}} went back to an earlier stage or a trajectory was reopened.',
    'occupancy.title': 'Trajectories in guidance, by stage',
    'occupancy.told': 'On {day} {count} trajectories are in guidance{change}. The most ({most}) are in the stage “{stage}”.',
    'occupancy.note': 'Interrupted trajectories stand apart, on top of the stages; ended ones are left out.',
    'occupancy.note-split': 'Ended trajectories are left out.',
    'outflow.title': 'Outflow, by reason',
    'outflow.told':
      '{count, plural, one {1 trajectory was} other {# trajectories were}} ended. The reason noted most often: {reason} ({most}).',
    'throughflow.title': 'First job, by route',
    'throughflow.told': '{count, plural, one {1 trajectory got} other {# trajectories got}} a first job: {parts}.',
    'throughflow.note': 'These are numbers, not chances: the groups differ in size and make-up.',
    'multiples.title': 'Referrals by municipality',
    'multiples.told': 'Most referrals were in {most} ({mostCount}), fewest in {least} ({leastCount}).',
    'multiples.note': 'All lines share one scale: up to {most} {per}. Municipalities differ in population.',
    'multiples.line': '{name}: {count} referrals, at most {most} in one period.',
    more: ', {count} more than {before}',
    fewer: ', {count} fewer than {before}',
    same: ', as many as {before}',
    'before.years': '{years, plural, one {in the same days a year earlier} other {in the same days # years earlier}}',
    'before.day': 'on {day}',
    'se.more': ' ({count} fewer)',
    'se.fewer': ' ({count} more)',
    'se.same': ' (as many)',
    part: '{route} ({count})',
    and: ' and ',
    region: 'In the whole region there were {count}: the own share is {share}.',
  },
  fr: {
    'inflow.title': 'Orientations',
    'inflow.told':
      '{count, plural, =0 {Personne n’a été orienté} one {1 parcours a été orienté} other {# parcours ont été orientés}}{change}.',
    'placements.title': 'Premiers placements',
    'placements.told':
      '{count, plural, =0 {Personne n’a commencé un premier placement} one {1 parcours a commencé un premier placement} other {# parcours ont commencé un premier placement}}{change}.',
    'se.title': 'Entrées en économie sociale',
    'se.title-since': 'Entrées en économie sociale depuis 2017, par forme de travail',
    'se.total':
      '{count, plural, one {1 parcours a commencé} other {# parcours ont commencé}} un premier placement en économie sociale pendant cette période.',
    'se.told':
      'En {last}, {lastCount} parcours ont commencé en économie sociale via l’Art. 60 § 7 ; en {first}, il y en avait {firstCount}{change}.',
    'se.note': 'Toujours par an depuis 2017, avec la commune et le programme choisis. Le premier placement en économie sociale compte.',
    'flows.title': 'De phase en phase',
    'flows.told': 'Le flux le plus important va de {from} à {to} : {count} fois.',
    'flows.back':
      '{count, plural, one {1 fois, quelqu’un} other {# fois, quelqu’un}} est revenu à une phase précédente ou un parcours a été rouvert.',
    'occupancy.title': 'Parcours en accompagnement, par phase',
    'occupancy.told':
      'Le {day}, {count} parcours sont en accompagnement{change}. Le plus grand nombre ({most}) est dans la phase « {stage} ».',
    'occupancy.note': 'Les parcours interrompus figurent à part, au-dessus des phases ; les parcours clôturés n’y figurent pas.',
    'occupancy.note-split': 'Les parcours clôturés n’y figurent pas.',
    'outflow.title': 'Sorties, par motif',
    'outflow.told':
      '{count, plural, one {1 parcours a été clôturé} other {# parcours ont été clôturés}}. Le motif le plus souvent noté : {reason} ({most}).',
    'throughflow.title': 'Premier emploi, par itinéraire',
    'throughflow.told': '{count, plural, one {1 parcours a obtenu} other {# parcours ont obtenu}} un premier emploi : {parts}.',
    'throughflow.note': 'Ce sont des nombres, pas des chances : les groupes diffèrent en taille et en composition.',
    'multiples.title': 'Orientations par commune',
    'multiples.told': 'Le plus d’orientations : {most} ({mostCount}) ; le moins : {least} ({leastCount}).',
    'multiples.note': 'Toutes les lignes ont la même échelle : jusqu’à {most} {per}. Les communes n’ont pas la même population.',
    'multiples.line': '{name} : {count} orientations, au plus {most} en une période.',
    more: ', {count} de plus que {before}',
    fewer: ', {count} de moins que {before}',
    same: ', autant que {before}',
    'before.years': '{years, plural, one {aux mêmes jours un an plus tôt} other {aux mêmes jours # ans plus tôt}}',
    'before.day': 'le {day}',
    'se.more': ' ({count} de moins)',
    'se.fewer': ' ({count} de plus)',
    'se.same': ' (autant)',
    part: '{route} ({count})',
    and: ' et ',
    region: 'Dans toute la région, il y en avait {count} : la part propre est de {share}.',
  },
});
