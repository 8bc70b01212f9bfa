import { Icon } from '#client/ui/icon.tsx';
import styles from './refused.module.css';

type RefusedProps = {
  /** Whose: the group, or the figure. */
  label?: string | undefined;
  /** Why there is no estimate, in words. */
  reason: string;
};

/** In place of a drawing that would say more than so few people can: the reason. */
export function Refused({ label, reason }: RefusedProps) {
  return (
    <p className={styles.refused}>
      <Icon name="info" size={16} />
      <span>
        {label ? <strong>{label}: </strong> : null}
        {reason}
      </span>
    </p>
  );
}
