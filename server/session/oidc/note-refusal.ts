import { asActor } from '#server/db/as-actor.ts';
import type { AuditNote } from '#server/http/audit-note.ts';
import type { Dependencies } from '#server/http/dependencies.ts';
import type { SignOnRefused } from './sign-on-refused.ts';

/** The line of a refusal. What was refused was taken back, so it has a transaction of its own. */
export async function noteRefusal({ db }: Dependencies, audit: AuditNote, { reason }: SignOnRefused): Promise<void> {
  audit.about({ reason, subject: null });
  await asActor(db, 'session', (tx) => audit.write(tx, 'session.refused'));
}
