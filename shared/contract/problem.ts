import { z } from 'zod';
import { PlainDate } from '#shared/plain-date.ts';

/**
 * What can go wrong, as RFC 9457 problems with a stable code. The one table from code to status; the words of each code in three
 * languages are the screen's (client/locales), which never shows `detail` as it is.
 */
export const PROBLEMS = {
  'request.invalid': { status: 422, title: 'The request has fields that are wrong' },
  'request.malformed': { status: 400, title: 'The body is not JSON' },
  'request.too-large': { status: 413, title: 'The body is larger than 1 MB' },
  'request.media-type': { status: 415, title: 'The body has another media type than this route takes' },
  'request.unknown-route': { status: 404, title: 'There is nothing at this address' },
  'request.method': { status: 405, title: 'This address does not take that method' },
  'request.throttled': { status: 429, title: 'Too many attempts; try again later' },
  'request.key-reused': { status: 422, title: 'This Idempotency-Key was sent before with something else' },
  'session.required': { status: 401, title: 'Sign in first' },
  'session.refused': { status: 401, title: 'The e-mail address or the password is not right' },
  'session.no-passwords': { status: 403, title: 'Passwords are turned off here; sign in by single sign-on' },
  'session.code-required': { status: 401, title: 'The password is right; send the code of the second factor with it' },
  'session.setup-required': { status: 403, title: 'The account has no second factor yet; an administrator can make a set-up link' },
  'setup.link-unknown': { status: 404, title: 'The set-up link was used, has expired or never was' },
  'setup.code-refused': { status: 422, title: 'The code is not the one that the phone shows now' },
  'account.proof-refused': { status: 403, title: 'The password or the code is not right' },
  'account.no-second-factor': { status: 409, title: 'The account has no second factor' },
  'account.no-offer': { status: 409, title: 'No second factor was offered; begin again' },
  'access.forbidden': { status: 403, title: 'Your role does not give access to this' },
  'resource.not-found': { status: 404, title: 'There is no such thing, or it is not yours' },
  'version.required': { status: 428, title: 'Say with If-Match which version you changed' },
  'version.stale': { status: 412, title: 'Somebody changed this in the meantime' },
  'participant.reference-taken': { status: 409, title: 'Another participant of this office has this reference' },
  'participant.insz-taken': { status: 409, title: 'Another participant of this office has this INSZ' },
  'participant.running': { status: 409, title: 'A trajectory of this participant has not ended: end it first' },
  'participant.erased': { status: 409, title: 'This file was erased: nothing is recorded on it any more' },
  'trajectory.another-running': { status: 409, title: 'This participant has another trajectory that has not ended' },
  'trajectory.illegal-step': { status: 409, title: 'The step is not possible here' },
  'trajectory.history-conflict': { status: 409, title: 'A later step would become impossible' },
  'step.id-taken': { status: 422, title: 'A step with this id and other content was recorded before' },
  'step.already-withdrawn': { status: 409, title: 'The step was withdrawn before' },
  'handover.pending': { status: 409, title: 'The file waits for another office; until that decides, it can only be read' },
  'handover.past': { status: 409, title: 'The person is with another office now; the file can only be read' },
  'handover.decided': { status: 409, title: 'Another decision on this hand-over came first' },
  'handover.by-transfer': { status: 409, title: 'A file goes to another office with a transfer that is recorded, not by a correction' },
  'publication.period-taken': { status: 409, title: 'There is a publication of this period: open that one, or withdraw it first' },
  'publication.unsafe': {
    status: 409,
    title: 'Numbers of a few people could be worked out from it: protect it anew, or with the other method',
  },
  'publication.outdated': { status: 409, title: 'Another publication was released since this one was protected: protect it anew' },
  'publication.not-possible': { status: 409, title: 'This is not possible with a publication in this state' },
  'municipality.unknown': { status: 422, title: 'There is no such municipality' },
  'organisation.name-taken': { status: 409, title: 'Another organisation of this municipality has this name' },
  'municipality.code-taken': { status: 409, title: 'Another municipality has this code' },
  'municipality.name-taken': { status: 409, title: 'Another municipality has this name' },
  'user.email-taken': { status: 409, title: 'Another account has this e-mail address' },
  'user.last-administrator': { status: 409, title: 'This is the last administrator who can sign in' },
  'user.disabled': { status: 409, title: 'This account is disabled' },
  'import.busy': { status: 409, title: 'Another import is being taken over; try again when it is done' },
  'import.unreadable': { status: 422, title: 'The file is not a CSV with the columns of the import format' },
  'database.unavailable': { status: 503, title: 'The database does not answer; nothing was stored' },
  'database.full': { status: 503, title: 'The disk of the database is full; nothing was stored until room is made on it' },
  'server.failed': { status: 500, title: 'Something went wrong on our side; nothing was stored' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export const FieldProblem = z.object({
  /** Where in the input: `body.details.workForm`, `query.from`. */
  path: z.string(),
  code: z.string(),
  message: z.string(),
});
export type FieldProblem = z.infer<typeof FieldProblem>;

/** Members beyond RFC 9457's are present where the code has them. */
export const ProblemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  requestId: z.string(),
  fields: z.array(FieldProblem).optional(),
  /** trajectory.illegal-step and trajectory.history-conflict: which guard refused (trajectory.md). */
  reason: z.string().optional(),
  allowedSteps: z.array(z.string()).optional(),
  /** trajectory.history-conflict: the later step that would become impossible. */
  conflictingStep: z.object({ id: z.uuid(), type: z.string(), occurredOn: PlainDate }).optional(),
  /** version.stale: the version that is current now. */
  currentVersion: z.int().optional(),
  /** request.throttled and database.unavailable: seconds to wait. */
  retryAfter: z.int().optional(),
});
export type ProblemDocument = z.infer<typeof ProblemDocument>;

/** Thrown by any deed; the HTTP layer turns it into a problem document, the shell into a line. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly members: ProblemMembers;

  constructor(code: ProblemCode, members: ProblemMembers = {}) {
    super(members.detail ?? PROBLEMS[code].title);
    this.name = 'Problem';
    this.code = code;
    this.members = members;
  }
}

export type ProblemMembers = Partial<Omit<ProblemDocument, 'type' | 'title' | 'status' | 'code' | 'requestId'>>;
