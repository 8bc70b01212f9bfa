import { useEffect, useSyncExternalStore } from 'react';
import { useUser } from '#client/api/session.ts';
import { today } from '#client/ui/date-text.ts';
import { useLeaveGuard } from '#client/ui/use-leave-guard.ts';
import type { DraftContent } from '#shared/contract/drafts.ts';
import type { StepType } from '#shared/trajectory/steps.ts';
import type { Details } from './fields.ts';
import { findDraft, type Keeping, keep, letGo, type Whose } from './keep-draft.ts';

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
  /** When it was left, where the server had it: instant. */
  foundAt: string | null;
  keeping: Keeping;
};

/**
 * In this module's memory and on the server, sealed; nothing personal goes into the browser's storage. Kept across screens, and apart
 * by user.
 */
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();

/** The draft of a trajectory, with what changes it. It guards against leaving the page while something is typed that the server does not have. */
export function useDraft(trajectoryId: string) {
  const { id: userId } = useUser();
  const draft = useSyncExternalStore(subscribe, () => draftOf({ userId, trajectoryId }));

  useLeaveGuard(draft.isTyped && draft.keeping === 'waiting');
  useEffect(() => void takeUp({ userId, trajectoryId }), [userId, trajectoryId]);

  const whose = { userId, trajectoryId };
  return {
    draft,
    change: (next: Partial<Draft>) => typed(whose, { ...draftOf(whose), ...next }),
    /** After the step was recorded. */
    renew: (next: Partial<Draft> = {}) => {
      letGo(whose);
      typed(whose, { ...freshDraft(), ...next });
    },
    /** @returns how to bring it back */
    discard: (): (() => void) => {
      const thrownAway = draftOf(whose);
      put(whose, freshDraft());
      keep(whose, null, () => undefined);
      return () => typed(whose, { ...thrownAway, keeping: 'none' });
    },
  };
}

export type DraftInHand = ReturnType<typeof useDraft>;

/** Goes on with what was left, here or elsewhere, where nothing has been typed yet. */
async function takeUp(whose: Whose): Promise<void> {
  const { id, isTyped } = draftOf(whose);
  if (isTyped) return;
  const found = await findDraft(whose);
  // Taken up by another question, recorded or thrown away meanwhile: the answer is an old one.
  if (!found || draftOf(whose).isTyped || draftOf(whose).id !== id) return;
  put(whose, { ...found.content, isTyped: true, foundAt: found.updatedAt, keeping: 'kept' });
}

function typed(whose: Whose, draft: Draft): void {
  put(whose, draft);
  if (draft.isTyped) keep(whose, contentOf(draft), (keeping) => told(whose, keeping));
}

function told(whose: Whose, keeping: Keeping): void {
  const draft = draftOf(whose);
  if (draft.keeping !== keeping) put(whose, { ...draft, keeping });
}

function contentOf({ id, type, occurredOn, details, note, returnTo }: Draft): DraftContent {
  return { id, type, occurredOn, details, note, returnTo };
}

function draftOf(whose: Whose): Draft {
  const known = drafts.get(keyOf(whose));
  if (known) return known;
  const fresh = freshDraft();
  drafts.set(keyOf(whose), fresh);
  return fresh;
}

function put(whose: Whose, draft: Draft): void {
  drafts.set(keyOf(whose), draft);
  for (const listener of listeners) listener();
}

function keyOf({ userId, trajectoryId }: Whose): string {
  return `${userId}/${trajectoryId}`;
}

function freshDraft(): Draft {
  const nothing = { type: null, details: {}, note: '', returnTo: null, isTyped: false, foundAt: null };
  return { id: crypto.randomUUID(), occurredOn: today(), ...nothing, keeping: 'none' };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
