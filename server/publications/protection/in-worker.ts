import { type Progress, type Protected, protect, type ToProtect } from './protect.ts';

/** Protects in this thread for now. */
export async function protectPublication(
  asked: ToProtect,
  { onProgress, signal }: { onProgress?: (progress: Progress) => void; signal?: AbortSignal } = {},
): Promise<Protected> {
  signal?.throwIfAborted();
  return protect(asked, { random: Math.random, ...(onProgress ? { onProgress } : {}) });
}
