import { asActor } from '#server/db/as-actor.ts';
import type { Database, Transaction } from '#server/db/client.ts';
import { OperatorError } from '#server/operator-error.ts';
import { settleOffices, writeChanges, writeTallies } from '#server/trajectories/store.ts';
import { summed } from '#shared/figures/tallies.ts';
import type { PlainDate } from '#shared/plain-date.ts';
import {
  type Holdings,
  holdings,
  insertMunicipalities,
  insertOrganisations,
  insertParticipants,
  insertUsers,
  takeTurn,
} from './demo-store.ts';
import { DEMO_PASSWORD, DEMO_USERS } from './demo-users.ts';
import { handOverSome } from './hand-over-some.ts';
import { demoOrganisations } from './organisations.ts';
import { OFFICES } from './region.ts';
import { type DemoParticipant, simulateRegion } from './simulate-region.ts';

export interface DemoOptions {
  /** With invented people, or with municipalities and accounts alone. */
  readonly demo: 'full' | 'accounts';
  readonly today: PlainDate;
  readonly hashPassword: (password: string) => Promise<string>;
}

/**
 * Fills a database with the demo region, once; where it is there already, nothing happens. All in one transaction: a start that is
 * killed half-way leaves nothing, and the next one loads.
 * @throws OperatorError for a database with people or users who are not of the demo: its accounts have a password that everybody knows
 */
export async function loadDemo(db: Database, { demo, today, hashPassword }: DemoOptions): Promise<void> {
  if (isLoaded(await asActor(db, 'system', holdings), demo)) return;
  const people = demo === 'full' ? simulateRegion({ seed: SEED, today }) : [];
  const users = await Promise.all(
    DEMO_USERS.map(async (user) => ({ ...user, passwordHash: user.canSignIn ? await hashPassword(DEMO_PASSWORD) : undefined })),
  );
  const load = async (tx: Transaction) => {
    await takeTurn(tx);
    const held = await holdings(tx);
    if (isLoaded(held, demo)) return;
    if (!held.demoUsers) {
      await insertMunicipalities(tx, OFFICES);
      await insertUsers(tx, users);
    }
    if (demo === 'full') await insertOrganisations(tx, demoOrganisations(today));
    await writePeople(tx, people);
    if (people.length > 0) await handOverSome(tx, today);
  };
  await asActor(db, 'system', load, { timeout: 120_000 });
}

const SEED = 'doorstroom';

function isLoaded(held: Holdings, demo: DemoOptions['demo']): boolean {
  if (held.realUsers || (held.people && !held.demoUsers)) {
    throw new OperatorError(
      'This database holds users or people of its own, and demo mode opens it to anyone who knows the demo password. Set DOORSTROOM_MODE=production, or give an empty database.',
    );
  }
  return held.demoUsers && (demo === 'accounts' || held.people);
}

/** People per statement: few statements, none so large that it holds the memory of all. */
const BATCH = 250;

async function writePeople(tx: Transaction, people: readonly DemoParticipant[]): Promise<void> {
  for (let from = 0; from < people.length; from += BATCH) {
    const batch = people.slice(from, from + BATCH);
    await insertParticipants(tx, batch);
    const changes = batch.flatMap(({ trajectories }) => trajectories);
    await writeChanges(tx, changes);
    await settleOffices(tx, changes);
  }
  await writeTallies(tx, summed(people.flatMap(({ trajectories }) => trajectories.flatMap(({ tallies }) => tallies))));
}
