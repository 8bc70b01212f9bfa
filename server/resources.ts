import { aboutRoutes } from './about/routes.ts';
import type { Dependencies } from './http/dependencies.ts';
import type { Handled } from './http/route.ts';
import { sessionRoutes } from './session/routes.ts';

/** Every resource there is, each with its routes. */
export function resources(dependencies: Dependencies): readonly Handled[] {
  return [...aboutRoutes, ...sessionRoutes(dependencies)];
}
