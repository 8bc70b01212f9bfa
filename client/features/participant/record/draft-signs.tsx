import { commonWords } from '#client/locales/common.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { dayText, instantText, today } from '#client/ui/date-text.ts';
import { toast } from '#client/ui/toast.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { DraftInHand } from './draft.ts';
import type { Keeping } from './keep-draft.ts';
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
