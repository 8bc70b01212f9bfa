import { routes as aboutRoutes } from './about/routes.ts';
import { routes as accountRoutes } from './account/routes.ts';
import { routes as auditRoutes } from './audit/routes.ts';
import { routes as draftRoutes } from './drafts/routes.ts';
import { routes as erasureRoutes } from './erasure/routes.ts';
import { routes as exchangeRoutes } from './exchange/routes.ts';
import { routes as figureRoutes } from './figures/routes.ts';
import { routes as fileExportRoutes } from './file-export/routes.ts';
import { routes as handoverRoutes } from './handovers/routes.ts';
import type { Dependencies } from './http/dependencies.ts';
import type { Handled } from './http/route.ts';
import { routes as municipalityRoutes } from './municipalities/routes.ts';
import { routes as organisationRoutes } from './organisations/routes.ts';
import { routes as participantRoutes } from './participants/routes.ts';
import { routes as publicationRoutes } from './publications/routes.ts';
import { routes as retentionRoutes } from './retention/routes.ts';
import { routes as singleSignOnRoutes } from './session/oidc/routes.ts';
import { routes as sessionRoutes } from './session/routes.ts';
import { sessionService } from './session/session-service.ts';
import { routes as settingsRoutes } from './settings/routes.ts';
import { routes as targetRoutes } from './targets/routes.ts';
import { routes as trajectoryRoutes } from './trajectories/routes.ts';
import { routes as userRoutes } from './users/routes.ts';

/** Every resource there is, each with its routes. */
export function resources(dependencies: Dependencies): readonly Handled[] {
  const service = sessionService(dependencies);
  return [
    ...aboutRoutes,
    ...sessionRoutes(dependencies, service),
    ...singleSignOnRoutes(dependencies, service),
    ...accountRoutes(dependencies, service),
    ...userRoutes(dependencies),
    ...municipalityRoutes,
    ...participantRoutes,
    ...fileExportRoutes,
    ...erasureRoutes,
    ...retentionRoutes,
    ...organisationRoutes,
    ...trajectoryRoutes,
    ...draftRoutes,
    ...handoverRoutes,
    ...figureRoutes,
    ...targetRoutes,
    ...publicationRoutes,
    ...exchangeRoutes,
    ...settingsRoutes,
    ...auditRoutes,
  ];
}
