import type { Progress, Protected } from './protect.ts';

/** What the thread tells. */
export type Message = { readonly progress: Progress } | { readonly result: Protected };
