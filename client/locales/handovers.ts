import { defineWords } from './words.ts';

/** Words about hand-overs between offices, for the file and for the list of them. */
export const handoverWords = defineWords({
  nl: {
    'reason.lives-elsewhere': 'Woont niet in onze gemeente',
    'reason.has-file-here': 'Heeft hier al een dossier',
    'reason.incomplete': 'Het dossier is nog niet volledig',
    'reason.talk-first': 'We overleggen hier eerst over',
    'reason.other': 'Andere reden',
    revoke: 'Overdracht intrekken',
    revoked: 'Overdracht ingetrokken',
    'withdrawn.handover.rejected': 'het andere OCMW aanvaardde de overdracht niet',
    'withdrawn.handover.revoked': 'de overdracht werd ingetrokken',
  },
  en: {
    'reason.lives-elsewhere': 'Does not live in our municipality',
    'reason.has-file-here': 'Has a file here already',
    'reason.incomplete': 'The file is not complete yet',
    'reason.talk-first': 'We want to talk about it first',
    'reason.other': 'Another reason',
    revoke: 'Take hand-over back',
    revoked: 'Hand-over taken back',
    'withdrawn.handover.rejected': 'the other office did not accept the hand-over',
    'withdrawn.handover.revoked': 'the hand-over was taken back',
  },
  fr: {
    'reason.lives-elsewhere': 'N’habite pas notre commune',
    'reason.has-file-here': 'A déjà un dossier ici',
    'reason.incomplete': 'Le dossier n’est pas encore complet',
    'reason.talk-first': 'Nous voulons d’abord en parler',
    'reason.other': 'Autre raison',
    revoke: 'Retirer le transfert',
    revoked: 'Transfert retiré',
    'withdrawn.handover.rejected': 'l’autre CPAS n’a pas accepté le transfert',
    'withdrawn.handover.revoked': 'le transfert a été retiré',
  },
});
