/**
 * Invented people carry names put together at random from these lists, mixed as people in Flanders are.
 * Nobody of a real file is among them; a test holds that the demo data use no other names.
 */
export interface NameGroup {
  /** Persons among all. */
  readonly share: number;
  /** Whether Dutch is most often the first language. */
  readonly isDutchSpeaking: boolean;
  readonly women: readonly [string, ...string[]];
  readonly men: readonly [string, ...string[]];
  readonly last: readonly [string, ...string[]];
}

function list(text: string): [string, ...string[]] {
  const [first = '', ...rest] = text.split(',').map((name) => name.trim());
  return [first, ...rest];
}

export const NAME_GROUPS: readonly [NameGroup, ...NameGroup[]] = [
  {
    share: 0.56,
    isDutchSpeaking: true,
    women: list(
      'An, Ann, Bieke, Carine, Chantal, Cindy, Daisy, Elke, Els, Femke, Griet, Hilde, Ilse, Inge, Jolien, Kaat, Katrien, Kelly, Kim, Lien, Lotte, Marleen, Nathalie, Nele, Petra, Sabrina, Sandra, Sofie, Tamara, Veerle',
    ),
    men: list(
      'Bart, Bjorn, Bram, Danny, Davy, Dirk, Eddy, Frank, Geert, Glenn, Guy, Hans, Jan, Jelle, Jens, Johan, Jorn, Kenny, Kevin, Kris, Kurt, Luc, Marc, Nick, Patrick, Peter, Robby, Rudi, Stijn, Tom, Wim, Yves',
    ),
    last: list(
      'Aerts, Baeten, Beckers, Bollen, Bosmans, Brems, Bruyninckx, Ceulemans, Claes, Cleynen, Coenen, Cools, Daems, De Backer, De Coster, De Keyser, De Ridder, De Winter, Diels, Dierckx, Engelen, Feyaerts, Geerts, Gielen, Goossens, Govaerts, Hendrickx, Hermans, Heylen, Holemans, Huybrechts, Jacobs, Janssens, Joosten, Kerkhofs, Lambrechts, Lemmens, Leys, Luyten, Maes, Martens, Meeus, Mertens, Michiels, Moons, Nijs, Nuyts, Op de Beeck, Peeters, Pauwels, Poels, Raeymaekers, Reynders, Roosen, Schepers, Schoofs, Smets, Stas, Stevens, Swinnen, Timmermans, Theys, Torfs, Uytterhoeven, Van Aerschot, Van den Broeck, Van Dyck, Van Hove, Vandenberghe, Vangeel, Verbeeck, Verboven, Verhaegen, Verlinden, Vermeiren, Verstraeten, Vos, Willems, Wouters, Wuyts',
    ),
  },
  {
    share: 0.11,
    isDutchSpeaking: false,
    women: list('Amina, Fatima, Hafida, Hanane, Ikram, Khadija, Loubna, Naima, Samira, Soumaya'),
    men: list('Abdelkader, Adil, Ayoub, Bilal, Hamza, Hicham, Khalid, Mohamed, Rachid, Youssef'),
    last: list(
      'Achahbar, Aït Bella, Amrani, Azzouzi, Bakkali, Belhaj, Ben Said, Benali, Boukhari, Chaoui, Daoudi, El Amrani, El Idrissi, El Khattabi, Haddouchi, Lahlou, Ouali, Tahiri, Yahyaoui, Ziani',
    ),
  },
  {
    share: 0.08,
    isDutchSpeaking: false,
    women: list('Ayşe, Elif, Emine, Fatma, Gül, Hatice, Meryem, Sevda, Yasemin, Zeynep'),
    men: list('Ahmet, Ali, Cem, Emre, Hasan, Hüseyin, Mehmet, Murat, Mustafa, Serkan'),
    last: list(
      'Akın, Arslan, Aydın, Bulut, Çelik, Demir, Doğan, Erdem, Güneş, Kaplan, Kara, Kaya, Koç, Öztürk, Polat, Şahin, Toprak, Yavuz, Yıldız, Yılmaz',
    ),
  },
  {
    share: 0.08,
    isDutchSpeaking: false,
    women: list('Aya, Hala, Lina, Nour, Rama, Rima, Salma, Shahd'),
    men: list('Anas, Basel, Fadi, Mahmoud, Mazen, Omar, Samer, Yaman'),
    last: list(
      'Al Ahmad, Al Hassan, Al Khalil, Al Masri, Darwish, Haddad, Hamdan, Ibrahim, Jaber, Kassab, Khoury, Mansour, Nasser, Qasem, Sabbagh, Saleh, Shaheen, Younes',
    ),
  },
  {
    share: 0.05,
    isDutchSpeaking: false,
    women: list('Iryna, Kateryna, Nataliia, Oksana, Olena, Svitlana, Tetiana, Yuliia'),
    men: list('Andrii, Bohdan, Dmytro, Ihor, Oleksandr, Serhii, Taras, Vasyl'),
    last: list(
      'Bondarenko, Boiko, Hrytsenko, Kovalenko, Kravchenko, Lysenko, Marchenko, Melnyk, Moroz, Petrenko, Polishchuk, Rudenko, Savchenko, Shevchuk, Tkachenko, Zinchenko',
    ),
  },
  {
    share: 0.05,
    isDutchSpeaking: false,
    women: list('Béatrice, Chancelle, Divine, Espérance, Grâce, Nadine, Princesse'),
    men: list('Cédric, Christian, Dieudonné, Espoir, Fiston, Jean-Paul, Trésor'),
    last: list('Ilunga, Kabongo, Kalala, Kasongo, Mbemba, Lumbala, Makiese, Mbuyi, Mukendi, Mutombo, Ngoy, Nsimba, Tshibangu, Tshimanga'),
  },
  {
    share: 0.04,
    isDutchSpeaking: false,
    women: list('Agnieszka, Beata, Ewa, Joanna, Katarzyna, Małgorzata'),
    men: list('Dariusz, Grzegorz, Krzysztof, Marek, Paweł, Tomasz'),
    last: list('Dąbrowski, Jankowski, Kamiński, Kowalczyk, Król, Lewandowski, Mazur, Nowak, Pawlak, Sikora, Wiśniewski, Woźniak'),
  },
  {
    share: 0.03,
    isDutchSpeaking: false,
    women: list('Farida, Freshta, Hamida, Hawa, Selam, Zahra'),
    men: list('Abdi, Ahmad, Farhad, Hamid, Najib, Tesfay'),
    last: list('Abdullahi, Ahmadi, Gebremedhin, Habib, Haidari, Karimi, Mohammadi, Noori, Osman, Rahimi, Tekle, Warsame'),
  },
];
