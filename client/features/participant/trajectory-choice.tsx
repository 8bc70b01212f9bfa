import { useLabel, useWords } from '#client/locales/words.ts';
import { dayText } from '#client/ui/date-text.ts';
import { Select } from '#client/ui/select.tsx';
import type { Participant } from '#shared/contract/participants.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { participantWords } from './locales.ts';
import styles from './participant.module.css';

type Props = { trajectories: Participant['trajectories']; chosen: string; onChoose: (id: string) => void };

/** Which of several trajectories the file shows. */
export function TrajectoryChoice({ trajectories, chosen, onChoose }: Props) {
  const words = useWords(participantWords);
  const label = useLabel();
  const options = trajectories.map(({ id, programme, startedOn, endedOn }) => {
    const values = { programme: label(LABELS.programme[programme]), from: dayText(startedOn) };
    return {
      value: id,
      label: endedOn ? words('trajectory.ended', { ...values, to: dayText(endedOn) }) : words('trajectory.running', values),
    };
  });
  return (
    <div className={styles.choice} data-print="no">
      <Select
        label={words('trajectory.choose')}
        isLabelHidden
        size="small"
        placeholder={null}
        options={options}
        value={chosen}
        onChange={(id) => id && onChoose(id)}
      />
    </div>
  );
}
