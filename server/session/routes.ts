import type { Dependencies } from '#server/http/dependencies.ts';
import { type Handled, route } from '#server/http/route.ts';
import { getMe } from '#shared/contract/session.ts';

export function sessionRoutes(_dependencies: Dependencies): Handled[] {
  return [
    route(getMe, ({ actor }) => ({ body: { id: actor.userId, name: actor.name, role: actor.role, municipalities: [...actor.municipalities] } })),
  ];
}
