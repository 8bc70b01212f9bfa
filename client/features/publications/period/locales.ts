import { defineWords } from '#client/locales/words.ts';

/** The name of a period: in a title, after a preposition, at the start of a sentence, and short. `quarter` is `none` for a year. */
export const periodWords = defineWords({
  nl: {
    name: '{quarter, select, 1 {eerste kwartaal {year}} 2 {tweede kwartaal {year}} 3 {derde kwartaal {year}} 4 {vierde kwartaal {year}} other {jaar {year}}}',
    than: '{quarter, select, 1 {het eerste kwartaal van {year}} 2 {het tweede kwartaal van {year}} 3 {het derde kwartaal van {year}} 4 {het vierde kwartaal van {year}} other {{year}}}',
    in: '{quarter, select, 1 {in het eerste kwartaal van {year}} 2 {in het tweede kwartaal van {year}} 3 {in het derde kwartaal van {year}} 4 {in het vierde kwartaal van {year}} other {in {year}}}',
    short: '{quarter, select, none {{year}} other {K{quarter} {year}}}',
    days: '{from} tot en met {to}',
  },
  en: {
    name: '{quarter, select, 1 {first quarter {year}} 2 {second quarter {year}} 3 {third quarter {year}} 4 {fourth quarter {year}} other {year {year}}}',
    than: '{quarter, select, 1 {the first quarter of {year}} 2 {the second quarter of {year}} 3 {the third quarter of {year}} 4 {the fourth quarter of {year}} other {{year}}}',
    in: '{quarter, select, 1 {in the first quarter of {year}} 2 {in the second quarter of {year}} 3 {in the third quarter of {year}} 4 {in the fourth quarter of {year}} other {in {year}}}',
    short: '{quarter, select, none {{year}} other {Q{quarter} {year}}}',
    days: '{from} to {to}',
  },
  fr: {
    name: '{quarter, select, 1 {premier trimestre {year}} 2 {deuxième trimestre {year}} 3 {troisième trimestre {year}} 4 {quatrième trimestre {year}} other {année {year}}}',
    than: '{quarter, select, 1 {le premier trimestre de {year}} 2 {le deuxième trimestre de {year}} 3 {le troisième trimestre de {year}} 4 {le quatrième trimestre de {year}} other {{year}}}',
    in: '{quarter, select, 1 {au premier trimestre de {year}} 2 {au deuxième trimestre de {year}} 3 {au troisième trimestre de {year}} 4 {au quatrième trimestre de {year}} other {en {year}}}',
    short: '{quarter, select, none {{year}} other {T{quarter} {year}}}',
    days: 'du {from} au {to}',
  },
});
