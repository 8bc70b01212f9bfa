import { routes as aboutRoutes } from './about/routes.ts';
import { routes as exchangeRoutes } from './exchange/routes.ts';
import { routes as figureRoutes } from './figures/routes.ts';
import type { Dependencies } from './http/dependencies.ts';
import type { Handled } from './http/route.ts';
import { routes as organisationRoutes } from './organisations/routes.ts';
import { routes as participantRoutes } from './participants/routes.ts';
import { routes as singleSignOnRoutes } from './session/oidc/routes.ts';
import { routes as sessionRoutes } from './session/routes.ts';
import { routes as trajectoryRoutes } from './trajectories/routes.ts';

/** Every resource there is, each with its routes. */
export function resources(dependencies: Dependencies): readonly Handled[] {
  return [
    ...aboutRoutes,
    ...sessionRoutes(dependencies),
    ...singleSignOnRoutes(dependencies),
    ...participantRoutes,
    ...organisationRoutes,
    ...trajectoryRoutes,
    ...figureRoutes,
    ...exchangeRoutes,
  ];
}
