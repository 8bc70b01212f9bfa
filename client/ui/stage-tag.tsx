import type { ReactNode } from 'react';
import { useLabel } from '#client/locales/words.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { Stage } from '#shared/trajectory/states.ts';
import { classNames } from './class-names.ts';
import styles from './stage.module.css';
import { StageDot } from './stage-dot.tsx';

/** A stage in a list: mark and label; `children` replace the label, for a state within the stage ("Sociale economie, tussen"). */
export function StageTag({ stage, isStrong = false, children }: { stage: Stage; isStrong?: boolean; children?: ReactNode }) {
  const label = useLabel();
  return (
    <span className={classNames(styles.tag, isStrong && styles.strong, styles[stage])}>
      <StageDot stage={stage} />
      <span className={styles.name}>{children ?? label(LABELS.stage[stage])}</span>
    </span>
  );
}
