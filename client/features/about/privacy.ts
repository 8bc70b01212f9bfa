import type { Part } from './statement.ts';

/** What the software really does with personal data; docs/privacy/statement.md holds the same words for who prints or translates them. */
export const PRIVACY: readonly Part[] = [
  {
    title: { nl: 'Wie verantwoordelijk is', en: 'Who is responsible', fr: 'Qui est responsable' },
    paragraphs: [
      {
        nl: 'Elk OCMW is verantwoordelijk voor de dossiers van de mensen die het begeleidt. De OCMW’s van de regio gebruiken dezelfde toepassing; een OCMW ziet de dossiers van een ander OCMW niet.',
        en: 'Each welfare office (OCMW) is responsible for the files of the people whom it guides. The offices of the region use the same application; an office does not see the files of another.',
        fr: 'Chaque CPAS est responsable des dossiers des personnes qu’il accompagne. Les CPAS de la région utilisent la même application ; un CPAS ne voit pas les dossiers d’un autre.',
      },
    ],
  },
  {
    title: { nl: 'Welke gegevens', en: 'Which data', fr: 'Quelles données' },
    paragraphs: [
      {
        nl: 'Van wie begeleid wordt: naam, geboortedatum, gender, opleiding, taal, het nummer dat het OCMW zelf geeft en, alleen als het nodig is, het rijksregisternummer; de stappen van het traject met hun datum, zoals gesprekken, adviezen, plaatsingen, werk en onderbrekingen met hun reden; en notities van de trajectbegeleider.',
        en: 'Of people who are guided: name, date of birth, gender, education, language, the office’s own number and, only where it is needed, the national register number; the steps of the trajectory with their dates, such as talks, advice, placements, jobs, and interruptions with their reason; and notes of the case worker.',
        fr: 'Des personnes accompagnées : nom, date de naissance, genre, formation, langue, le numéro propre au CPAS et, seulement si c’est nécessaire, le numéro de registre national ; les étapes du parcours avec leur date, comme les entretiens, avis, placements, emplois et interruptions avec leur motif ; et les notes de l’accompagnateur.',
      },
      {
        nl: 'De reden van een onderbreking of een einde kan iets over gezondheid zeggen. Daarom zijn dossiers afgeschermd alsof alles erin onder het beroepsgeheim valt.',
        en: 'The reason of an interruption or an end may say something about health. That is why files are shielded as if everything in them fell under professional secrecy.',
        fr: 'Le motif d’une interruption ou d’une fin peut révéler quelque chose sur la santé. C’est pourquoi les dossiers sont protégés comme si tout y relevait du secret professionnel.',
      },
      {
        nl: 'Van medewerkers: naam, e-mailadres, rol en gemeente; wanneer en van welk netwerkadres ze zich aanmeldden; en welke dossiers ze bekeken, zochten, uitvoerden of wijzigden.',
        en: 'Of staff: name, e-mail address, role and municipality; when and from which network address they signed in; and which files they viewed, searched, exported or changed.',
        fr: 'Du personnel : nom, adresse e-mail, rôle et commune ; quand et depuis quelle adresse réseau ils se sont connectés ; et quels dossiers ils ont consultés, cherchés, exportés ou modifiés.',
      },
    ],
  },
  {
    title: { nl: 'Waarom, en op welke grond', en: 'Why, and on which ground', fr: 'Pourquoi, et sur quelle base' },
    paragraphs: [
      {
        nl: 'Om mensen naar werk te begeleiden, een opdracht van het OCMW volgens de wet van 8 juli 1976, en om het beleid van de regio met anonieme cijfers te sturen. Dat gebeurt op grond van een wettelijke plicht en een taak van algemeen belang (AVG, artikel 6.1.c en 6.1.e, en voor wat over gezondheid gaat artikel 9.2.b en 9.2.g), niet op grond van toestemming.',
        en: 'To guide people to work, a task of the OCMW under the Act of 8 July 1976, and to steer the region’s policy by anonymous figures. That rests on a legal duty and a task in the public interest (GDPR, Article 6(1)(c) and (e), and for what concerns health Article 9(2)(b) and (g)), not on consent.',
        fr: 'Pour accompagner des personnes vers l’emploi, mission du CPAS selon la loi du 8 juillet 1976, et pour orienter la politique de la région par des chiffres anonymes. Cela repose sur une obligation légale et une mission d’intérêt public (RGPD, article 6.1.c et 6.1.e, et pour la santé article 9.2.b et 9.2.g), et non sur le consentement.',
      },
    ],
  },
  {
    title: { nl: 'Wie ziet wat', en: 'Who sees what', fr: 'Qui voit quoi' },
    paragraphs: [
      {
        nl: 'Trajectbegeleiders zien de dossiers van hun eigen OCMW. De regisseur ziet trajecten onder een willekeurige code, zonder naam, geboortedatum, nummer, notitie of werkgever. De stuurgroep, en wie een openbare link krijgt, ziet alleen publicaties: cijfers over een kwartaal of jaar dat voorbij is, zo afgerond en nagekeken dat niemand eruit terug te rekenen is. De beheerder beheert accounts en instellingen, en ziet geen dossiers.',
        en: 'Case workers see the files of their own office. The coordinator sees trajectories under a random code, without name, date of birth, number, note or employer. The steering group, and whoever is given a public link, sees publications only: figures of a quarter or year that is over, rounded and checked so that nobody can be worked out of them. The administrator manages accounts and settings, and sees no files.',
        fr: 'Les accompagnateurs voient les dossiers de leur propre CPAS. Le coordinateur voit les parcours sous un code aléatoire, sans nom, date de naissance, numéro, note ni employeur. Le comité de pilotage, et toute personne qui reçoit un lien public, ne voit que des publications : des chiffres d’un trimestre ou d’une année écoulés, arrondis et vérifiés de sorte que personne ne puisse en être déduit. L’administrateur gère les comptes et les réglages, et ne voit aucun dossier.',
      },
      {
        nl: 'Gegevens gaan naar niemand anders. Er is geen volgsoftware en geen dienst van derden in de schermen.',
        en: 'Data go to nobody else. There is no tracking, and no third party’s service in the screens.',
        fr: 'Les données ne sont transmises à personne d’autre. Il n’y a ni traçage ni service de tiers dans les écrans.',
      },
    ],
  },
  {
    title: { nl: 'Hoe ze beschermd zijn', en: 'How they are protected', fr: 'Comment elles sont protégées' },
    paragraphs: [
      {
        nl: 'De toepassing én de databank houden de dossiers van OCMW’s apart. Aanmelden vraagt een lang wachtwoord en een code van de telefoon, of loopt via de Vlaamse overheid (ACM/IDM). Het rijksregisternummer is versleuteld en wordt alleen getoond voor een opgegeven reden. Wie een dossier bekijkt, zoekt, uitvoert of wijzigt, staat in een logboek dat niemand ongemerkt kan veranderen. Reservekopieën zijn versleuteld.',
        en: 'Both the application and the database keep the files of offices apart. Signing in takes a long password and a code of the phone, or goes by way of the Flemish government (ACM/IDM). The national register number is encrypted and shown only for a stated reason. Whoever views, searches, exports or changes a file is written down in a log that nobody can alter unnoticed. Back-ups are encrypted.',
        fr: 'L’application et la base de données séparent toutes deux les dossiers des CPAS. La connexion demande un long mot de passe et un code du téléphone, ou passe par les autorités flamandes (ACM/IDM). Le numéro de registre national est chiffré et n’est montré que pour un motif indiqué. Quiconque consulte, cherche, exporte ou modifie un dossier est inscrit dans un journal que personne ne peut altérer sans que cela se voie. Les sauvegardes sont chiffrées.',
      },
    ],
  },
  {
    title: { nl: 'Hoe lang ze bewaard worden', en: 'How long they are kept', fr: 'Combien de temps elles sont conservées' },
    paragraphs: [
      {
        nl: 'Geen dossier verdwijnt stilzwijgend. Het OCMW beslist wanneer een dossier gewist wordt. Dan verdwijnen naam, geboortedatum, nummers, notities en andere vrije tekst; de stappen blijven zonder naam bewaard, opdat vroegere cijfers blijven kloppen. Wat half ingevuld is, staat versleuteld klaar voor wie het invulde, en verdwijnt na hoogstens 30 dagen.',
        en: 'No file disappears silently. The office decides when a file is erased. Name, date of birth, numbers, notes and other free text then go; the steps are kept without a name, so that earlier figures stay true. What was entered halfway waits, encrypted, for whoever entered it, and goes after 30 days at most.',
        fr: 'Aucun dossier ne disparaît en silence. Le CPAS décide quand un dossier est effacé. Le nom, la date de naissance, les numéros, les notes et tout autre texte libre disparaissent alors ; les étapes restent, sans nom, pour que les chiffres antérieurs restent exacts. Une saisie inachevée attend, chiffrée, la personne qui l’a commencée et disparaît après 30 jours au plus.',
      },
    ],
  },
  {
    title: { nl: 'Jouw rechten', en: 'Your rights', fr: 'Vos droits' },
    paragraphs: [
      {
        nl: 'Je mag je gegevens inzien, een kopie krijgen, fouten laten verbeteren en vragen om ze te wissen of het gebruik te beperken. Vraag het aan je OCMW of aan de functionaris voor gegevensbescherming. Je kunt ook een klacht indienen bij de Vlaamse Toezichtcommissie of de Gegevensbeschermingsautoriteit.',
        en: 'You may see your data, get a copy, have mistakes corrected, and ask for their erasure or for their use to be restricted. Ask your office or the data-protection officer. You can also complain to the Flemish Supervisory Commission (VTC) or the Belgian Data Protection Authority.',
        fr: 'Vous pouvez consulter vos données, en recevoir une copie, faire corriger les erreurs et demander leur effacement ou la limitation de leur usage. Adressez-vous à votre CPAS ou au délégué à la protection des données. Vous pouvez aussi introduire une plainte auprès de la Commission de contrôle flamande (VTC) ou de l’Autorité de protection des données.',
      },
    ],
  },
  {
    title: { nl: 'Cookies', en: 'Cookies', fr: 'Cookies' },
    paragraphs: [
      {
        nl: 'Er is één cookie, nodig om aangemeld te blijven; het verdwijnt als je je afmeldt. Bij aanmelden via ACM/IDM is er even een tweede. De browser onthoudt verder alleen je taal en weergave, en niets over personen.',
        en: 'There is one cookie, needed to stay signed in; it goes when you sign out. Signing in by ACM/IDM uses a second one for a moment. Beyond that the browser remembers your language and appearance only, and nothing about people.',
        fr: 'Il y a un seul cookie, nécessaire pour rester connecté ; il disparaît à la déconnexion. La connexion par ACM/IDM en utilise brièvement un second. Pour le reste, le navigateur ne retient que votre langue et l’affichage, et rien sur des personnes.',
      },
    ],
  },
];
