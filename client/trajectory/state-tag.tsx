import { useLabel } from '#client/locales/words.ts';
import { StageTag } from '#client/ui/stage-tag.tsx';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { Presence, Stage, State } from '#shared/trajectory/states.ts';
import { lowered } from './words.ts';

/** Where a trajectory stands: the stage's mark with the state in words, and whether it is interrupted. */
export function StateTag({
  stage,
  state,
  presence,
  isStrong = false,
}: {
  stage: Stage;
  state: State;
  presence: Presence;
  isStrong?: boolean;
}) {
  const label = useLabel();
  return (
    <StageTag stage={stage} isStrong={isStrong}>
      {label(LABELS.state[state])}
      {presence === 'interrupted' ? `, ${lowered(label(LABELS.presence.interrupted))}` : null}
    </StageTag>
  );
}
