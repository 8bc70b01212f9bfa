import type { Deadline } from '#shared/contract/trajectories.ts';
import type { GuardName, RefusalReason } from './guards.ts';
import type { Presence, Route, Stage, State } from './states.ts';
import type { StepDetails, StepOf, StepType } from './steps.ts';

/** A word or two in each language of the screen. */
export interface Words {
  readonly nl: string;
  readonly en: string;
  readonly fr: string;
}

type DetailOf<Type extends StepType, Key extends keyof StepOf<Type>['details']> = NonNullable<StepOf<Type>['details'][Key]> & string;
type DetailName = { [Type in StepType]: Extract<keyof (typeof StepDetails)[Type]['shape'], string> }[StepType];

/** A type and not an interface, so that it can be walked through by group and code. */
type Labels = {
  readonly stage: Readonly<Record<Stage, Words>>;
  readonly state: Readonly<Record<State, Words>>;
  readonly presence: Readonly<Record<Presence, Words>>;
  readonly route: Readonly<Record<Route, Words>>;
  readonly step: Readonly<Record<StepType, Words>>;
  /** The names of details, as over a field or a column. */
  readonly detail: Readonly<Record<DetailName, Words>>;
  readonly programme: Readonly<Record<DetailOf<'referral.received', 'programme'>, Words>>;
  readonly body: Readonly<Record<DetailOf<'advice.requested', 'body'>, Words>>;
  readonly outcome: Readonly<Record<DetailOf<'advice.decided', 'outcome'>, Words>>;
  readonly workForm: Readonly<Record<DetailOf<'placement.started', 'workForm'>, Words>>;
  readonly setting: Readonly<Record<DetailOf<'placement.started', 'setting'>, Words>>;
  readonly placementEndReason: Readonly<Record<DetailOf<'placement.ended', 'reason'>, Words>>;
  readonly contract: Readonly<Record<DetailOf<'job.started', 'contract'>, Words>>;
  readonly support: Readonly<Record<DetailOf<'job.started', 'support'>, Words>>;
  readonly jobEndReason: Readonly<Record<DetailOf<'job.ended', 'reason'>, Words>>;
  readonly evaluationKind: Readonly<Record<DetailOf<'evaluation.held', 'kind'>, Words>>;
  readonly interruptionReason: Readonly<Record<DetailOf<'interruption.started', 'reason'>, Words>>;
  readonly endReason: Readonly<Record<DetailOf<'trajectory.ended', 'reason'>, Words>>;
  /** Why a step is refused, in a sentence. */
  readonly refusal: Readonly<Record<RefusalReason, Words>>;
  /** What a transition asks for, as a note in the drawing of the machine. */
  readonly guard: Readonly<Record<GuardName, Words>>;
  readonly deadline: Readonly<Record<Deadline['id'], Words>>;
};

const words = (nl: string, en: string, fr: string): Words => ({ nl, en, fr });

/** The words of the domain (mission.md, trajectory.md) for every code that a trajectory shows, the same on every screen and in the model. */
export const LABELS: Labels = {
  stage: {
    referred: words('Aangemeld', 'Referred', 'Orienté'),
    screening: words('Screening', 'Screening', 'Screening'),
    socialEconomy: words('Sociale economie', 'Social economy', 'Économie sociale'),
    followOn: words('Vervolgplaatsing', 'Follow-on placement', 'Placement de suite'),
    regular: words('Regulier circuit', 'Regular circuit', 'Circuit régulier'),
    ended: words('Afgesloten', 'Ended', 'Clôturé'),
  },
  state: {
    referred: words('Aangemeld', 'Referred', 'Orienté'),
    'screening.intake': words('Intake', 'Intake', 'Entretien d’accueil'),
    'screening.requested': words('Advies gevraagd', 'Advice requested', 'Avis demandé'),
    'screening.approved': words('Goedgekeurd, wacht op plaats', 'Approved, waiting for a place', 'Approuvé, en attente d’une place'),
    'screening.refused': words('Niet goedgekeurd', 'Not approved', 'Non approuvé'),
    'socialEconomy.working': words('Plaatsing sociale economie', 'Social-economy placement', 'Placement en économie sociale'),
    'socialEconomy.between': words(
      'Sociale economie, tussen twee plaatsen',
      'Social economy, between placements',
      'Économie sociale, entre deux placements',
    ),
    'followOn.working': words('Vervolgplaatsing', 'Follow-on placement', 'Placement de suite'),
    'followOn.between': words('Vervolg, tussen twee plaatsen', 'Follow-on, between placements', 'Suite, entre deux placements'),
    'regular.working': words('Aan het werk in het regulier circuit', 'In regular work', 'Au travail dans le circuit régulier'),
    'regular.between': words('Job beëindigd', 'Job ended', 'Emploi terminé'),
    'regular.sustained': words('Duurzaam aan het werk', 'In sustained work', 'Durablement au travail'),
    ended: words('Stopgezet of afgerond', 'Stopped or completed', 'Arrêté ou achevé'),
  },
  presence: {
    active: words('Actief', 'Active', 'Actif'),
    interrupted: words('Onderbroken', 'Interrupted', 'Interrompu'),
  },
  route: {
    'se-first': words('Eerst sociale economie', 'Social economy first', 'D’abord l’économie sociale'),
    direct: words('Meteen elders geplaatst', 'Placed elsewhere at once', 'Placé ailleurs d’emblée'),
    'no-placement': words('Job zonder plaatsing', 'Job without a placement', 'Emploi sans placement'),
    none: words('Nog geen plaatsing of job', 'No placement or job yet', 'Pas encore de placement ni d’emploi'),
  },
  step: {
    'referral.received': words('Aanmelding ontvangen', 'Referral received', 'Orientation reçue'),
    'intake.held': words('Intakegesprek gehouden', 'Intake held', 'Entretien d’accueil tenu'),
    'advice.requested': words('Advies gevraagd', 'Advice requested', 'Avis demandé'),
    'advice.decided': words('Beslissing over het advies', 'Decision on the advice', 'Décision sur l’avis'),
    'placement.started': words('Plaatsing gestart', 'Placement started', 'Placement commencé'),
    'placement.ended': words('Plaatsing beëindigd', 'Placement ended', 'Placement terminé'),
    'job.started': words('Job gestart', 'Job started', 'Emploi commencé'),
    'job.confirmed': words('Werk bevestigd', 'Job confirmed', 'Emploi confirmé'),
    'job.ended': words('Job beëindigd', 'Job ended', 'Emploi terminé'),
    'evaluation.held': words('Evaluatie gehouden', 'Evaluation held', 'Évaluation tenue'),
    'registration.confirmed': words('Registratie bij VDAB bevestigd', 'Registration with VDAB confirmed', 'Inscription au VDAB confirmée'),
    'interruption.started': words('Onderbreking gestart', 'Interruption started', 'Interruption commencée'),
    'interruption.ended': words('Onderbreking beëindigd', 'Interruption ended', 'Interruption terminée'),
    'trajectory.transferred': words(
      'Overgedragen aan andere gemeente',
      'Transferred to another municipality',
      'Transféré à une autre commune',
    ),
    'trajectory.ended': words('Traject afgesloten', 'Trajectory ended', 'Parcours clôturé'),
    'trajectory.reopened': words('Traject heropend', 'Trajectory reopened', 'Parcours rouvert'),
  },
  detail: {
    programme: words('Programma', 'Programme', 'Programme'),
    referredBy: words('Aangemeld door', 'Referred by', 'Orienté par'),
    body: words('Gevraagd aan', 'Asked of', 'Demandé à'),
    outcome: words('Beslissing', 'Decision', 'Décision'),
    workForms: words('Goedgekeurde werkvormen', 'Work forms approved', 'Formes de travail approuvées'),
    validUntil: words('Geldig tot en met', 'Valid until', 'Valable jusqu’au'),
    workForm: words('Werkvorm', 'Work form', 'Forme de travail'),
    setting: words('Soort werkplek', 'Setting', 'Type de lieu de travail'),
    organisation: words('Organisatie', 'Organisation', 'Organisation'),
    hoursPerWeek: words('Uren per week', 'Hours per week', 'Heures par semaine'),
    plannedEnd: words('Geplande einddatum', 'Planned end', 'Fin prévue'),
    reason: words('Reden', 'Reason', 'Motif'),
    contract: words('Contract', 'Contract', 'Contrat'),
    employer: words('Werkgever', 'Employer', 'Employeur'),
    support: words('Ondersteuning', 'Support', 'Soutien'),
    kind: words('Soort evaluatie', 'Kind of evaluation', 'Type d’évaluation'),
    toMunicipality: words('Nieuwe gemeente', 'New municipality', 'Nouvelle commune'),
  },
  programme: {
    twe: words('Tijdelijke werkervaring (TWE)', 'Temporary work experience (TWE)', 'Expérience professionnelle temporaire (TWE)'),
    art60: words('Art. 60 §7', 'Art. 60 §7', 'Art. 60 § 7'),
    other: words('Ander programma', 'Other programme', 'Autre programme'),
  },
  body: {
    vdab: words('VDAB', 'VDAB', 'VDAB'),
    gtb: words('GTB', 'GTB', 'GTB'),
    ocmw: words('OCMW', 'OCMW', 'CPAS'),
  },
  outcome: {
    approved: words('Goedgekeurd', 'Approved', 'Approuvé'),
    refused: words('Niet goedgekeurd', 'Not approved', 'Non approuvé'),
  },
  workForm: {
    art60: words('Art. 60 §7', 'Art. 60 §7', 'Art. 60 § 7'),
    maatwerk: words('Collectief maatwerk', 'Collective maatwerk (adapted work)', 'Travail adapté collectif'),
    'individual-maatwerk': words('Individueel maatwerk', 'Individual maatwerk (adapted work)', 'Travail adapté individuel'),
    lde: words('Lokale diensteneconomie (LDE)', 'Local services economy (LDE)', 'Économie de services locaux (LDE)'),
    arbeidszorg: words('Arbeidszorg', 'Arbeidszorg (work as care)', 'Arbeidszorg (travail encadré non rémunéré)'),
    'wijk-werken': words('Wijk-werken', 'Wijk-werken (neighbourhood work)', 'Wijk-werken (travail de quartier)'),
    internship: words('Stage', 'Internship', 'Stage'),
    training: words('Opleiding', 'Training', 'Formation'),
  },
  setting: {
    'social-economy': words('Sociale economie', 'Social economy', 'Économie sociale'),
    public: words('Openbaar bestuur', 'Public body', 'Organisme public'),
    nonprofit: words('Vzw of andere non-profit', 'Non-profit organisation', 'ASBL ou autre non marchand'),
    private: words('Privébedrijf', 'Private firm', 'Entreprise privée'),
  },
  placementEndReason: {
    completed: words('Afgerond', 'Completed', 'Achevé'),
    dismissed: words('Ontslagen', 'Dismissed', 'Licencié'),
    withdrew: words('Zelf gestopt', 'Withdrew', 'Arrêt de sa propre initiative'),
    illness: words('Ziekte', 'Illness', 'Maladie'),
    'host-closed': words('Werkplek stopgezet', 'Host closed', 'Lieu de travail fermé'),
    other: words('Andere reden', 'Other reason', 'Autre motif'),
  },
  contract: {
    permanent: words('Onbepaalde duur', 'Permanent', 'Durée indéterminée'),
    'fixed-term': words('Bepaalde duur', 'Fixed-term', 'Durée déterminée'),
    'temp-agency': words('Uitzendarbeid', 'Temporary agency work', 'Travail intérimaire'),
    'part-time-with-allowance': words('Deeltijds met uitkering', 'Part-time with allowance', 'Temps partiel avec allocation'),
    ibo: words('IBO (individuele beroepsopleiding)', 'IBO (individual training at work)', 'IBO (formation individuelle en entreprise)'),
    'self-employed': words('Zelfstandige', 'Self-employed', 'Indépendant'),
  },
  support: {
    none: words('Zonder ondersteuning', 'No support', 'Sans soutien'),
    less: words('Met minder ondersteuning', 'Less support', 'Avec moins de soutien'),
  },
  jobEndReason: {
    completed: words('Contract afgelopen', 'Contract completed', 'Contrat arrivé à terme'),
    dismissed: words('Ontslagen', 'Dismissed', 'Licencié'),
    withdrew: words('Zelf gestopt', 'Withdrew', 'Arrêt de sa propre initiative'),
    illness: words('Ziekte', 'Illness', 'Maladie'),
    'host-closed': words('Werkgever gestopt', 'Employer closed', 'Employeur fermé'),
    other: words('Andere reden', 'Other reason', 'Autre motif'),
  },
  evaluationKind: {
    gpmi: words('GPMI', 'GPMI', 'PIIS'),
    placement: words('Plaatsing', 'Placement', 'Placement'),
    other: words('Andere', 'Other', 'Autre'),
  },
  interruptionReason: {
    illness: words('Ziekte', 'Illness', 'Maladie'),
    maternity: words('Moederschapsrust', 'Maternity leave', 'Congé de maternité'),
    detention: words('Detentie', 'Detention', 'Détention'),
    childcare: words('Geen kinderopvang', 'No childcare', 'Pas de garde d’enfants'),
    other: words('Andere reden', 'Other reason', 'Autre motif'),
  },
  endReason: {
    'regular-work': words('Werk in het regulier circuit', 'Regular work', 'Travail dans le circuit régulier'),
    'rights-acquired': words('Sociale rechten opgebouwd', 'Social rights acquired', 'Droits sociaux acquis'),
    training: words('Opleiding aangevat', 'Started training', 'Formation entamée'),
    'not-feasible': words('Niet haalbaar', 'Not feasible', 'Non réalisable'),
    illness: words('Ziekte', 'Illness', 'Maladie'),
    withdrew: words('Zelf gestopt', 'Withdrew', 'Arrêt de sa propre initiative'),
    'no-show': words('Niet komen opdagen', 'Did not turn up', 'Ne s’est pas présenté'),
    moved: words('Verhuisd', 'Moved away', 'Déménagement'),
    'lost-entitlement': words('Recht op leefloon vervallen', 'Lost entitlement to living wage', 'Perte du droit au revenu d’intégration'),
    detention: words('Detentie', 'Detention', 'Détention'),
    death: words('Overleden', 'Died', 'Décès'),
    'duration-reached': words('Maximumduur bereikt', 'Maximum duration reached', 'Durée maximale atteinte'),
    other: words('Andere reden', 'Other reason', 'Autre motif'),
  },
  refusal: {
    'advice-required': words(
      'Voor deze werkvorm is een goedgekeurd advies nodig dat op die dag geldig is.',
      'This work form needs an approved advice that is valid on that day.',
      'Cette forme de travail demande un avis approuvé et valable ce jour-là.',
    ),
    'not-in-this-state': words(
      'Deze stap past niet in de situatie van het traject op die dag.',
      'This step does not fit where the trajectory stood on that day.',
      'Cette étape ne convient pas à la situation du parcours ce jour-là.',
    ),
    interrupted: words(
      'Het traject was die dag onderbroken.',
      'The trajectory was interrupted on that day.',
      'Le parcours était interrompu ce jour-là.',
    ),
    'no-request-pending': words(
      'Er is geen adviesvraag die op een beslissing wacht.',
      'No request for advice is waiting for a decision.',
      'Aucune demande d’avis n’attend de décision.',
    ),
    'before-referral': words('Deze dag ligt vóór de aanmelding.', 'This day lies before the referral.', 'Ce jour précède l’orientation.'),
    'same-municipality': words(
      'Het traject loopt al in deze gemeente.',
      'The trajectory is in this municipality already.',
      'Le parcours se trouve déjà dans cette commune.',
    ),
  },
  guard: {
    canHoldIntake: words('niet onderbroken', 'not interrupted', 'non interrompu'),
    canApprove: words('adviesvraag loopt; goedgekeurd', 'request pending; approved', 'demande en cours ; approuvé'),
    canRefuse: words('adviesvraag loopt; niet goedgekeurd', 'request pending; not approved', 'demande en cours ; non approuvé'),
    canDecide: words('adviesvraag loopt', 'request pending', 'demande en cours'),
    canStartInSocialEconomy: words(
      'in de sociale economie; niet onderbroken; met geldig advies waar dat nodig is',
      'in the social economy; not interrupted; with a valid advice where needed',
      'en économie sociale ; non interrompu ; avec un avis valable si nécessaire',
    ),
    canStartFollowOn: words(
      'buiten de sociale economie; niet onderbroken; met geldig advies waar dat nodig is',
      'outside the social economy; not interrupted; with a valid advice where needed',
      'hors de l’économie sociale ; non interrompu ; avec un avis valable si nécessaire',
    ),
    canStartJob: words('niet onderbroken', 'not interrupted', 'non interrompu'),
    canConfirmSustained: words('de job duurt lang genoeg', 'the job has lasted long enough', 'l’emploi dure depuis assez longtemps'),
    canInterrupt: words('niet al onderbroken', 'not interrupted already', 'pas déjà interrompu'),
    canTransfer: words('naar een andere gemeente', 'to another municipality', 'vers une autre commune'),
  },
  deadline: {
    'advice-pending': words('Beslissing over het advies blijft uit', 'Decision on the advice is overdue', 'Décision sur l’avis en retard'),
    'advice-expires': words('Goedgekeurd advies vervalt', 'Approved advice expires', 'L’avis approuvé expire'),
    waiting: words('Wacht op een plaats', 'Waiting for a place', 'En attente d’une place'),
    'placement-ends': words('Plaatsing loopt af', 'Placement is due to end', 'Le placement se termine'),
    between: words('Tussen twee plaatsen', 'Between placements', 'Entre deux placements'),
    'twe-limit': words('TWE bereikt de maximumduur', 'TWE reaches its maximum duration', 'La TWE atteint sa durée maximale'),
    entitlement: words(
      'Recht op uitkering bereikt (schatting)',
      'Entitlement to benefit reached (estimate)',
      'Droit aux allocations atteint (estimation)',
    ),
    gpmi: words('GPMI te evalueren', 'GPMI to be evaluated', 'PIIS à évaluer'),
    aftercare: words('Nazorg: werk te bevestigen', 'Aftercare: job to be confirmed', 'Suivi : emploi à confirmer'),
    silent: words('Lang niets geregistreerd', 'Nothing recorded for long', 'Rien d’enregistré depuis longtemps'),
    'month-end': words(
      'Registratie dekt het einde van de maand niet',
      'Registration does not cover the month’s end',
      'L’inscription ne couvre pas la fin du mois',
    ),
  },
};
