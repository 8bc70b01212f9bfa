import type { ShellAction } from '#shared/contract/audit.ts';
import type { AuditKind } from '#shared/contract/route.ts';
import type { AuditDetails, AuditLine } from './line.ts';

/** What was done outside any request, by the server itself or a command of the shell. */
export interface SystemDeed {
  readonly action: ShellAction;
  readonly kind?: AuditKind;
  readonly participantId?: string;
  readonly subject?: AuditLine['subject'];
  readonly reason?: string;
  readonly details?: AuditDetails;
}

/** Its line in the audit log. Who sat at the machine the software does not know, and a name of an account there would be one of a person. */
export function systemLine({ action, kind = 'change', participantId, subject, reason, details }: SystemDeed, at: Date): AuditLine {
  return {
    at,
    userId: null,
    role: 'system',
    action,
    kind,
    outcome: 'done',
    participantId: participantId ?? null,
    subject: subject ?? null,
    reason: reason ?? null,
    details: details ?? null,
    address: null,
    requestId: null,
  };
}
