import { type Series, tableOf } from '#client/charts/chart-data.ts';
import { ChartFrame } from '#client/charts/chart-frame.tsx';
import { plainLook, workFormLooks } from '#client/charts/looks.ts';
import { StackedBars } from '#client/charts/stacked-bars.tsx';
import { useLabel, useWords } from '#client/locales/words.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { Answered } from './answered.tsx';
import { useInflow } from './api/figures.ts';
import { countBy, total } from './count-by.ts';
import { overviewWords } from './locales.ts';
import { BEGINNING } from './time-frame.ts';
import { type OverviewPlace, useSelectionText } from './use-overview-place.ts';
import { usePeriods } from './use-periods.ts';
import { useSentences } from './use-sentences.ts';
import { WORK_FORMS } from './work-forms.ts';

type Props = { place: OverviewPlace; className?: string | undefined };

export function ReferralsCard({ place, className }: Props) {
  const t = useWords(overviewWords);
  const { words, changeOf } = useSentences();
  const { span, every, filter, before, isRunning } = place;
  const query = useInflow({ ...span, every, ...filter });
  const earlier = useInflow({ ...(before?.span ?? span), every: 'year', ...filter }, before !== null);
  const { periods, note } = usePeriods(span, every, isRunning);
  const selection = useSelectionText(place);
  const title = words('inflow.title');
  const series: Series[] = [{ key: 'referrals', label: t('referrals'), look: plainLook }];
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ rows }) => rows.every(({ referrals }) => referrals === 0)}>
      {(data) => {
        const count = countBy(
          data.rows,
          (row) => row.referrals,
          (row) => [row.period, ''],
        );
        const values = periods.map(({ key }) => [count(key, '')]);
        const all = total(data.rows, (row) => row.referrals);
        const past = before && earlier.data ? total(earlier.data.rows, (row) => row.referrals) : null;
        const sentence = words('inflow.told', {
          count: all,
          change: changeOf(all, past, words('before.years', { years: before?.years ?? 1 })),
        });
        return (
          <ChartFrame
            title={title}
            sentence={sentence}
            note={note}
            selection={selection}
            heading={data}
            isStale={query.isPlaceholderData}
            className={className}
            table={tableOf(periods, series, values, { period: t('period'), together: t('together'), partial: t('partial') })}
          >
            <StackedBars
              title={title}
              description={sentence}
              periods={periods}
              series={series}
              values={values}
              resting={{ name: t('whole'), values: [all] }}
            />
          </ChartFrame>
        );
      }}
    </Answered>
  );
}

/** The memo's question: has the inflow under Art. 60 §7 fallen since temporary work experience began? */
export function SocialEconomyCard({ place, className }: Props) {
  const t = useWords(overviewWords);
  const label = useLabel();
  const { words } = useSentences();
  const { filter, isRunning } = place;
  const span = { from: BEGINNING, to: place.span.to };
  const query = useInflow({ ...span, every: 'year', by: 'workForm', ...filter });
  const { periods, note } = usePeriods(span, 'year', isRunning);
  const selection = useSelectionText({ ...place, span });
  const title = words('se.title');
  return (
    <Answered
      title={title}
      query={query}
      className={className}
      isEmpty={({ rows }) => rows.every(({ socialEconomy }) => socialEconomy === 0)}
    >
      {(data) => {
        const count = countBy(
          data.rows,
          (row) => row.socialEconomy,
          (row) => [row.period, row.group.workForm ?? ''],
        );
        const series = WORK_FORMS.filter((form) => periods.some(({ key }) => count(key, form) > 0)).map((form) => ({
          key: form,
          label: label(LABELS.workForm[form]),
          look: workFormLooks[form],
        }));
        const values = periods.map(({ key }) => series.map((form) => count(key, form.key)));
        const whole = periods.filter(({ isPartial }) => !isPartial);
        const first = whole[0];
        const last = whole.at(-1);
        const difference = first && last ? count(last.key, 'art60') - count(first.key, 'art60') : 0;
        const sentence =
          first && last && first !== last
            ? words('se.told', {
                first: first.name,
                firstCount: count(first.key, 'art60'),
                last: last.name,
                lastCount: count(last.key, 'art60'),
                change: words(difference < 0 ? 'se.more' : difference > 0 ? 'se.fewer' : 'se.same', { count: Math.abs(difference) }),
              })
            : words('se.none');
        return (
          <ChartFrame
            title={title}
            sentence={sentence}
            note={[note, words('se.note')].filter(Boolean).join(' ')}
            selection={selection}
            heading={data}
            isStale={query.isPlaceholderData}
            className={className}
            table={tableOf(periods, series, values, { period: t('period'), together: t('together'), partial: t('partial') })}
          >
            <StackedBars
              title={title}
              description={sentence}
              periods={periods}
              series={series}
              values={values}
              height={280}
              resting={{ name: t('whole'), values: series.map((_, place) => values.reduce((sofar, row) => sofar + (row[place] ?? 0), 0)) }}
            />
          </ChartFrame>
        );
      }}
    </Answered>
  );
}
