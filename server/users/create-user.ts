import type { Transaction } from '#server/db/client.ts';
import { violatedConstraint } from '#server/db/violations.ts';
import { Problem } from '#shared/contract/problem.ts';
import type { AnswerOf, BodyOf } from '#shared/contract/route.ts';
import type { createUser as contract } from '#shared/contract/users.ts';
import { giveLink, type Linking } from './give-setup-link.ts';
import { officesOf } from './offices.ts';
import { readUser } from './read-users.ts';
import { insertUser, setMunicipalities } from './store.ts';

/**
 * Makes an account, with the link by which its user sets a password and a second factor.
 *
 * @param isDemo in demo mode, where no real account may be beside the demo ones
 * @throws Problem user.email-taken, municipality.unknown, request.invalid
 */
export async function createUser(
  tx: Transaction,
  { id, isDemo, ...linking }: Linking & { id: string; isDemo: boolean },
  { municipalities, ...user }: BodyOf<typeof contract>,
): Promise<AnswerOf<typeof contract>> {
  const offices = await officesOf(tx, user.role, municipalities);
  try {
    await insertUser(tx, { id, ...user, isDemo, createdAt: linking.now });
  } catch (error) {
    throw violatedConstraint(error) === 'user_email_key' ? new Problem('user.email-taken') : error;
  }
  await setMunicipalities(tx, id, offices);
  const setupLink = await giveLink(tx, id, linking);
  return { user: await readUser(tx, id, linking.now), setupLink };
}
