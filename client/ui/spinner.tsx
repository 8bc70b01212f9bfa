import styles from './spinner.module.css';

/** Turns while something runs. With a `label` it speaks; inside a button that is `aria-busy` it need not. */
export function Spinner({ size = 20, label }: { size?: 16 | 20 | 24; label?: string }) {
  return (
    <span className={styles.spinner} role={label ? 'status' : undefined}>
      <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <circle className={styles.track} cx="10" cy="10" r="7.5" />
        <path className={styles.arc} d="M10 2.5a7.5 7.5 0 0 1 7.5 7.5" />
      </svg>
      {label ? <span className={styles.label}>{label}</span> : null}
    </span>
  );
}
