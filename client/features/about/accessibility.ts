import type { Part } from './statement.ts';

/** After the model of Implementing Decision (EU) 2018/1523. What is known to fall short is said. */
export const ACCESSIBILITY: readonly Part[] = [
  {
    title: { nl: 'In hoeverre dit voldoet', en: 'How far this complies', fr: 'Niveau de conformité' },
    paragraphs: [
      {
        nl: 'Lokale besturen moeten hun toepassingen toegankelijk maken (Bestuursdecreet van 7 december 2018, richtlijn (EU) 2016/2102). Doorstroom voldoet gedeeltelijk aan WCAG 2.2 niveau AA: de tekortkomingen hieronder zijn bekend.',
        en: 'Local authorities must make their applications accessible (Flemish Administrative Decree of 7 December 2018, Directive (EU) 2016/2102). Doorstroom partially complies with WCAG 2.2 level AA: the shortcomings below are known.',
        fr: 'Les administrations locales doivent rendre leurs applications accessibles (décret flamand de gouvernance du 7 décembre 2018, directive (UE) 2016/2102). Doorstroom est partiellement conforme aux WCAG 2.2 niveau AA : les défauts ci-dessous sont connus.',
      },
      {
        nl: 'Elk scherm is bij elke wijziging automatisch onderzocht, voor elke rol, breed en smal, licht en donker; het werkt met het toetsenbord alleen, tot 320 pixels breed en bij 200 % vergroting, en houdt rekening met wie minder beweging wil.',
        en: 'Every screen is examined automatically at each change, for each role, wide and narrow, light and dark; it works by keyboard alone, down to a width of 320 pixels and at 200 % zoom, and respects a wish for less motion.',
        fr: 'Chaque écran est examiné automatiquement à chaque modification, pour chaque rôle, large et étroit, clair et sombre ; il fonctionne au clavier seul, jusqu’à 320 pixels de large et à 200 % d’agrandissement, et respecte le souhait de réduire les animations.',
      },
    ],
  },
  {
    title: { nl: 'Wat nog niet goed is', en: 'What is not right yet', fr: 'Ce qui ne va pas encore' },
    paragraphs: [
      {
        nl: 'Er was nog geen onderzoek door een onafhankelijke deskundige, en geen test met mensen die een schermlezer of andere hulpmiddelen gebruiken. Automatisch onderzoek vindt niet alles.',
        en: 'There has been no audit by an independent expert, and no test with people who use a screen reader or other aids. Automatic examination does not find everything.',
        fr: 'Il n’y a pas encore eu d’audit par un expert indépendant, ni de test avec des personnes qui utilisent un lecteur d’écran ou d’autres aides. L’examen automatique ne trouve pas tout.',
      },
      {
        nl: 'Grafieken zijn beelden. Bij elke grafiek staat een zin in gewone woorden en een tabel met dezelfde cijfers. De tekening van het trajectmodel is groot; wat erin staat, staat ook in de tabel eronder.',
        en: 'Charts are images. Beside each stands a sentence in plain words and a table with the same figures. The drawing of the trajectory model is large; what it shows is also in the table below it.',
        fr: 'Les graphiques sont des images. À côté de chacun se trouvent une phrase en mots simples et un tableau avec les mêmes chiffres. Le dessin du modèle de parcours est grand ; ce qu’il montre se trouve aussi dans le tableau qui suit.',
      },
      {
        nl: 'De beschrijving van de programmeerkoppeling (voor softwaremakers) bestaat alleen in het Engels.',
        en: 'The description of the programming interface (for software makers) exists in English only.',
        fr: 'La description de l’interface de programmation (pour les développeurs) n’existe qu’en anglais.',
      },
    ],
  },
  {
    title: { nl: 'Iets werkt niet voor jou', en: 'Something does not work for you', fr: 'Quelque chose ne fonctionne pas pour vous' },
    paragraphs: [
      {
        nl: 'Meld het op het contactadres bovenaan: je krijgt een antwoord en, als het kan, een andere weg naar dezelfde informatie. Ben je daarmee niet geholpen, dan kun je een klacht indienen bij de Vlaamse Ombudsdienst (vlaamseombudsdienst.be).',
        en: 'Report it to the contact at the top: you get an answer and, where possible, another way to the same information. If that does not help, you can complain to the Flemish Ombuds Service (vlaamseombudsdienst.be).',
        fr: 'Signalez-le à l’adresse de contact ci-dessus : vous recevrez une réponse et, si possible, un autre chemin vers la même information. Si cela ne vous aide pas, vous pouvez introduire une plainte auprès du service de médiation flamand (vlaamseombudsdienst.be).',
      },
      {
        nl: 'Opgesteld op 25 november 2026, na eigen onderzoek door de makers.',
        en: 'Drawn up on 25 November 2026, after an examination by the makers themselves.',
        fr: 'Établie le 25 novembre 2026, après un examen par les concepteurs eux-mêmes.',
      },
    ],
  },
];
