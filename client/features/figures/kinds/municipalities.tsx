import { type Series, sum, tableOf } from '#client/charts/chart-data.ts';
import { plainLook } from '#client/charts/looks.ts';
import { Sparkline } from '#client/charts/sparkline.tsx';
import { useWords } from '#client/locales/words.ts';
import { numberText } from '#client/ui/number-text.ts';
import { Answered } from '../answered.tsx';
import { useInflow } from '../api/counts.ts';
import { FigureFrame, type FigureProps } from '../figure-frame.tsx';
import styles from '../figures.module.css';
import { overviewWords } from '../locales.ts';
import { useReachable } from '../place/dimensions.ts';
import { useSelectionText } from '../place/use-figure-place.ts';
import { usePeriods } from '../place/use-periods.ts';
import { countBy } from './count-by.ts';
import { useSentences } from './use-sentences.ts';

/** The inflow of each municipality as a line of its own, all on one scale, so that they compare. */
export function MunicipalitiesFigure({ place, className }: FigureProps) {
  const t = useWords(overviewWords);
  const { words } = useSentences();
  const { span, every, filter, isRunning } = place;
  const query = useInflow({ ...span, every, by: 'municipality', ...filter });
  const { periods, note } = usePeriods(span, every, isRunning);
  const selection = useSelectionText(place);
  const municipalities = useReachable();
  const title = words('multiples.title');
  const per = t('months.per', { every });
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ rows }) => rows.every(({ referrals }) => referrals === 0)}>
      {(data) => {
        const count = countBy(
          data.rows,
          (row) => row.referrals,
          (row) => [row.group.municipality ?? '', row.period],
        );
        const lines = municipalities.map(({ code, name }) => {
          const values = periods.map(({ key }) => count(code, key));
          return { code, name, values, all: sum(values), most: Math.max(0, ...values) };
        });
        const most = Math.max(1, ...lines.map((line) => line.most));
        const ranked = lines.toSorted((a, b) => b.all - a.all);
        const sentence = words('multiples.told', {
          most: ranked[0]?.name ?? '',
          mostCount: ranked[0]?.all ?? 0,
          least: ranked.at(-1)?.name ?? '',
          leastCount: ranked.at(-1)?.all ?? 0,
        });
        const series: Series[] = lines.map(({ code, name }) => ({ key: code, label: name, look: plainLook }));
        const values = periods.map((_, index) => lines.map((line) => line.values[index] ?? 0));
        return (
          <FigureFrame
            slug="aanmeldingen"
            place={place}
            opensWith={{ naar: 'gemeente' }}
            title={title}
            sentence={sentence}
            note={[words('multiples.note', { most, per }), note].filter(Boolean).join(' ')}
            selection={selection}
            heading={data}
            isStale={query.isPlaceholderData}
            className={className}
            table={tableOf(periods, series, values, { period: t('period'), together: t('together'), partial: t('partial') })}
          >
            <ul className={styles.multiples}>
              {lines.map(({ code, name, values: own, all, most: peak }) => (
                <li key={code} className={styles.multiple}>
                  <span>{name}</span>
                  <Sparkline label={words('multiples.line', { name, count: all, most: peak })} values={own} most={most} height={56} />
                  <strong>{numberText(all, words.language)}</strong>
                </li>
              ))}
            </ul>
          </FigureFrame>
        );
      }}
    </Answered>
  );
}
