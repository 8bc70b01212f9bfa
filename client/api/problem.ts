import type { ProblemCode, ProblemDocument } from '#shared/contract/problem.ts';

/** What the client itself adds to the contract's codes: no answer came, or one that is not ours. */
type ClientCode = 'client.unreachable' | 'client.unreadable';

/**
 * A request that was refused, typed after `application/problem+json`. `code` is what to decide on; `fields` say which input is
 * wrong; the contract's further members (`reason`, `conflictingStep`, `currentVersion`, `retryAfter` …) stand on `document`.
 */
export class ApiProblem extends Error {
  readonly code: ProblemCode | ClientCode;
  /** 0 where no answer came. */
  readonly status: number;
  readonly fields: NonNullable<ProblemDocument['fields']>;
  readonly requestId: string | null;
  readonly document: Partial<ProblemDocument>;
  /** Seconds to wait before another attempt, where the server said so. */
  readonly retryAfter: number | null;

  constructor(code: ProblemCode | ClientCode, status: number, document: Partial<ProblemDocument> = {}, retryAfter: number | null = null) {
    super(`${code} (${status})`);
    this.name = 'ApiProblem';
    this.code = code;
    this.status = status;
    this.document = document;
    this.fields = document.fields ?? [];
    this.requestId = document.requestId ?? null;
    this.retryAfter = document.retryAfter ?? retryAfter;
  }
}

export function isProblem(error: unknown, code?: ApiProblem['code']): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}

/** The problem that an answer carries; a proxy's page or a broken body becomes one too. */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('Retry-After')) || null;
  const document = await readDocument(response);
  if (document) return new ApiProblem(document.code, response.status, document, retryAfter);
  const isAway = response.status === 502 || response.status === 503 || response.status === 504;
  return new ApiProblem(isAway ? 'client.unreachable' : 'client.unreadable', response.status, {}, retryAfter);
}

type Document = ProblemDocument & { code: ProblemCode };

async function readDocument(response: Response): Promise<Document | null> {
  try {
    const body: unknown = await response.json();
    return isDocument(body) ? body : null;
  } catch {
    return null;
  }
}

function isDocument(body: unknown): body is Document {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' && 'requestId' in body;
}
