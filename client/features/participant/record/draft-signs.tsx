import { commonWords } from '#client/locales/common.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { dayText, instantText, today } from '#client/ui/date-text.ts';
import { Cluster } from '#client/ui/stack.tsx';
import { toast } from '#client/ui/toast.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { DraftInHand } from './draft.ts';
import type { FoundDraft as Found, Keeping } from './keep-draft.ts';
import { recordWords } from './locales.ts';
import styles from './record.module.css';

type FoundDraftProps = {
  hand: DraftInHand;
  /** Instant. */
  foundAt: string;
  /** Whether its step is one that can be recorded on its day. */
  isPossible: boolean;
};

/** What was left is in the form already; here it says so, and can be thrown away. */
export function FoundDraft({ hand, foundAt, isPossible }: FoundDraftProps) {
  const words = useWords(recordWords);
  const label = useLabel();
  const { type } = hand.draft;
  return (
    <Banner isLive action={<Discard hand={hand} />} tone={isPossible ? 'info' : 'warning'}>
      {words('draft.found', { when: whenText(foundAt) })}
      {isPossible || !type ? null : ` ${words('draft.not-possible', { step: label(LABELS.step[type]) })}`}
    </Banner>
  );
}

/** Two of which one must go: what is typed here, and a draft of before that came to light meanwhile. Neither goes by itself. */
export function OtherDraft({ hand, other }: { hand: DraftInHand; other: Found }) {
  const words = useWords(recordWords);
  const common = useWords(commonWords);
  const take = () => {
    const bringBack = hand.takeOther(other);
    toast({ text: words('draft.taken'), action: { label: common('undo'), onPress: bringBack } });
  };
  return (
    <Banner
      isLive
      tone="warning"
      action={
        <Cluster>
          <Button size="small" onClick={take}>
            {words('draft.take')}
          </Button>
          <Button variant="quiet" size="small" onClick={hand.leaveOther}>
            {words('draft.leave')}
          </Button>
        </Cluster>
      }
    >
      {words('draft.other', { when: whenText(other.updatedAt) })}
    </Banner>
  );
}

/** Empties the form, here and on the server; it can be brought back for as long as the message stands. */
export function Discard({ hand }: { hand: DraftInHand }) {
  const words = useWords(recordWords);
  const common = useWords(commonWords);
  const discard = () => {
    const bringBack = hand.discard();
    toast({ text: words('draft.discarded'), action: { label: common('undo'), onPress: bringBack } });
  };
  return (
    <Button variant="quiet" size="small" onClick={discard}>
      {words('discard')}
    </Button>
  );
}

/** Always there, so that it is said aloud when it begins to say something. */
export function KeptDraft({ keeping }: { keeping: Keeping }) {
  const words = useWords(recordWords);
  return (
    <p role="status" className={styles.kept}>
      {keeping === 'none' ? null : words(`draft.${keeping}`)}
    </p>
  );
}

function whenText(instant: string): string {
  return instantText(instant).replace(`${dayText(today())} `, '');
}
