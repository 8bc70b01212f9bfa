import type { Role } from '#shared/permissions.ts';
import type { PlainDate } from '#shared/plain-date.ts';
import { randomOf } from './random.ts';

/** The password of every demo account that may sign in; no secret (README), hence the refusal to load beside real users. */
export const DEMO_PASSWORD = 'doorstroom-demo-2026';

export interface DemoUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly municipalities: readonly string[];
  /** The others record steps and guide people, but nobody signs in as them. */
  readonly canSignIn: boolean;
  /** First and last day at the office. */
  readonly from: PlainDate;
  readonly until: PlainDate | null;
}

const always = { from: '2017-01-01', until: null } as const;

function user(email: string, name: string, role: Role, municipalities: readonly string[], rest: Partial<DemoUser> = {}): DemoUser {
  return {
    id: randomOf(`doorstroom/user/${email}`).uuid(),
    email: `${email}@demo.example`,
    name,
    role,
    municipalities,
    canSignIn: true,
    ...always,
    ...rest,
  };
}

/** Someone who only records. */
function worker(name: string, municipality: string, time: Pick<DemoUser, 'from' | 'until'> = always): DemoUser {
  const email = name.toLowerCase().replaceAll(' ', '.');
  return user(email, name, 'case-worker', [municipality], { canSignIn: false, ...time });
}

export const DEMO_USERS: readonly DemoUser[] = [
  user('begeleider', 'Els Vermeulen', 'case-worker', ['24008'], { from: '2019-03-04' }),
  user('begeleider2', 'Karim Bouzidi', 'case-worker', ['24020'], { from: '2018-09-03' }),
  user('regisseur', 'Annelies Claessens', 'coordinator', []),
  user('stuurgroep', 'Rik Houben', 'steering-group', []),
  user('beheerder', 'Saskia De Bruyn', 'administrator', []),
  worker('Godelieve Rens', '24008', { from: '2017-01-01', until: '2019-03-03' }),
  worker('Lotte Nagels', '24020'),
  worker('Wouter Peeters', '24001'),
  worker('Ines Demirel', '24001'),
  worker('Hanne Coosemans', '24134'),
  worker('Bert Vandeput', '24135'),
];

/** One of the office's case workers of that day: the same for one person as long as that one works there. */
export function workerOf(municipality: string, day: PlainDate, personNumber: number): string {
  const office = DEMO_USERS.filter(({ role, municipalities }) => role === 'case-worker' && municipalities.includes(municipality));
  const present = office.filter(({ from, until }) => from <= day && (until === null || day <= until));
  const found = present[personNumber % present.length];
  if (!found) throw new RangeError(`Nobody works in ${municipality} on ${day}`);
  return found.id;
}
