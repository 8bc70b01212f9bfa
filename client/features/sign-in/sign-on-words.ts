import { defineWords } from '#client/locales/words.ts';

export const signOnWords = defineWords({
  nl: {
    'begin-again': 'Het aanmelden duurde te lang, of begon in een ander venster. Begin opnieuw.',
    cancelled: 'Je bent niet aangemeld: het aanmelden bij ACM/IDM werd afgebroken.',
    'provider-away': 'ACM/IDM antwoordt niet. Wacht even en probeer opnieuw.',
    'not-trusted':
      'Het antwoord van ACM/IDM klopte niet, en je bent niet aangemeld. Probeer opnieuw. Blijft het mislopen, meld het je beheerder.',
    'second-factor': 'Dossiers vragen dat je je in twee stappen aanmeldt. Kies bij ACM/IDM voor eID, itsme of een beveiligingscode.',
    organisation: 'De organisatie waarvoor je je aanmeldde, neemt niet deel aan Doorstroom. Kies bij ACM/IDM je eigen bestuur.',
    role: 'Je hebt voor deze organisatie geen rol in Doorstroom. Vraag er een aan de lokale beheerder van je bestuur.',
    disabled: 'Je account is afgesloten. Vraag je beheerder om het opnieuw te openen.',
    throttled: 'Te veel pogingen. Wacht een kwartier en probeer opnieuw.',
    leave: 'Afmelden bij ACM/IDM',
  },
  en: {
    'begin-again': 'Signing in took too long, or began in another window. Begin again.',
    cancelled: 'You are not signed in: signing in with ACM/IDM was broken off.',
    'provider-away': 'ACM/IDM does not answer. Wait a moment and try again.',
    'not-trusted': 'The answer of ACM/IDM was not right, and you are not signed in. Try again. If it goes on, tell your administrator.',
    'second-factor': 'Files ask that you sign in in two steps. Choose eID, itsme or a security code at ACM/IDM.',
    organisation: 'The organisation that you signed in for takes no part in Doorstroom. Choose your own at ACM/IDM.',
    role: 'You have no role in Doorstroom for this organisation. Ask the local administrator of your organisation for one.',
    disabled: 'Your account is closed. Ask your administrator to open it again.',
    throttled: 'Too many attempts. Wait a quarter of an hour and try again.',
    leave: 'Sign out at ACM/IDM',
  },
  fr: {
    'begin-again': 'La connexion a pris trop de temps, ou a commencé dans une autre fenêtre. Recommencez.',
    cancelled: 'Vous n’êtes pas connecté : la connexion avec ACM/IDM a été interrompue.',
    'provider-away': 'ACM/IDM ne répond pas. Attendez un instant et réessayez.',
    'not-trusted':
      'La réponse d’ACM/IDM n’était pas correcte, et vous n’êtes pas connecté. Réessayez. Si cela persiste, avertissez votre administrateur.',
    'second-factor': 'Les dossiers demandent une connexion en deux étapes. Choisissez eID, itsme ou un code de sécurité chez ACM/IDM.',
    organisation: 'L’organisation pour laquelle vous vous êtes connecté ne participe pas à Doorstroom. Choisissez la vôtre chez ACM/IDM.',
    role: 'Vous n’avez pas de rôle dans Doorstroom pour cette organisation. Demandez-en un à l’administrateur local.',
    disabled: 'Votre compte est fermé. Demandez à votre administrateur de le rouvrir.',
    throttled: 'Trop de tentatives. Attendez un quart d’heure et réessayez.',
    leave: 'Se déconnecter d’ACM/IDM',
  },
});
