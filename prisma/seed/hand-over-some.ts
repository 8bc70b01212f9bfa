import type { Transaction } from '#server/db/client.ts';
import { contextStatement } from '#server/db/context.ts';
import { acceptHandover } from '#server/handovers/decide.ts';
import type { Doing } from '#server/trajectories/doing.ts';
import { recordStep } from '#server/trajectories/record-step.ts';
import { addDays, type PlainDate } from '#shared/plain-date.ts';
import { findQuietFile } from './demo-store.ts';
import { DEMO_USERS, type DemoUser } from './demo-users.ts';
import { randomOf } from './random.ts';

/** Files on their way between the two offices whose case workers may sign in: one to accept for each, and one that was accepted. */
const HANDOVERS = [
  {
    from: 'begeleider2',
    to: 'begeleider',
    daysAgo: 3,
    message: 'Verhuisd naar Bekkevoort; loopt goed, graag warme overdracht.',
    isAccepted: false,
  },
  { from: 'begeleider', to: 'begeleider2', daysAgo: 2, message: 'Woont sinds kort bij familie in Diest.', isAccepted: false },
  { from: 'begeleider', to: 'begeleider2', daysAgo: 16, message: 'Verhuisd naar Diest.', isAccepted: true },
] as const;

/** Hands some files over by the same deeds as people do, in the name of the demo's case workers. Ends with the transaction as one of them. */
export async function handOverSome(tx: Transaction, today: PlainDate): Promise<void> {
  const random = randomOf('doorstroom/handovers');
  const newId = () => random.uuid();
  const as = async (user: DemoUser, now: Date): Promise<Doing> => {
    const { id, name, role, municipalities } = user;
    await tx.$executeRaw(contextStatement({ id, role, municipalities }));
    return { tx, actor: { id, name }, reach: municipalities, now, newId };
  };
  for (const { from, to, daysAgo, message, isAccepted } of HANDOVERS) {
    const [giver, taker] = [userNamed(from), userNamed(to)];
    const [office = '', next = ''] = [giver.municipalities[0], taker.municipalities[0]];
    const day = addDays(today, -daysAgo);
    const giving = await as(giver, new Date(`${day}T09:15:00Z`));
    const file = await findQuietFile(tx, office, day);
    if (!file) continue;
    const step = { type: 'trajectory.transferred', occurredOn: day, details: { toMunicipality: next }, note: message } as const;
    const { handover } = await recordStep(giving, file.id, file.version, step);
    if (!handover || !isAccepted) continue;
    await acceptHandover(await as(taker, new Date(`${addDays(day, 1)}T13:40:00Z`)), handover, {});
  }
}

function userNamed(account: string): DemoUser {
  const user = DEMO_USERS.find(({ email }) => email === `${account}@demo.example`);
  if (!user) throw new RangeError(`No demo account ${account}`);
  return user;
}
