import { defineWords, type Translate, useWords } from '#client/locales/words.ts';
import type { ProblemCode } from '#shared/contract/problem.ts';
import { ApiProblem } from './problem.ts';

/** Every code of the contract in words. A code that the contract gains and this table lacks is a type error. */
export const problemWords = defineWords({
  nl: {
    'request.invalid': 'Er staat iets verkeerd ingevuld.',
    'request.malformed': 'De server begreep de vraag niet.',
    'request.too-large': 'Dit is te groot om te versturen.',
    'request.media-type': 'Dit soort bestand wordt hier niet aangenomen.',
    'request.unknown-route': 'Dit adres bestaat niet.',
    'request.method': 'Dit kan hier niet.',
    'request.throttled': 'Te veel pogingen. Wacht even en probeer opnieuw.',
    'session.required': 'Je bent niet meer aangemeld.',
    'session.refused': 'Dit e-mailadres en dit wachtwoord horen niet bij elkaar.',
    'session.no-passwords': 'Hier meld je niet met een wachtwoord aan, maar met ACM/IDM.',
    'session.code-required': 'Geef ook de code van je telefoon.',
    'session.setup-required': 'Dit account is nog niet ingesteld. Vraag je beheerder een instellink.',
    'setup.link-unknown': 'Deze link is niet meer geldig. Vraag je beheerder een nieuwe.',
    'setup.code-refused': 'Deze code klopt niet. Typ de code die nu op je telefoon staat.',
    'account.proof-refused': 'Je wachtwoord of je code klopt niet.',
    'account.no-second-factor': 'Dit account heeft nog geen code op een telefoon.',
    'account.no-offer': 'Begin opnieuw met scannen.',
    'access.forbidden': 'Je rol geeft hier geen toegang toe.',
    'resource.not-found': 'Dit bestaat niet, of het is niet van jouw OCMW.',
    'version.required': 'De server weet niet welke versie je wijzigde. Laad de pagina opnieuw.',
    'version.stale': 'Iemand anders wijzigde dit intussen. Bekijk de nieuwe stand en probeer opnieuw.',
    'participant.reference-taken': 'Een andere deelnemer van dit OCMW heeft deze referentie al.',
    'participant.insz-taken': 'Een andere deelnemer van dit OCMW heeft dit rijksregisternummer al.',
    'trajectory.another-running': 'Er loopt al een ander traject voor deze deelnemer.',
    'trajectory.illegal-step': 'Deze stap kan hier niet.',
    'trajectory.history-conflict': 'Een latere stap zou dan niet meer kloppen.',
    'step.id-taken': 'Deze stap werd al met een andere inhoud vastgelegd.',
    'step.already-withdrawn': 'Deze stap werd al ingetrokken.',
    'municipality.unknown': 'Deze gemeente is niet bekend.',
    'organisation.name-taken': 'Een andere organisatie van deze gemeente heeft deze naam al.',
    'municipality.code-taken': 'Een andere gemeente heeft deze code al.',
    'municipality.name-taken': 'Een andere gemeente heeft deze naam al.',
    'user.email-taken': 'Een ander account heeft dit e-mailadres al.',
    'user.last-administrator': 'Dit is de laatste beheerder die kan aanmelden. Maak eerst iemand anders beheerder.',
    'user.disabled': 'Dit account is uitgeschakeld.',
    'import.busy': 'Er loopt al een import. Probeer opnieuw als die klaar is.',
    'import.unreadable': 'Dit bestand is geen CSV met de kolommen van het importformaat.',
    'database.unavailable': 'De databank antwoordt even niet. Er is niets bewaard; probeer het zo opnieuw.',
    'server.failed': 'Er liep iets mis bij ons. Er is niets bewaard.',
    'client.unreachable': 'De server is niet bereikbaar. Wat je typte staat er nog; probeer het zo opnieuw.',
    'client.unreadable': 'De server gaf een antwoord dat we niet kunnen lezen.',
    unknown: 'Er liep iets mis.',
    reference: 'Nummer voor de helpdesk: {requestId}',
  },
  en: {
    'request.invalid': 'Something is filled in wrongly.',
    'request.malformed': 'The server did not understand the request.',
    'request.too-large': 'This is too large to send.',
    'request.media-type': 'This kind of file is not accepted here.',
    'request.unknown-route': 'This address does not exist.',
    'request.method': 'This cannot be done here.',
    'request.throttled': 'Too many attempts. Wait a moment and try again.',
    'session.required': 'You are no longer signed in.',
    'session.refused': 'This e-mail address and this password do not belong together.',
    'session.no-passwords': 'There are no passwords here: sign in with ACM/IDM.',
    'session.code-required': 'Give the code on your phone too.',
    'session.setup-required': 'This account is not set up yet. Ask your administrator for a set-up link.',
    'setup.link-unknown': 'This link is no longer valid. Ask your administrator for a new one.',
    'setup.code-refused': 'This code is not right. Type the code that your phone shows now.',
    'account.proof-refused': 'Your password or your code is not right.',
    'account.no-second-factor': 'This account has no code on a phone yet.',
    'account.no-offer': 'Start scanning again.',
    'access.forbidden': 'Your role does not give access to this.',
    'resource.not-found': 'This does not exist, or it is not your office’s.',
    'version.required': 'The server does not know which version you changed. Reload the page.',
    'version.stale': 'Somebody else changed this in the meantime. Look at what it is now and try again.',
    'participant.reference-taken': 'Another participant of this office has this reference.',
    'participant.insz-taken': 'Another participant of this office has this national number.',
    'trajectory.another-running': 'Another trajectory of this participant is still running.',
    'trajectory.illegal-step': 'This step is not possible here.',
    'trajectory.history-conflict': 'A later step would become impossible.',
    'step.id-taken': 'This step was recorded before with other content.',
    'step.already-withdrawn': 'This step was withdrawn before.',
    'municipality.unknown': 'This municipality is not known.',
    'organisation.name-taken': 'Another organisation of this municipality has this name.',
    'municipality.code-taken': 'Another municipality has this code.',
    'municipality.name-taken': 'Another municipality has this name.',
    'user.email-taken': 'Another account has this e-mail address.',
    'user.last-administrator': 'This is the last administrator who can sign in. Make somebody else administrator first.',
    'user.disabled': 'This account is disabled.',
    'import.busy': 'Another import is running. Try again when it is done.',
    'import.unreadable': 'This file is not a CSV with the columns of the import format.',
    'database.unavailable': 'The database does not answer for now. Nothing was stored; try again in a moment.',
    'server.failed': 'Something went wrong on our side. Nothing was stored.',
    'client.unreachable': 'The server cannot be reached. What you typed is still there; try again in a moment.',
    'client.unreadable': 'The server gave an answer that we cannot read.',
    unknown: 'Something went wrong.',
    reference: 'Number for the help desk: {requestId}',
  },
  fr: {
    'request.invalid': 'Une donnée est mal remplie.',
    'request.malformed': 'Le serveur n’a pas compris la demande.',
    'request.too-large': 'C’est trop volumineux pour être envoyé.',
    'request.media-type': 'Ce type de fichier n’est pas accepté ici.',
    'request.unknown-route': 'Cette adresse n’existe pas.',
    'request.method': 'Cela n’est pas possible ici.',
    'request.throttled': 'Trop de tentatives. Attendez un instant et réessayez.',
    'session.required': 'Vous n’êtes plus connecté.',
    'session.refused': 'Cette adresse e-mail et ce mot de passe ne correspondent pas.',
    'session.no-passwords': 'Ici on ne se connecte pas avec un mot de passe, mais avec ACM/IDM.',
    'session.code-required': 'Donnez aussi le code de votre téléphone.',
    'session.setup-required': 'Ce compte n’est pas encore configuré. Demandez un lien de configuration à votre administrateur.',
    'setup.link-unknown': 'Ce lien n’est plus valable. Demandez-en un nouveau à votre administrateur.',
    'setup.code-refused': 'Ce code n’est pas correct. Tapez le code que votre téléphone affiche maintenant.',
    'account.proof-refused': 'Votre mot de passe ou votre code n’est pas correct.',
    'account.no-second-factor': 'Ce compte n’a pas encore de code sur un téléphone.',
    'account.no-offer': 'Recommencez à scanner.',
    'access.forbidden': 'Votre rôle n’y donne pas accès.',
    'resource.not-found': 'Ceci n’existe pas, ou n’appartient pas à votre CPAS.',
    'version.required': 'Le serveur ne sait pas quelle version vous avez modifiée. Rechargez la page.',
    'version.stale': 'Quelqu’un d’autre a modifié ceci entre-temps. Regardez le nouvel état et réessayez.',
    'participant.reference-taken': 'Un autre participant de ce CPAS a déjà cette référence.',
    'participant.insz-taken': 'Un autre participant de ce CPAS a déjà ce numéro national.',
    'trajectory.another-running': 'Un autre parcours de ce participant est encore en cours.',
    'trajectory.illegal-step': 'Cette étape n’est pas possible ici.',
    'trajectory.history-conflict': 'Une étape ultérieure deviendrait impossible.',
    'step.id-taken': 'Cette étape a déjà été enregistrée avec un autre contenu.',
    'step.already-withdrawn': 'Cette étape a déjà été retirée.',
    'municipality.unknown': 'Cette commune n’est pas connue.',
    'organisation.name-taken': 'Une autre organisation de cette commune porte déjà ce nom.',
    'municipality.code-taken': 'Une autre commune a déjà ce code.',
    'municipality.name-taken': 'Une autre commune a déjà ce nom.',
    'user.email-taken': 'Un autre compte a déjà cette adresse e-mail.',
    'user.last-administrator': 'C’est le dernier administrateur qui peut se connecter. Nommez d’abord un autre administrateur.',
    'user.disabled': 'Ce compte est désactivé.',
    'import.busy': 'Une autre importation est en cours. Réessayez quand elle sera terminée.',
    'import.unreadable': 'Ce fichier n’est pas un CSV avec les colonnes du format d’importation.',
    'database.unavailable': 'La base de données ne répond pas pour l’instant. Rien n’a été enregistré ; réessayez dans un instant.',
    'server.failed': 'Quelque chose s’est mal passé chez nous. Rien n’a été enregistré.',
    'client.unreachable': 'Le serveur est injoignable. Ce que vous avez tapé est toujours là ; réessayez dans un instant.',
    'client.unreadable': 'Le serveur a donné une réponse illisible.',
    unknown: 'Quelque chose s’est mal passé.',
    reference: 'Numéro pour l’assistance : {requestId}',
  },
});

type Key = keyof typeof problemWords.nl;

// The line that makes a missing code a type error.
const isComplete: Record<ProblemCode, string> = problemWords.nl;

/** Says in the language of the screen what went wrong, whatever was thrown. */
export function useProblemText(): (error: unknown) => string {
  const t = useWords(problemWords);
  return (error) => problemText(error, t);
}

function problemText(error: unknown, t: Translate<Key>): string {
  if (!(error instanceof ApiProblem)) return t('unknown');
  const text = t(isKnown(error.code) ? error.code : 'unknown');
  // Only a fault of ours sends someone to the help desk.
  return error.status >= 500 && error.requestId ? `${text} ${t('reference', { requestId: error.requestId })}` : text;
}

function isKnown(code: string): code is Key {
  return code in isComplete;
}
