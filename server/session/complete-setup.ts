import { asActor } from '#server/db/as-actor.ts';
import type { Transaction } from '#server/db/client.ts';
import { violatedConstraint } from '#server/db/violations.ts';
import type { AuditNote } from '#server/http/audit-note.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import { type FieldProblem, Problem } from '#shared/contract/problem.ts';
import type { AnswerOf, BodyOf } from '#shared/contract/route.ts';
import type { completeSetup as contract } from '#shared/contract/setup.ts';
import { Role } from '#shared/permissions.ts';
import { putCredential } from './credential-store.ts';
import { type Person, requireStrength } from './password-policy.ts';
import { hashPassword } from './passwords.ts';
import { newRecoveryCodes } from './recovery-codes.ts';
import { fingerprintOf } from './refresh-tokens.ts';
import type { SessionService } from './session-service.ts';
import { placeOfOffer } from './setup-place.ts';
import { createAdministrator, existsUserWhoCanSignIn, findOpenLink, type OpenLink, removeLink } from './setup-store.ts';
import { endSessionsOf } from './store.ts';
import { stepOfCode } from './totp.ts';

/**
 * The end of a set-up link: password and second factor are set, what the user signed in with before no longer counts, and their sessions
 * end. For the first administrator the account is made with it.
 *
 * @throws Problem session.no-passwords, setup.link-unknown, setup.code-refused, user.email-taken, request.invalid, request.throttled
 */
export async function completeSetup(
  { db, clock, newId, randomBytes, config }: Dependencies,
  { seal, throttle }: SessionService,
  { token, password, code, ...typed }: BodyOf<typeof contract>,
  audit: AuditNote,
): Promise<AnswerOf<typeof contract>> {
  if (!config.hasPasswords) throw new Problem('session.no-passwords');
  const now = clock();
  const hash = fingerprintOf(token);
  const attempt = `setup ${Buffer.from(hash).toString('hex')}`;
  throttle.begin(attempt);
  const link = await asActor(db, 'session', (tx) => findOpenLink(tx, hash, now));
  if (!link) throw new Problem('setup.link-unknown');
  const person = personOf(link, typed);
  await requireStrength(password, person, 'body.password');
  const secret = link.totp && seal.open(link.totp, placeOfOffer(hash));
  const step = secret && stepOfCode(secret, code.replace(/\s/g, ''), now);
  if (!secret || step === undefined || step === null) throw new Problem('setup.code-refused');

  const [passwordHash, recovery] = await Promise.all([hashPassword(password), newRecoveryCodes(randomBytes)]);
  await asActor(db, 'session', async (tx) => {
    if (!(await removeLink(tx, hash))) throw new Problem('setup.link-unknown');
    const userId = link.userId ?? (await makeFirst(tx, { id: newId(), ...person, createdAt: now }));
    await putCredential(tx, userId, {
      passwordHash,
      totpSealed: seal.seal(secret, ['credential', userId, 'totp']),
      totpLastStep: step,
      recoverySalt: recovery.salt,
      recoveryCodes: [...recovery.hashes],
      changedAt: now,
    });
    await endSessionsOf(tx, userId, 'set-up-again', now);
    audit.about({ user: { id: userId, role: link.role === null ? 'administrator' : Role.parse(link.role) } });
    await audit.append(tx);
  });
  throttle.succeed(attempt);
  return { email: person.email, recoveryCodes: [...recovery.codes] };
}

/** Who it is: what the administrator said, or, of the first administrator, what was typed. */
function personOf({ name, email }: OpenLink, typed: { name?: string | undefined; email?: string | undefined }): Person {
  if (name !== null && email !== null) {
    refuse(
      ['name', 'email'].filter((key) => key in typed),
      'unknown',
      'not known here; leave it out',
    );
    return { name, email };
  }
  if (typed.name !== undefined && typed.email !== undefined) return { name: typed.name, email: typed.email };
  throw invalid(
    ['name', 'email'].filter((key) => !(key in typed)),
    'required',
    'must be given',
  );
}

/** A link that was printed long ago makes no second first administrator. */
async function makeFirst(tx: Transaction, user: { id: string; name: string; email: string; createdAt: Date }): Promise<string> {
  if (await existsUserWhoCanSignIn(tx)) throw new Problem('setup.link-unknown');
  try {
    await createAdministrator(tx, user);
  } catch (error) {
    throw violatedConstraint(error) === 'user_email_key' ? new Problem('user.email-taken') : error;
  }
  return user.id;
}

function refuse(keys: readonly string[], code: string, message: string): void {
  if (keys.length > 0) throw invalid(keys, code, message);
}

function invalid(keys: readonly string[], code: string, message: string): Problem {
  return new Problem('request.invalid', { fields: keys.map((key): FieldProblem => ({ path: `body.${key}`, code, message })) });
}
