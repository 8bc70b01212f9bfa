import { lazy } from 'react';

// What comes after the first try: the first screen has little room. It is fetched while somebody types, because a server that is away
// must not keep back the words that say so.
const loadRefusal = () => import('./refusal.tsx');
const loadCodeStep = () => import('./code-step.tsx');

export const Refusal = lazy(async () => ({ default: (await loadRefusal()).Refusal }));
export const CodeStep = lazy(async () => ({ default: (await loadCodeStep()).CodeStep }));

export function preload(): void {
  for (const load of [loadRefusal, loadCodeStep]) void load().catch(() => undefined);
}
