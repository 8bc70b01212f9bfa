import { addDays, addMonths, type PlainDate } from '#shared/plain-date.ts';
import { NAME_GROUPS } from './names.ts';
import type { Random } from './random.ts';

/** What an office says of a person; null where it does not know. */
export interface DemoPerson {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly birthDate: PlainDate | null;
  readonly gender: 'f' | 'm' | 'x' | null;
  readonly education: 'low' | 'middle' | 'high' | null;
  readonly language: string | null;
}

/** An invented person who turns to the office on a day, and the true birth date, which the office may not have. */
export function simulatePerson(random: Random, referredOn: PlainDate): { person: DemoPerson; bornOn: PlainDate } {
  const [firstGroup, ...groups] = NAME_GROUPS;
  const group = random.weighted([[firstGroup, firstGroup.share], ...groups.map((other) => [other, other.share] as const)]);
  const isWoman = random.chance(0.46);
  const age = random.weighted([
    [random.whole(18, 24), 18],
    [random.whole(25, 34), 30],
    [random.whole(35, 44), 26],
    [random.whole(45, 54), 18],
    [random.whole(55, 62), 8],
  ]);
  const bornOn = addDays(addMonths(referredOn, -12 * age), -random.whole(1, 364));
  // A file may begin with a reference alone.
  const isNamed = !random.chance(0.006);
  const person: DemoPerson = {
    firstName: isNamed ? random.pick(isWoman ? group.women : group.men) : null,
    lastName: isNamed ? random.pick(group.last) : null,
    birthDate: random.chance(0.012) ? null : bornOn,
    gender: random.weighted([
      [isWoman ? 'f' : 'm', 97],
      ['x', 1],
      [null, 2],
    ]),
    education: random.weighted([
      ['low', 58],
      ['middle', 27],
      ['high', 8],
      [null, 7],
    ]),
    language: group.isDutchSpeaking
      ? random.weighted([
          ['moedertaal', 9],
          [null, 1],
        ])
      : random.weighted([
          ['A1', 3],
          ['A2', 4],
          ['B1', 3],
          ['B2', 2],
          ['moedertaal', 1],
          [null, 1],
        ]),
  };
  return { person, bornOn };
}
