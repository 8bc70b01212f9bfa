import { Router } from 'express';
import type { RouteContract } from '#shared/contract/route.ts';
import { apiPage } from './api-page.ts';
import { openApiDocument } from './openapi.ts';

/** `/api/openapi.json` and `/api/docs`: made at the first request and then kept, for they are the same until the next start. */
export function apiReference(routes: readonly RouteContract[], about: { version: string; origin: string }): Router {
  let made: { document: string; page: string } | undefined;
  const make = () => {
    const document = openApiDocument(routes, about);
    made ??= { document: JSON.stringify(document), page: apiPage(routes, document) };
    return made;
  };
  return Router()
    .get(
      '/openapi.json',
      (_request, response) =>
        void response
          .type('json')
          .set('Cache-Control', 'no-cache')
          .send((made ?? make()).document),
    )
    .get(
      '/docs',
      (_request, response) =>
        void response
          .type('html')
          .set('Cache-Control', 'no-cache')
          .send((made ?? make()).page),
    )
    .get('/docs/style.css', (_request, response) => void response.type('css').set('Cache-Control', 'no-cache').send(STYLE));
}

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; display: grid; grid-template-columns: minmax(14rem, 20rem) minmax(0, 1fr); font: 1rem/1.5 system-ui, sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem; box-sizing: border-box; font-size: 0.875rem; }
nav ul { list-style: none; padding: 0; }
nav a { display: block; padding: 0.25rem 0; overflow-wrap: anywhere; }
main { padding: 1rem 2rem; max-width: 60rem; }
section { border-top: 1px solid color-mix(in srgb, currentColor 30%, transparent); }
pre { overflow: auto; padding: 1rem; background: color-mix(in srgb, currentColor 8%, transparent); font-size: 0.8125rem; }
summary { min-height: 1.5rem; cursor: pointer; }
@media (width < 48rem) { body { display: block; } nav { position: static; height: auto; } }
`;
