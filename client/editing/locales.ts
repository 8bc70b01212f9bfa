import { defineWords } from '#client/locales/words.ts';

export const editingWords = defineWords({
  nl: {
    'stale.title': 'Iemand anders wijzigde dit intussen.',
    'stale.text': 'Wat jij typte, staat er nog. Kijk het na en bewaar opnieuw.',
  },
  en: {
    'stale.title': 'Somebody else changed this in the meantime.',
    'stale.text': 'What you typed is still there. Look it over and save again.',
  },
  fr: {
    'stale.title': 'Quelqu’un d’autre a modifié ceci entre-temps.',
    'stale.text': 'Ce que vous avez tapé est toujours là. Vérifiez et enregistrez à nouveau.',
  },
});
