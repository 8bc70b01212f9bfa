import { defineWords } from '#client/locales/words.ts';

export const publicationsWords = defineWords({
  nl: {
    title: 'Publicaties',
    subtitle: 'Cijfers over de hele regio, kwartaal per kwartaal',
    empty: 'Er is nog geen publicatie',
    'empty.text':
      'Hier verschijnen de anonieme cijfers die de regisseur publiceert. Ze zijn zo beschermd dat niemand erin te herkennen is.',
  },
  en: {
    title: 'Publications',
    subtitle: 'Figures on the whole region, quarter by quarter',
    empty: 'There is no publication yet',
    'empty.text':
      'The anonymous figures that the coordinator publishes appear here. They are protected so that nobody can be recognised in them.',
  },
  fr: {
    title: 'Publications',
    subtitle: 'Les chiffres de toute la région, trimestre par trimestre',
    empty: 'Il n’y a pas encore de publication',
    'empty.text': 'Les chiffres anonymes que le régisseur publie apparaîtront ici. Ils sont protégés : personne ne peut y être reconnu.',
  },
});
