import { Problem } from '#shared/contract/problem.ts';

/** Whose password it is to be: what somebody would guess first. */
export type Person = { readonly name: string; readonly email: string };

/**
 * Refuses what others would guess: common and breached passwords and plays on them (repeated, reversed, with digits for letters, along the
 * keyboard), and those made of the person's own name and address. The length is the contract's.
 *
 * @param path where the password stands in the input
 * @throws Problem request.invalid, with the code password.common or password.personal
 */
export async function requireStrength(password: string, person: Person, path: string): Promise<void> {
  const strength = await estimator();
  if (strength(password, []) < FEWEST_GUESSES)
    throw refusal(
      path,
      'password.common',
      'is among those that are guessed first; take a few words that have nothing to do with each other',
    );
  if (strength(password, wordsOf(person)) < FEWEST_GUESSES)
    throw refusal(path, 'password.personal', 'is made of your name or address; take words that have nothing to do with you');
}

/** Powers of ten. Twelve outlast years of guessing at the cost of our hashes, and four unrelated words have seventeen or more. */
const FEWEST_GUESSES = 12;

// What is typed at work, beside the common passwords of the world.
const HOUSE_WORDS = [
  'doorstroom',
  'ocmw',
  'cpas',
  'wachtwoord',
  'welkom',
  'paswoord',
  'begeleider',
  'regisseur',
  'beheerder',
  'stuurgroep',
  'deelnemer',
  'traject',
  'gemeente',
  'sociale',
  'economie',
  'leefloon',
  'motdepasse',
  'bienvenue',
  'lente',
  'zomer',
  'herfst',
  'winter',
  'printemps',
  'automne',
  'januari',
  'februari',
  'maart',
  'april',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
];

type Estimator = (password: string, words: readonly string[]) => number;

let loaded: Promise<Estimator> | undefined;

/** Loaded with the first password that is chosen: fifty thousand passwords that few requests need. */
function estimator(): Promise<Estimator> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const zxcvbn = new ZxcvbnFactory({ dictionary: { ...dictionary, house: HOUSE_WORDS }, graphs: adjacencyGraphs });
  return (password, words) => zxcvbn.check(password, [...words]).guessesLog10;
}

function wordsOf({ name, email }: Person): string[] {
  return [...new Set([name, email, ...email.split('@', 1), ...`${name} ${email}`.split(/[^\p{L}\p{N}]+/u)])].filter(
    (word) => word.length >= 3,
  );
}

function refusal(path: string, code: string, message: string): Problem {
  return new Problem('request.invalid', { fields: [{ path, code, message }] });
}
