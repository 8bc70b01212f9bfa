import { useEffect, useSyncExternalStore } from 'react';
import { useUser } from '#client/api/session.ts';
import { today } from '#client/ui/date-text.ts';
import { useLeaveGuard } from '#client/ui/use-leave-guard.ts';
import type { DraftContent } from '#shared/contract/drafts.ts';
import type { StepType } from '#shared/trajectory/steps.ts';
import type { Details } from './fields.ts';
import { type FoundDraft, findDraft, type Keeping, keep, letGo, type Whose } from './keep-draft.ts';

/** A step half entered. */
export type Draft = {
  /** Goes along with the step, so that sending it again after a lost connection is the same step. */
  id: string;
  type: StepType | null;
  occurredOn: string | null;
  /** What stands in the place of the day where that cannot be read as one. */
  unreadDay: string;
  /** By type: who tries another step and comes back finds what was typed. */
  details: Readonly<Partial<Record<StepType, Details>>>;
  note: string;
  /** The step that was refused for want of the one that is entered now; it comes back afterwards. */
  returnTo: StepType | null;
  /** Whether anything was typed or chosen beyond the kind of step. */
  isTyped: boolean;
  /** When it was left, where the server had it: instant. */
  foundAt: string | null;
  /** A draft of before, which came to light when something was typed already. Until somebody chooses, nothing is put in its place. */
  other: FoundDraft | null;
  keeping: Keeping;
};

/**
 * In this module's memory and on the server, sealed; nothing personal goes into the browser's storage. Kept across screens, and apart
 * by user.
 */
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();

/** Those of which the server has not said yet whether it has a draft: what is typed must not replace one unseen. */
const asking = new Set<string>();

/** The draft of a trajectory, with what changes it. It guards against leaving the page while something is typed that the server does not have. */
export function useDraft(trajectoryId: string) {
  const { id: userId } = useUser();
  const draft = useSyncExternalStore(subscribe, () => draftOf({ userId, trajectoryId }));

  useLeaveGuard(draft.isTyped && (draft.keeping === 'waiting' || draft.other !== null));
  useEffect(() => void takeUp({ userId, trajectoryId }), [userId, trajectoryId]);

  const whose = { userId, trajectoryId };
  return {
    draft,
    change: (next: Partial<Draft>) => typed(whose, { ...draftOf(whose), ...next }),
    /** After the step was recorded. */
    renew: (next: Partial<Draft> = {}) => {
      const { other } = draftOf(whose);
      letGo(whose);
      if (other && !next.isTyped) settle(whose, other);
      else typed(whose, { ...freshDraft(), ...next, other });
    },
    /** @returns how to bring it back */
    discard: (): (() => void) => {
      const thrownAway = draftOf(whose);
      if (thrownAway.other) settle(whose, thrownAway.other);
      else {
        put(whose, freshDraft());
        // What the server may have, nobody has seen.
        if (!asking.has(keyOf(whose))) keep(whose, null, () => undefined);
      }
      return () => typed(whose, { ...thrownAway, keeping: 'none' });
    },
    /** Goes on with the draft of before. @returns how to bring back what stood here */
    takeOther: (other: FoundDraft): (() => void) => {
      const leftBehind = draftOf(whose);
      settle(whose, other);
      return () => put(whose, leftBehind);
    },
    /** What is typed here takes the place of the draft of before. */
    leaveOther: () => typed(whose, { ...draftOf(whose), other: null }),
  };
}

export type DraftInHand = ReturnType<typeof useDraft>;

/** Goes on with what was left, here or elsewhere; where something was typed before the server said so, it is for somebody to choose. */
async function takeUp(whose: Whose): Promise<void> {
  const key = keyOf(whose);
  if (draftOf(whose).isTyped || asking.has(key)) return;
  asking.add(key);
  const found = await findDraft(whose, () => draftOf(whose).isTyped && told(whose, 'waiting'));
  asking.delete(key);
  const draft = draftOf(whose);
  if (!draft.isTyped) return found && settle(whose, found);
  typed(whose, { ...draft, keeping: 'none', other: found ?? null });
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function settle(whose: Whose, { content, updatedAt }: FoundDraft): void {
  const { occurredOn } = content;
  const isDay = occurredOn === null || DAY.test(occurredOn);
  const day = { occurredOn: isDay ? occurredOn : null, unreadDay: isDay ? '' : occurredOn };
  put(whose, { ...content, ...day, isTyped: true, foundAt: updatedAt, other: null, keeping: 'kept' });
}

function typed(whose: Whose, draft: Draft): void {
  // What was kept is not what stands here now.
  put(whose, draft.keeping === 'kept' ? { ...draft, keeping: 'none' } : draft);
  if (!draft.isTyped || draft.other || asking.has(keyOf(whose))) return;
  keep(whose, contentOf(draft), (keeping) => told(whose, keeping));
}

function told(whose: Whose, keeping: Keeping): void {
  const draft = draftOf(whose);
  if (draft.keeping !== keeping) put(whose, { ...draft, keeping });
}

function contentOf({ id, type, occurredOn, unreadDay, details, note, returnTo }: Draft): DraftContent {
  return { id, type, occurredOn: occurredOn ?? (unreadDay === '' ? null : unreadDay), details, note, returnTo };
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
  const nothing = { type: null, details: {}, note: '', returnTo: null, isTyped: false, foundAt: null, other: null };
  return { id: crypto.randomUUID(), occurredOn: today(), unreadDay: '', ...nothing, keeping: 'none' };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
