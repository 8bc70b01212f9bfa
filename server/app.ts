import { join } from 'node:path';
import express, { type Express } from 'express';
import { Problem } from '#shared/contract/problem.ts';
import { ROUTES } from '#shared/contract/routes.ts';
import { finishSingleSignOn } from '#shared/contract/single-sign-on.ts';
import { VERSION } from './about/about.ts';
import { auditChain } from './audit/append.ts';
import { healthRouter } from './health/health.ts';
import { apiReference } from './http/api-reference.ts';
import { clientFiles } from './http/client-files.ts';
import { contractsWithout } from './http/completeness.ts';
import type { Dependencies } from './http/dependencies.ts';
import { problemHandler } from './http/problems.ts';
import { requestIds } from './http/request-id.ts';
import { apiRouter } from './http/router.ts';
import { securityHeaders } from './http/security-headers.ts';
import { resources } from './resources.ts';
import { ROOT } from './root.ts';
import { addressThrottle } from './session/address-throttle.ts';
import { authenticator } from './session/authenticate.ts';
import { throttleNote } from './session/note-throttled.ts';

/** The whole application, not yet listening. */
export function createApp(dependencies: Dependencies): Express {
  const { config, db, disk, newId, log, signInLimits } = dependencies;
  const routes = resources(dependencies);
  const missing = contractsWithout(ROUTES, routes);
  if (missing.length > 0) log.warn({ missing }, 'routes of the contract that nobody serves');

  const app = express();
  // Express's own tags hash every body, and stand in the way of those that carry a version.
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing');
  // The address that a proxy passes on counts only when the proxy stands in the same network: anybody can send that header.
  app.set('trust proxy', ['loopback', 'uniquelocal']);
  app.use(requestIds(newId), securityHeaders(config.origin), healthRouter(db, disk));
  const chain = auditChain(config);
  const throttle = addressThrottle(signInLimits, throttleNote(dependencies, chain));
  app.post(['/api/session', '/api/setup', '/api/setup/complete'], throttle).get(`/api${finishSingleSignOn.path}`, throttle);
  // Counted apart, and not written down: who tries links tries to be nobody.
  app.use(
    '/api/public',
    addressThrottle(signInLimits, () => Promise.resolve()),
  );
  app.use('/api', apiReference(ROUTES, { version: VERSION, origin: config.origin }));
  app.use('/api', apiRouter(routes, { dependencies, authenticate: authenticator(dependencies), auditChain: chain }));
  app.use(clientFiles(join(ROOT, 'dist', 'client')));
  app.use(() => {
    throw new Problem('request.unknown-route');
  });
  app.use(problemHandler(log));
  return app;
}
