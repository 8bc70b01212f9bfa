import { Router } from 'express';
import { Problem } from '#shared/contract/problem.ts';
import type { RouteContract } from '#shared/contract/route.ts';
import { logAnswer } from './log.ts';
import type { Handled, Services } from './route.ts';

/** All routes below `/api`; another method there is a 405, another address a 404. */
export function apiRouter(routes: readonly Handled[], services: Services): Router {
  const { log } = services.dependencies;
  const router = Router({ caseSensitive: true, strict: true });
  for (const [path, handlers] of byPath(routes)) {
    const place = router.route(path);
    for (const { contract, serve } of handlers) {
      const name = `${contract.id} ${contract.method} ${path}`;
      place[METHODS[contract.method]]((request, response) => {
        logAnswer(log, name, response);
        return serve(request, response, services);
      });
    }
    const allowed = handlers.map(({ contract }) => contract.method);
    place.all((_request, response) => {
      response.set('Allow', [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : [])].join(', '));
      throw new Problem('request.method');
    });
  }
  router.use(() => {
    throw new Problem('request.unknown-route');
  });
  return router;
}

const METHODS = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const satisfies Record<
  RouteContract['method'],
  string
>;

function byPath(routes: readonly Handled[]): Map<string, Handled[]> {
  const paths = new Map<string, Handled[]>();
  for (const handled of routes) paths.set(handled.contract.path, [...(paths.get(handled.contract.path) ?? []), handled]);
  return paths;
}
