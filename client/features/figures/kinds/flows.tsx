import { FlowMatrix } from '#client/charts/flow-matrix.tsx';
import { stageLooks } from '#client/charts/looks.ts';
import { Sankey } from '#client/charts/sankey.tsx';
import { useLabel, useWords } from '#client/locales/words.ts';
import { stageColours, stages } from '#client/ui/stages.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { Answered } from '../answered.tsx';
import { useFlows } from '../api/counts.ts';
import { FigureFrame, type FigureProps } from '../figure-frame.tsx';
import styles from '../figures.module.css';
import { overviewWords } from '../locales.ts';
import { useSelectionText } from '../place/use-figure-place.ts';
import { selectionText } from '../whole/file-selection.ts';
import { countBy, total } from './count-by.ts';
import { type Part, useGroupParts } from './parts.ts';
import { keyIn } from './period-bars.tsx';
import { useSentences } from './use-sentences.ts';

/** From which stage to which, how often. */
export function FlowsFigure({ place, size = 'card', className }: FigureProps) {
  const t = useWords(overviewWords);
  const label = useLabel();
  const { words } = useSentences();
  const { span, every, filter } = place;
  const by = size === 'whole' ? place.by : null;
  const query = useFlows({ ...span, every, by, ...filter });
  const selection = useSelectionText(place);
  const groupParts = useGroupParts();
  const title = words('flows.title');
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ rows }) => rows.length === 0}>
      {(data) => {
        const count = countBy(
          data.rows,
          (row) => row.count,
          (row) => [row.from, row.to],
        );
        const pairs = stages.flatMap((from) => stages.map((to) => ({ from, to, count: count(from, to) }))).filter((pair) => pair.count > 0);
        const largest = pairs.toSorted((a, b) => b.count - a.count)[0];
        const back = total(
          pairs.filter(({ from, to }) => stages.indexOf(to) < stages.indexOf(from)),
          (pair) => pair.count,
        );
        const sentence = [
          ...(largest
            ? [words('flows.told', { from: label(LABELS.stage[largest.from]), to: label(LABELS.stage[largest.to]), count: largest.count })]
            : []),
          ...(back > 0 ? [words('flows.back', { count: back })] : []),
        ].join(' ');
        const totals = new Map<string, number>();
        if (by) for (const row of data.rows) totals.set(keyIn(row.group, by), (totals.get(keyIn(row.group, by)) ?? 0) + row.count);
        const split = by ? groupParts(by, totals) : null;
        const parts: readonly Part[] = split?.parts ?? [];
        const inPart = countBy(
          data.rows,
          (row) => row.count,
          (row) => [`${row.from} ${row.to}`, split && by ? split.partOf(keyIn(row.group, by)) : ''],
        );
        const filesOf = (fromStage: string, toStage: string) => selectionText({ period: null, parts: { fromStage, toStage } });
        const cellTo = (key: string, column: number) => {
          const [fromStage = '', toStage = ''] = key.split(' ');
          const one = parts[column - 3];
          if (one && one.value === null) return undefined;
          const of = one && by ? { [by]: one.value ?? '' } : {};
          return place.search({ dossiers: selectionText({ period: null, parts: { fromStage, toStage, ...of } }) });
        };
        return (
          <FigureFrame
            slug="overgangen"
            {...{ place, size, className, title, sentence, selection }}
            heading={data}
            isStale={query.isPlaceholderData}
            table={{
              columns: [t('flow.from'), t('flow.to'), t('flow.count'), ...parts.map((part) => part.label)],
              rows: pairs.map(({ from, to, count: many }) => ({
                key: `${from} ${to}`,
                cells: [label(LABELS.stage[from]), label(LABELS.stage[to]), many, ...parts.map(({ key }) => inPart(`${from} ${to}`, key))],
              })),
            }}
            cellTo={size === 'whole' ? cellTo : undefined}
          >
            <Sankey
              title={title}
              description={sentence}
              places={stages.map((stage) => ({ key: stage, label: label(LABELS.stage[stage]), look: stageLooks[stage] }))}
              count={count}
              onSelect={size === 'whole' ? (from, to) => place.set({ dossiers: filesOf(from, to) }) : undefined}
            />
            {size === 'whole' ? (
              <div className={styles.under}>
                <FlowMatrix
                  caption={title}
                  places={stages.map((stage) => ({ key: stage, label: label(LABELS.stage[stage]), colour: stageColours[stage].mark }))}
                  count={count}
                  cellTo={(from, to) => place.search({ dossiers: filesOf(from, to) })}
                />
              </div>
            ) : null}
          </FigureFrame>
        );
      }}
    </Answered>
  );
}
