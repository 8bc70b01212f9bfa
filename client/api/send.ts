import { reportConnection } from './connection.ts';
import { ApiProblem, problemFrom } from './problem.ts';

/** One exchange with the server: an answer in the 200s, or an `ApiProblem`. Knows nothing of sessions. */
export async function send(path: string, init: RequestInit): Promise<Response> {
  const response = await reach(path, init);
  if (response.ok) {
    reportConnection('reached');
    return response;
  }
  const problem = await problemFrom(response);
  reportConnection(problem.code === 'client.unreachable' || problem.code === 'database.unavailable' ? 'unreachable' : 'reached');
  throw problem;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`/api${path}`, { credentials: 'same-origin', ...init });
  } catch (error) {
    // An aborted request is the caller's own doing, no fault of the connection.
    if (init.signal?.aborted) throw error;
    reportConnection('unreachable');
    throw new ApiProblem('client.unreachable', 0);
  }
}
