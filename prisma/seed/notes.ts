import type { StepType } from '#shared/trajectory/steps.ts';

/** Invented remarks as a case worker might leave them: short, about the course, nothing about health. */
export const NOTES: Partial<Record<StepType, readonly [string, ...string[]]>> = {
  'referral.received': [
    'Kennismaking gepland op het OCMW.',
    'Komt zelf met de vraag om te kunnen werken.',
    'Dossier met toestemming overgenomen van de sociale dienst.',
  ],
  'intake.held': [
    'Wil graag iets met de handen doen.',
    'Ervaring als poetshulp, zoekt voltijds werk.',
    'Opvang voor de kinderen nog te regelen voor de start.',
    'Rijbewijs B, geen eigen wagen; bus is haalbaar.',
    'Begrijpt Nederlands goed, spreekt het nog aarzelend.',
  ],
  'advice.requested': ['Verslag van de intake meegestuurd.', 'Aanvraag samen met de deelnemer ingevuld.'],
  'advice.decided': ['Besluit ontvangen per brief.', 'Telefonisch bevestigd, brief volgt.'],
  'placement.started': [
    'Eerste werkdag goed verlopen.',
    'Fiets geleend via het OCMW.',
    'Start met een rondleiding en een vaste begeleider op de werkvloer.',
    'Uurrooster afgestemd op de schooluren.',
  ],
  'placement.ended': ['Eindgesprek gehouden met werkplek en deelnemer.', 'Kreeg een getuigschrift mee.'],
  'job.started': ['Trots op het contract.', 'Vond de job zelf via een kennis.', 'Doorgegroeid op de plek van de stage.'],
  'job.confirmed': ['Gebeld: alles loopt goed.', 'Werkgever is tevreden.'],
  'job.ended': ['Contract niet verlengd, wel goede referentie.', 'Zoekt iets dichter bij huis.'],
  'evaluation.held': [
    'Nieuwe afspraken over op tijd komen.',
    'Wil een lascursus volgen.',
    'Groeit in zelfvertrouwen.',
    'Afspraak: taalles op woensdag.',
  ],
  'trajectory.transferred': ['Verhuisd; warme overdracht met de nieuwe begeleider.'],
  'trajectory.ended': ['Afgesloten na gesprek.', 'Kan altijd opnieuw contact opnemen.'],
};
