import type { ProblemCode } from '#shared/contract/problem.ts';
import type { AuditKind } from '#shared/contract/route.ts';
import type { Role } from '#shared/permissions.ts';

/** One line of the audit log: who did what to whom, when, from where and why. Codes and counts only: nothing here can be erased. */
export interface AuditLine {
  readonly at: Date;
  /** Null where nobody is known: a refused sign-in, a command of the shell. */
  readonly userId: string | null;
  readonly role: Role | 'system' | null;
  /** The contract's id, or the command. */
  readonly action: string;
  readonly kind: AuditKind;
  readonly outcome: 'done' | ProblemCode;
  readonly participantId: string | null;
  readonly subject: { readonly type: string; readonly id: string } | null;
  /** A code, such as `identity-check`. */
  readonly reason: string | null;
  readonly details: AuditDetails | null;
  /** IP address. */
  readonly address: string | null;
  readonly requestId: string | null;
}

export type AuditDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A line as it is kept, at its place in the chain; `details` is the JSON that was sealed, to the letter. */
export type KeptLine = Omit<AuditLine, 'details'> & { readonly details: string | null; readonly sequence: bigint; readonly keyId: string };
