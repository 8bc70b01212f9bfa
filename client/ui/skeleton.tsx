import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import styles from './skeleton.module.css';
import { useDelayed } from './use-delayed.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

/** Holds the place of lines or rows that are on their way. Shows nothing in the first 200 ms: what comes sooner needs no skeleton. */
export function Skeleton({ lines = 3, shape = 'text' }: { lines?: number; shape?: 'text' | 'rows' | 'block' }) {
  const words = useWords(commonWords);
  const isVisible = useDelayed(true);
  if (!isVisible) return <div className={styles.waiting} />;
  const bones = Array.from({ length: shape === 'block' ? 1 : lines }, (_, line) => `bone ${line}`);
  return (
    <div className={styles[shape]} role="status">
      <VisuallyHidden>{words('loading')}</VisuallyHidden>
      {bones.map((bone) => (
        <span key={bone} className={styles.bone} aria-hidden="true" />
      ))}
    </div>
  );
}
