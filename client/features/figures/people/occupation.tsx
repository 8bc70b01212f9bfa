import { dayOfMonth } from '#client/charts/curve-reading.ts';
import { chartWords } from '#client/charts/locales.ts';
import { stageLooks } from '#client/charts/looks.ts';
import { Occupation } from '#client/charts/occupation.tsx';
import { useLabel, useWords } from '#client/locales/words.ts';
import { lowered } from '#client/trajectory/words.ts';
import { numberText } from '#client/ui/number-text.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import type { Stage } from '#shared/trajectory/states.ts';
import { Answered } from '../answered.tsx';
import { type OccupationOverTime, useStateOccupation } from '../api/curves.ts';
import { FigureFrame, type FigureProps } from '../figure-frame.tsx';
import styles from '../figures.module.css';
import { useDimensions } from '../place/dimensions.ts';
import { useCohortText } from '../place/use-figure-place.ts';
import { useChanceText } from './chance-text.ts';
import { ExpectedDaysTable } from './expected-days.tsx';

type Group = OccupationOverTime['groups'][number];

const MONTHS = [0, 3, 6, 12, 18, 24] as const;
const MOST_DRAWN = 4;

/** Where people are so long after their referral, those who came back included. */
export function OccupationFigure({ place, size = 'card', className }: FigureProps) {
  const { words, hundred } = useChanceText();
  const t = useWords(chartWords);
  const label = useLabel();
  const { textOf } = useDimensions();
  const selection = useCohortText(place);
  const by = size === 'whole' ? place.by : null;
  const query = useStateOccupation({ ...place.filter, ...place.cohort, by, horizon: dayOfMonth(24) });
  const title = words('occupation.title');
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ groups }) => groups.every(({ n }) => n === 0)}>
      {(data) => {
        const groups = data.groups.map((group) => ({ ...group, label: by ? textOf(by, group.group[by]) : words('everybody') }));
        const shown = groups.find(({ withheld }) => withheld === null);
        const sentence = shown ? sentenceOf(shown) : words('all-withheld');
        return (
          <FigureFrame
            slug="plaats-over-de-tijd"
            {...{ place, size, className, title, sentence, selection }}
            heading={data}
            isStale={query.isPlaceholderData}
            table={{
              columns: [words('group'), words('after'), ...(shown?.stages ?? []).map((stage) => label(LABELS.stage[stage]))],
              kinds: ['plain', 'plain', ...(shown?.stages ?? []).map(() => 'share' as const)],
              rows: groups.flatMap((group) =>
                group.withheld === null
                  ? MONTHS.map((months) => ({
                      key: `${group.label} ${months}`,
                      cells: [group.label, words('months', { months }), ...(atDay(group, dayOfMonth(months)) ?? [t('curve.stopped')])],
                    }))
                  : [{ key: group.label, cells: [group.label, words('too-few')] }],
              ),
            }}
            note={[words('occupation.note'), groups.some(hasStopped) ? words('stopped.note') : null].filter(Boolean).join(' ')}
          >
            {groups.slice(0, MOST_DRAWN).map((group) => (
              <div key={group.label} className={styles.drawing}>
                {groups.length > 1 ? <h3>{words('group-of', { label: group.label, n: numberText(group.n, words.language) })}</h3> : null}
                <Occupation
                  title={groups.length > 1 ? `${title}: ${group.label}` : title}
                  description={group.withheld === null ? sentenceOf(group) : words('withheld', { n: group.n })}
                  series={group.stages.map((stage) => ({ key: stage, label: label(LABELS.stage[stage]), look: stageLooks[stage] }))}
                  days={group.days}
                  values={group.probability}
                  since={words('since.referral')}
                  refused={group.withheld === null ? undefined : words('withheld', { n: group.n })}
                  height={size === 'whole' && groups.length === 1 ? 380 : 280}
                />
              </div>
            ))}
            {size === 'whole' ? (
              <div className={styles.under}>
                <h3>{words('expected.title')}</h3>
                <ExpectedDaysTable groups={groups} />
              </div>
            ) : null}
          </FigureFrame>
        );

        function sentenceOf(group: Group & { label: string }): string {
          const months = [12, 6, 3].find((each) => atDay(group, dayOfMonth(each)) !== null);
          const row = months === undefined ? null : atDay(group, dayOfMonth(months));
          if (!row || months === undefined) return words('too-early');
          const at = (stage: Stage) => hundred(row[group.stages.indexOf(stage)] ?? 0);
          return words(groups.length > 1 ? 'occupation.told-group' : 'occupation.told', {
            group: group.label,
            months,
            regular: at('regular'),
            followOn: at('followOn'),
            socialEconomy: at('socialEconomy'),
            ended: at('ended'),
            socialEconomyName: lowered(label(LABELS.stage.socialEconomy)),
            followOnName: lowered(label(LABELS.stage.followOn)),
          });
        }
      }}
    </Answered>
  );
}

function hasStopped(group: Group): boolean {
  return group.withheld === null && MONTHS.some((months) => atDay(group, dayOfMonth(months)) === null);
}

/** The probabilities at the end of a day; null beyond where anybody is followed. After the last change they stay as they are. */
function atDay({ days, probability, withheld, expectedDays }: Group, day: number): readonly number[] | null {
  const followedUntil = Math.max(days.at(-1) ?? -1, expectedDays['730'] ? dayOfMonth(24) : expectedDays['365'] ? dayOfMonth(12) : -1);
  if (withheld !== null || day > followedUntil) return null;
  return probability[days.findLastIndex((known) => known <= day)] ?? null;
}
