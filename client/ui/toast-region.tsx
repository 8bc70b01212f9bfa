import { useEffect, useState } from 'react';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Icon } from './icon.tsx';
import { dismissToast, type ShownToast, useToasts } from './toast.ts';
import styles from './toast-region.module.css';

const plainMilliseconds = 6_000;
const withActionMilliseconds = 20_000;

/** Where toasts appear: once, in the shell. It is there from the start, because a live region must exist before it speaks. */
export function ToastRegion() {
  const words = useWords(commonWords);
  const toasts = useToasts();
  return (
    <section className={styles.region} aria-label={words('messages')}>
      <div role="status" aria-live="polite" className={styles.list}>
        {toasts.map((toast) => (
          <ToastLine key={toast.id} toast={toast} />
        ))}
      </div>
    </section>
  );
}

function ToastLine({ toast }: { toast: ShownToast }) {
  const words = useWords(commonWords);
  const [isHeld, setHeld] = useState(false);
  const { id, text, action } = toast;
  const lasts = action ? withActionMilliseconds : plainMilliseconds;

  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismissToast(id), lasts);
    return () => clearTimeout(timer);
  }, [id, lasts, isHeld]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at the message, or going into it, only keeps it from leaving.
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name="check" className={styles.icon} />
      <span className={styles.text}>{text}</span>
      {action ? (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            dismissToast(id);
            action.onPress();
          }}
        >
          {action.label}
        </button>
      ) : null}
      <button type="button" className={styles.close} aria-label={words('dismiss')} onClick={() => dismissToast(id)}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
