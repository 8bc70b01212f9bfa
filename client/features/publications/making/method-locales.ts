import { defineWords } from '#client/locales/words.ts';

/** The two ways of protecting, each in one sentence. */
export const methodWords = defineWords({
  nl: {
    rounding: 'Afronden',
    'rounding.text':
      'Elk aantal wordt een veelvoud van vijf, alle tabellen blijven optellen en er wordt niets verborgen. Dit is de gewone manier.',
    suppression: 'Verbergen',
    'suppression.text':
      'Aantallen staan er exact, maar kleine en alles waarmee ze te berekenen zijn, worden verborgen: vaak de helft van de cellen.',
  },
  en: {
    rounding: 'Rounding',
    'rounding.text': 'Each number becomes a multiple of five, all tables still add up and nothing is hidden. This is the usual way.',
    suppression: 'Hiding',
    'suppression.text':
      'Numbers stand exactly, but small ones and all that they could be worked out from are hidden: often half of the cells.',
  },
  fr: {
    rounding: 'Arrondir',
    'rounding.text':
      'Chaque nombre devient un multiple de cinq, tous les tableaux s’additionnent encore et rien n’est caché. C’est la manière habituelle.',
    suppression: 'Cacher',
    'suppression.text':
      'Les nombres sont exacts, mais les petits et tout ce qui permettrait de les calculer sont cachés : souvent la moitié des cellules.',
  },
});
