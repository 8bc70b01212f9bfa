import express, { type Express } from 'express';
import { Problem } from '#shared/contract/problem.ts';
import { ROUTES } from '#shared/contract/routes.ts';
import { contractsWithout } from './http/completeness.ts';
import type { Dependencies } from './http/dependencies.ts';
import { problemHandler } from './http/problems.ts';
import { requestIds } from './http/request-id.ts';
import { apiRouter } from './http/router.ts';
import { resources } from './resources.ts';
import { authenticator } from './session/authenticate.ts';

/** The whole application, not yet listening. */
export function createApp(dependencies: Dependencies): Express {
  const { newId, log } = dependencies;
  const routes = resources(dependencies);
  const missing = contractsWithout(ROUTES, routes);
  if (missing.length > 0) log.warn({ missing }, 'routes of the contract that nobody serves yet');

  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(requestIds(newId));
  app.use('/api', apiRouter(routes, { dependencies, authenticate: authenticator(dependencies) }));
  app.use(() => {
    throw new Problem('request.unknown-route');
  });
  app.use(problemHandler(log));
  return app;
}
