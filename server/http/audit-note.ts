import type { Request } from 'express';
import type { AuditChain } from '#server/audit/append.ts';
import type { AuditLine } from '#server/audit/line.ts';
import type { Transaction } from '#server/db/client.ts';
import { auditKindOf, type RouteContract } from '#shared/contract/route.ts';
import type { Actor } from './actor.ts';

/** What a handler adds to the line of its request: whom and what it is about, and why. */
export type About = Partial<Pick<AuditLine, 'participantId' | 'subject' | 'reason' | 'details'>> & {
  /** Who it is, where the request itself finds out. */
  readonly user?: { readonly id: string; readonly role: AuditLine['role'] };
};

/** The line that a request leaves in the audit log, while the request is under way. */
export interface AuditNote {
  about(about: About): void;
  /** Leaves no line, where the request goes on with one that did. Refusals are written all the same. */
  leaveOut(): void;
  /** Writes the line now, for a handler with transactions of its own: in the one that changes something, once. */
  append(tx: Transaction): Promise<void>;
  /** Writes a line with an outcome, also where the route leaves none by itself. */
  write(tx: Transaction, outcome: AuditLine['outcome']): Promise<void>;
}

export interface Noting {
  readonly contract: RouteContract;
  readonly chain: AuditChain;
  readonly actor: Actor | undefined;
  readonly request: Request;
  readonly requestId: string;
  readonly clock: () => Date;
}

/** What the wrapper does with a note. */
export type RequestNote = AuditNote & {
  readonly isWritten: boolean;
};

export function noteOf({ contract, chain, actor, request, requestId, clock }: Noting): RequestNote {
  let told: About = {};
  // Of which transaction: one that is done again after a conflict is another, in which nothing is written yet.
  let writtenIn: Transaction | undefined;
  let isLeftOut = false;
  const kind = auditKindOf(contract);
  const write = async (tx: Transaction, outcome: AuditLine['outcome']) => {
    const user = told.user ?? (actor && { id: actor.userId, role: actor.role });
    await chain.append(tx, {
      at: clock(),
      userId: user?.id ?? null,
      role: user?.role ?? null,
      action: contract.id,
      kind: kind ?? (contract.method === 'GET' ? 'read' : 'change'),
      outcome,
      participantId: told.participantId ?? null,
      subject: told.subject ?? null,
      reason: told.reason ?? null,
      details: told.details ?? null,
      address: request.ip ?? null,
      requestId,
    });
    writtenIn = tx;
  };
  return {
    about: (about) => {
      told = { ...told, ...about };
    },
    leaveOut: () => {
      isLeftOut = true;
    },
    append: async (tx) => {
      if (kind && !isLeftOut && writtenIn !== tx) await write(tx, 'done');
    },
    write,
    get isWritten() {
      return writtenIn !== undefined;
    },
  };
}
