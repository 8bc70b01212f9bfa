import { useEffect, useRef, useState } from 'react';
import { useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { toast } from '#client/ui/toast.ts';
import type { Participant } from '#shared/contract/participants.ts';
import { rightsWords } from './locales.ts';
import { RevealDialog } from './reveal-dialog.tsx';
import styles from './rights.module.css';

const SECONDS = 30;

/** That an INSZ is known; on asking, with a reason, the number itself, until half a minute is over or the person looks elsewhere. */
export function InszLine({ participant }: { participant: Participant }) {
  const words = useWords(rightsWords);
  const [isAsking, setAsking] = useState(false);
  const [insz, setInsz] = useState<string | null>(null);
  const hide = () => setInsz(null);
  return (
    <p className={styles.insz} data-print="no">
      <span className={styles.term}>{words('insz')}</span>
      {insz === null ? (
        <>
          <span className={styles.number}>{participant.insz}</span>
          <Button variant="quiet" size="small" icon="eye" onClick={() => setAsking(true)}>
            {words('insz.show')}
          </Button>
        </>
      ) : (
        <Shown insz={insz} onOver={hide} />
      )}
      {isAsking ? (
        <RevealDialog
          participantId={participant.id}
          onClose={() => setAsking(false)}
          onRevealed={(digits) => {
            setAsking(false);
            setInsz(digits);
          }}
        />
      ) : null}
    </p>
  );
}

function Shown({ insz, onOver }: { insz: string; onOver: () => void }) {
  const words = useWords(rightsWords);
  const left = useSecondsLeft(onOver);
  const written = insz.replace(/^(..)(..)(..)(...)(..)$/u, '$1.$2.$3-$4-$5');
  const copy = async () => {
    await navigator.clipboard.writeText(written);
    toast({ text: words('insz.copied') });
  };
  return (
    <>
      <strong className={styles.number} role="status">
        {written}
      </strong>
      <Button variant="quiet" size="small" icon="eye-off" onClick={onOver}>
        {words('insz.hide')}
      </Button>
      <Button variant="quiet" size="small" onClick={() => void copy()}>
        {words('insz.copy')}
      </Button>
      <span className={styles.left}>{words('insz.left', { seconds: left })}</span>
    </>
  );
}

/** Over when the time is, or when the window or the page is left. */
function useSecondsLeft(onOver: () => void): number {
  const [left, setLeft] = useState(SECONDS);
  const over = useRef(onOver);
  over.current = onOver;
  useEffect(() => {
    const end = () => over.current();
    const clock = setInterval(() => setLeft((seconds) => seconds - 1), 1_000);
    const limit = setTimeout(end, SECONDS * 1_000);
    window.addEventListener('blur', end);
    document.addEventListener('visibilitychange', end);
    return () => {
      clearInterval(clock);
      clearTimeout(limit);
      window.removeEventListener('blur', end);
      document.removeEventListener('visibilitychange', end);
    };
  }, []);
  return left;
}
