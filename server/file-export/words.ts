import type { Language } from '#shared/contract/file-export.ts';
import type { HandoverStatus, RejectionReason } from '#shared/contract/handovers.ts';

/** What the PDF says to the person whose file it is; labels of steps and codes are in shared/trajectory/labels.ts. */
export interface PdfWords {
  readonly title: string;
  readonly of: (name: string) => string;
  readonly made: (day: string, by: string) => string;
  readonly lead: (office: string) => string;
  /** Where a letter could not be printed: `□` stands for it. */
  readonly undrawable: string;
  readonly confidential: string;
  readonly page: (page: number, pages: number) => string;
  readonly person: string;
  readonly fields: Readonly<Record<(typeof FIELDS)[number], string>>;
  readonly unknown: string;
  readonly gender: Readonly<Record<'f' | 'm' | 'x', string>>;
  readonly education: Readonly<Record<'low' | 'middle' | 'high', string>>;
  readonly trajectory: (programme: string, from: string, to: string | null) => string;
  readonly noTrajectory: string;
  readonly course: string;
  readonly columns: readonly [from: string, to: string, state: string, where: string];
  readonly today: string;
  readonly interrupted: string;
  readonly steps: string;
  readonly recorded: (moment: string, by: string) => string;
  readonly withdrawn: (moment: string, by: string, reason: string) => string;
  readonly isWithdrawn: string;
  readonly note: (note: string) => string;
  readonly takenBack: Readonly<Record<'handover.rejected' | 'handover.revoked', string>>;
  readonly handovers: string;
  readonly handover: (from: string, to: string) => string;
  readonly proposed: (moment: string, by: string) => string;
  readonly handoverDecided: Readonly<Record<HandoverStatus, string>>;
  readonly decidedOn: (decided: string, moment: string, by: string) => string;
  readonly why: (reason: string) => string;
  readonly rejectionReason: Readonly<Record<RejectionReason, string>>;
  readonly profiles: string;
  readonly profileColumns: readonly [from: string, birthDate: string, gender: string, education: string];
  readonly looks: string;
  readonly looksLead: string;
  readonly lookColumns: readonly [day: string, who: string, reads: string, changes: string, exports: string];
  readonly somebody: string;
  readonly rights: string;
  readonly rightsText: string;
}

export const FIELDS = [
  'firstName',
  'lastName',
  'birthDate',
  'insz',
  'gender',
  'education',
  'language',
  'office',
  'reference',
  'code',
  'worker',
  'openedAt',
  'keepUntil',
] as const;

export const PDF_WORDS: Readonly<Record<Language, PdfWords>> = {
  nl: {
    title: 'Dossier',
    of: (name) => `Dossier van ${name}`,
    made: (day, by) => `Gemaakt op ${day} door ${by}`,
    lead: (office) =>
      `Dit is alles wat het OCMW van ${office} over je bewaart in Doorstroom, het programma waarmee het je weg naar werk opvolgt: wie je bent, wat er gebeurde, wie dat opschreef en wie je dossier bekeek.`,
    undrawable:
      'Sommige letters kunnen wij niet afdrukken: daar staat een □. In de computer staan ze wel. Vraag je dossier dan ook als bestand.',
    confidential: 'Vertrouwelijk: beroepsgeheim',
    page: (page, pages) => `Pagina ${page} van ${pages}`,
    person: 'Je gegevens',
    fields: {
      firstName: 'Voornaam',
      lastName: 'Familienaam',
      birthDate: 'Geboortedatum',
      insz: 'Rijksregisternummer',
      gender: 'Geslacht',
      education: 'Hoogste opleiding',
      language: 'Taalniveau Nederlands',
      office: 'OCMW',
      reference: 'Referentie van het OCMW',
      code: 'Code',
      worker: 'Trajectbegeleider',
      openedAt: 'Dossier geopend op',
      keepUntil: 'Wordt bewaard tot',
    },
    unknown: 'niet bekend',
    gender: { f: 'Vrouw', m: 'Man', x: 'X' },
    education: { low: 'Geen diploma secundair', middle: 'Diploma secundair', high: 'Hoger onderwijs' },
    trajectory: (programme, from, to) => `Traject ${programme}, ${to === null ? `sinds ${from}` : `${from} tot ${to}`}`,
    noTrajectory: 'Er is geen traject.',
    course: 'Verloop',
    columns: ['Van', 'Tot', 'Waar je stond', 'Werkvorm en werkplek'],
    today: 'vandaag',
    interrupted: 'onderbroken',
    steps: 'Wat er gebeurde',
    recorded: (moment, by) => `Vastgelegd op ${moment} door ${by}`,
    withdrawn: (moment, by, reason) => `Ingetrokken op ${moment} door ${by}: ${reason}`,
    isWithdrawn: 'ingetrokken',
    note: (note) => `Nota: ${note}`,
    takenBack: {
      'handover.rejected': 'het andere OCMW aanvaardde de overdracht niet',
      'handover.revoked': 'de overdracht werd ingetrokken',
    },
    handovers: 'Overdrachten naar een ander OCMW',
    handover: (from, to) => `Van OCMW ${from} naar OCMW ${to}`,
    proposed: (moment, by) => `Voorgesteld op ${moment} door ${by}`,
    handoverDecided: { proposed: 'Nog niet beslist', accepted: 'Aanvaard', rejected: 'Niet aanvaard', revoked: 'Ingetrokken' },
    decidedOn: (decided, moment, by) => `${decided} op ${moment} door ${by}`,
    why: (reason) => `Reden: ${reason}`,
    rejectionReason: {
      'lives-elsewhere': 'Woont niet in die gemeente',
      'has-file-here': 'Heeft daar al een dossier',
      incomplete: 'Het dossier was nog niet volledig',
      'talk-first': 'De twee OCMW’s overleggen er eerst over',
      other: 'Andere reden',
    },
    profiles: 'Wat eerder bekend was',
    profileColumns: ['Bekend vanaf', 'Geboortedatum', 'Geslacht', 'Opleiding'],
    looks: 'Wie keek in dit dossier',
    looksLead: 'Elke dag waarop iemand je dossier opende, iets wijzigde of het meegaf.',
    lookColumns: ['Dag', 'Wie', 'Bekeken', 'Gewijzigd', 'Meegegeven'],
    somebody: 'een andere dienst',
    rights: 'Je rechten',
    rightsText:
      'Klopt er iets niet, vraag dan om het te verbeteren. Je kunt ook vragen om te wissen wie je bent. Ga daarvoor naar je trajectbegeleider of naar de functionaris voor gegevensbescherming van het OCMW. Ben je niet tevreden met het antwoord, dan kun je een klacht indienen bij de Vlaamse Toezichtcommissie of bij de Gegevensbeschermingsautoriteit.',
  },
  en: {
    title: 'File',
    of: (name) => `File of ${name}`,
    made: (day, by) => `Made on ${day} by ${by}`,
    lead: (office) =>
      `This is everything that the welfare office (OCMW) of ${office} keeps about you in Doorstroom, the software with which it follows your way to work: who you are, what happened, who wrote it down and who looked at your file.`,
    undrawable:
      'We cannot print some letters: there is a □ in their place. The computer does have them. Ask for your file as a data file too.',
    confidential: 'Confidential: professional secrecy',
    page: (page, pages) => `Page ${page} of ${pages}`,
    person: 'Your details',
    fields: {
      firstName: 'First name',
      lastName: 'Family name',
      birthDate: 'Date of birth',
      insz: 'National number',
      gender: 'Gender',
      education: 'Highest education',
      language: 'Level of Dutch',
      office: 'Welfare office',
      reference: 'The office’s reference',
      code: 'Code',
      worker: 'Case worker',
      openedAt: 'File opened on',
      keepUntil: 'Kept until',
    },
    unknown: 'not known',
    gender: { f: 'Woman', m: 'Man', x: 'X' },
    education: { low: 'No secondary diploma', middle: 'Secondary diploma', high: 'Higher education' },
    trajectory: (programme, from, to) => `Trajectory ${programme}, ${to === null ? `since ${from}` : `${from} to ${to}`}`,
    noTrajectory: 'There is no trajectory.',
    course: 'Course',
    columns: ['From', 'To', 'Where you stood', 'Work form and workplace'],
    today: 'today',
    interrupted: 'interrupted',
    steps: 'What happened',
    recorded: (moment, by) => `Recorded on ${moment} by ${by}`,
    withdrawn: (moment, by, reason) => `Withdrawn on ${moment} by ${by}: ${reason}`,
    isWithdrawn: 'withdrawn',
    note: (note) => `Note: ${note}`,
    takenBack: {
      'handover.rejected': 'the other office did not accept the hand-over',
      'handover.revoked': 'the hand-over was taken back',
    },
    handovers: 'Hand-overs to another welfare office',
    handover: (from, to) => `From the welfare office of ${from} to that of ${to}`,
    proposed: (moment, by) => `Proposed on ${moment} by ${by}`,
    handoverDecided: { proposed: 'Not decided yet', accepted: 'Accepted', rejected: 'Not accepted', revoked: 'Taken back' },
    decidedOn: (decided, moment, by) => `${decided} on ${moment} by ${by}`,
    why: (reason) => `Reason: ${reason}`,
    rejectionReason: {
      'lives-elsewhere': 'Does not live in that municipality',
      'has-file-here': 'Has a file there already',
      incomplete: 'The file was not complete yet',
      'talk-first': 'The two offices talk about it first',
      other: 'Another reason',
    },
    profiles: 'What was known before',
    profileColumns: ['Known from', 'Date of birth', 'Gender', 'Education'],
    looks: 'Who looked at this file',
    looksLead: 'Each day on which somebody opened your file, changed something or gave it away.',
    lookColumns: ['Day', 'Who', 'Looked', 'Changed', 'Given away'],
    somebody: 'another service',
    rights: 'Your rights',
    rightsText:
      'If something is wrong, ask to have it put right. You may also ask to erase who you are. Turn to your case worker or to the office’s data protection officer. If you are not satisfied with the answer, you may complain to the Flemish Supervisory Commission (VTC) or to the Belgian Data Protection Authority.',
  },
  fr: {
    title: 'Dossier',
    of: (name) => `Dossier de ${name}`,
    made: (day, by) => `Établi le ${day} par ${by}`,
    lead: (office) =>
      `Voici tout ce que le CPAS de ${office} conserve à votre sujet dans Doorstroom, le logiciel avec lequel il suit votre chemin vers l’emploi\u00a0: qui vous êtes, ce qui s’est passé, qui l’a noté et qui a consulté votre dossier.`,
    undrawable:
      'Nous ne pouvons pas imprimer certaines lettres\u00a0: un □ les remplace. L’ordinateur les garde. Demandez alors aussi votre dossier sous forme de fichier.',
    confidential: 'Confidentiel\u00a0: secret professionnel',
    page: (page, pages) => `Page ${page} sur ${pages}`,
    person: 'Vos données',
    fields: {
      firstName: 'Prénom',
      lastName: 'Nom de famille',
      birthDate: 'Date de naissance',
      insz: 'Numéro national',
      gender: 'Genre',
      education: 'Formation la plus élevée',
      language: 'Niveau de néerlandais',
      office: 'CPAS',
      reference: 'Référence du CPAS',
      code: 'Code',
      worker: 'Accompagnateur',
      openedAt: 'Dossier ouvert le',
      keepUntil: 'Conservé jusqu’au',
    },
    unknown: 'inconnu',
    gender: { f: 'Femme', m: 'Homme', x: 'X' },
    education: { low: 'Sans diplôme du secondaire', middle: 'Diplôme du secondaire', high: 'Enseignement supérieur' },
    trajectory: (programme, from, to) => `Parcours ${programme}, ${to === null ? `depuis le ${from}` : `du ${from} au ${to}`}`,
    noTrajectory: 'Il n’y a pas de parcours.',
    course: 'Déroulement',
    columns: ['De', 'À', 'Où vous en étiez', 'Forme et lieu de travail'],
    today: 'aujourd’hui',
    interrupted: 'interrompu',
    steps: 'Ce qui s’est passé',
    recorded: (moment, by) => `Enregistré le ${moment} par ${by}`,
    withdrawn: (moment, by, reason) => `Retiré le ${moment} par ${by}\u00a0: ${reason}`,
    isWithdrawn: 'retiré',
    note: (note) => `Note\u00a0: ${note}`,
    takenBack: {
      'handover.rejected': 'l’autre CPAS n’a pas accepté le transfert',
      'handover.revoked': 'le transfert a été retiré',
    },
    handovers: 'Transferts vers un autre CPAS',
    handover: (from, to) => `Du CPAS de ${from} au CPAS de ${to}`,
    proposed: (moment, by) => `Proposé le ${moment} par ${by}`,
    handoverDecided: { proposed: 'Pas encore décidé', accepted: 'Accepté', rejected: 'Non accepté', revoked: 'Retiré' },
    decidedOn: (decided, moment, by) => `${decided} le ${moment} par ${by}`,
    why: (reason) => `Motif\u00a0: ${reason}`,
    rejectionReason: {
      'lives-elsewhere': 'N’habite pas cette commune-là',
      'has-file-here': 'Y a déjà un dossier',
      incomplete: 'Le dossier n’était pas encore complet',
      'talk-first': 'Les deux CPAS en parlent d’abord',
      other: 'Autre motif',
    },
    profiles: 'Ce qui était connu avant',
    profileColumns: ['Connu depuis', 'Date de naissance', 'Genre', 'Formation'],
    looks: 'Qui a consulté ce dossier',
    looksLead: 'Chaque jour où quelqu’un a ouvert votre dossier, y a changé quelque chose ou l’a transmis.',
    lookColumns: ['Jour', 'Qui', 'Consulté', 'Modifié', 'Transmis'],
    somebody: 'un autre service',
    rights: 'Vos droits',
    rightsText:
      'Si quelque chose n’est pas exact, demandez de le corriger. Vous pouvez aussi demander d’effacer qui vous êtes. Adressez-vous à votre accompagnateur ou au délégué à la protection des données du CPAS. Si la réponse ne vous satisfait pas, vous pouvez introduire une plainte auprès de la Vlaamse Toezichtcommissie ou de l’Autorité de protection des données.',
  },
};
