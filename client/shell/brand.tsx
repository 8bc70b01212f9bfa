import styles from './brand.module.css';

/** The name with its mark: a line that rests, dips and rises. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <svg className={styles.mark} width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M2 13h4l3-7 4.5 12 3-8 1.5 3h4" />
      </svg>
      Doorstroom
    </span>
  );
}
