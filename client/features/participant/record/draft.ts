import { useSyncExternalStore } from 'react';
import { useUser } from '#client/api/session.ts';
import { today } from '#client/ui/date-text.ts';
import { useLeaveGuard } from '#client/ui/use-leave-guard.ts';
import type { StepType } from '#shared/trajectory/steps.ts';
import type { Details } from './fields.ts';

/** A step half entered. */
export type Draft = {
  /** Goes along with the step, so that sending it again after a lost connection is the same step. */
  id: string;
  type: StepType | null;
  occurredOn: string | null;
  /** By type: who tries another step and comes back finds what was typed. */
  details: Readonly<Partial<Record<StepType, Details>>>;
  note: string;
  /** The step that was refused for want of the one that is entered now; it comes back afterwards. */
  returnTo: StepType | null;
  /** Whether anything was typed or chosen beyond the kind of step. */
  isTyped: boolean;
};

/** In this module's memory only: nothing personal goes into the browser's storage. Kept across screens, and apart by user. */
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();

/** The draft of a trajectory, with what changes it. It guards against leaving the page while something is typed. */
export function useDraft(trajectoryId: string) {
  const key = `${useUser().id}/${trajectoryId}`;
  const draft = useSyncExternalStore(subscribe, () => draftOf(key));

  useLeaveGuard(draft.isTyped);

  return {
    draft,
    change: (next: Partial<Draft>) => put(key, { ...draftOf(key), ...next }),
    renew: (next: Partial<Draft> = {}) => put(key, { ...freshDraft(), ...next }),
  };
}

export type DraftInHand = ReturnType<typeof useDraft>;

function draftOf(key: string): Draft {
  const known = drafts.get(key);
  if (known) return known;
  const fresh = freshDraft();
  drafts.set(key, fresh);
  return fresh;
}

function put(key: string, draft: Draft): void {
  drafts.set(key, draft);
  for (const listener of listeners) listener();
}

function freshDraft(): Draft {
  return { id: crypto.randomUUID(), type: null, occurredOn: today(), details: {}, note: '', returnTo: null, isTyped: false };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
