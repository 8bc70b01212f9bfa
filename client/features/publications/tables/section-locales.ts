import { defineWords } from '#client/locales/words.ts';

export const sectionWords = defineWords({
  nl: {
    definition: 'Wat is hier geteld?',
    definitions: 'Wat er in elke tabel geteld is',
    version: '(definitie {id}, versie {version})',
    csv: 'CSV',
    xlsx: 'Excel',
    'csv-of': '{title}: CSV downloaden',
    'xlsx-of': '{title}: Excel downloaden',
    counts: '{title}, aantallen',
  },
  en: {
    definition: 'What was counted here?',
    definitions: 'What was counted in each table',
    version: '(definition {id}, version {version})',
    csv: 'CSV',
    xlsx: 'Excel',
    'csv-of': '{title}: download CSV',
    'xlsx-of': '{title}: download Excel',
    counts: '{title}, counts',
  },
  fr: {
    definition: 'Qu’est-ce qui est compté ici ?',
    definitions: 'Ce qui est compté dans chaque tableau',
    version: '(définition {id}, version {version})',
    csv: 'CSV',
    xlsx: 'Excel',
    'csv-of': '{title} : télécharger en CSV',
    'xlsx-of': '{title} : télécharger en Excel',
    counts: '{title}, nombres',
  },
});
