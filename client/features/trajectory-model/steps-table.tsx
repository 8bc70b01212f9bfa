import { Table } from '#client/ui/table.tsx';
import type { Model } from './layout.ts';
import styles from './model.module.css';
import { useModelWords } from './use-model-words.ts';

/** The whole machine, every step in every state: what the drawing leaves to the words stands here. */
export function StepsTable({ model }: { model: Model }) {
  const { words, state, step } = useModelWords();
  const leadsTo = (from: string, type: string): string => {
    const ways = model.transitions.filter((way) => way.from === from && way.step === type);
    const names = ways.map(({ to }) => (to === null ? '•' : to === 'last' ? `→ ${words('again')}` : `→ ${state(to)}`));
    return [...new Set(names)].join(' / ');
  };
  return (
    <div className={styles.table}>
      <Table
        caption={words('table.rows')}
        density="compact"
        columns={[
          { id: 'step', header: words('step'), isRowHeader: true, cell: ({ type }) => step(type) },
          ...model.states.map(({ state: from }) => ({
            id: from,
            header: state(from),
            cell: ({ type }: Model['steps'][number]) => leadsTo(from, type),
          })),
        ]}
        rows={model.steps}
        rowKey={({ type }) => type}
      />
    </div>
  );
}
