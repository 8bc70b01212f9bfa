import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { ROOT } from './root.ts';

/**
 * The built screen: its files, and its one page for every address that is not the API's.
 *
 * @param origin the public address, which says whether browsers may be held to https
 */
export function clientFiles(origin: string): RequestHandler {
  const folder = join(ROOT, 'dist', 'client');
  const router = Router();
  router.use(({ path }, _response, next) => next(API.test(path) ? 'router' : undefined));
  router.use(headers(origin.startsWith('https:')));
  // The build puts a hash of the content in these names, so that what a name stands for never changes.
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  router.use('/assets', (_request, response) => void response.sendStatus(404));
  router.use(
    express.static(folder, { cacheControl: false, setHeaders: (response) => response.set('Cache-Control', 'no-cache'), index: false }),
  );
  router.get('/{*path}', (_request, response) =>
    response.sendFile('index.html', { root: folder, headers: { 'Cache-Control': 'no-cache' } }),
  );
  return router;
}

const API = /^\/(api|healthz|readyz)(\/|$)/;

function headers(isSecure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}
