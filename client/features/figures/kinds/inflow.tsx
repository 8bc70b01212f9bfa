import { workFormLooks } from '#client/charts/looks.ts';
import { useLabel } from '#client/locales/words.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { Answered } from '../answered.tsx';
import { useInflow } from '../api/counts.ts';
import type { FigureProps } from '../figure-frame.tsx';
import { BEGINNING, periodsIn } from '../place/time-frame.ts';
import { useHasRegion } from '../place/use-region.ts';
import { total } from './count-by.ts';
import type { Part } from './parts.ts';
import { keyIn, PeriodBars } from './period-bars.tsx';
import { useSentences } from './use-sentences.ts';
import { WORK_FORMS } from './work-forms.ts';

export function ReferralsFigure({ place, size = 'card', className }: FigureProps) {
  const { words, changeOf } = useSentences();
  const { span, every, filter, before } = place;
  const by = size === 'whole' ? place.by : null;
  const query = useInflow({ ...span, every, by, ...filter });
  const earlier = useInflow({ ...(before?.span ?? span), every: 'year', ...filter }, before !== null);
  const hasRegion = useHasRegion(place, by);
  const region = useInflow({ ...span, every: 'year', ...filter, scope: 'region' }, hasRegion);
  const title = words('inflow.title');
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ rows }) => rows.every(({ referrals }) => referrals === 0)}>
      {(data) => {
        const all = total(data.rows, (row) => row.referrals);
        const past = before && earlier.data ? total(earlier.data.rows, (row) => row.referrals) : null;
        return (
          <PeriodBars
            slug="aanmeldingen"
            target="inflow.referrals"
            region={region.data ? total(region.data.rows, (row) => row.referrals) : null}
            {...{ place, size, className, title }}
            sentence={words('inflow.told', {
              count: all,
              change: changeOf(all, past, words('before.years', { years: before?.years ?? 1 })),
            })}
            heading={data}
            isStale={query.isPlaceholderData}
            rows={data.rows.map(({ period, group, referrals }) => ({ period, key: by ? keyIn(group, by) : '', count: referrals }))}
            parts={by}
          />
        );
      }}
    </Answered>
  );
}

/** The first placements of all kinds, by work form unless they are split otherwise. */
export function PlacementsFigure({ place, size = 'card', className }: FigureProps) {
  const { words, changeOf } = useSentences();
  const { span, every, filter, before } = place;
  const by = (size === 'whole' ? place.by : null) ?? 'workForm';
  const query = useInflow({ ...span, every, by, ...filter });
  const earlier = useInflow({ ...(before?.span ?? span), every: 'year', ...filter }, before !== null);
  const hasRegion = useHasRegion(place, size === 'whole' ? place.by : null);
  const region = useInflow({ ...span, every: 'year', ...filter, scope: 'region' }, hasRegion);
  const title = words('placements.title');
  return (
    <Answered title={title} query={query} className={className} isEmpty={({ rows }) => rows.every(({ placements }) => placements === 0)}>
      {(data) => {
        const all = total(data.rows, (row) => row.placements);
        const past = before && earlier.data ? total(earlier.data.rows, (row) => row.placements) : null;
        return (
          <PeriodBars
            slug="eerste-plaatsingen"
            target="inflow.placements"
            region={region.data ? total(region.data.rows, (row) => row.placements) : null}
            {...{ place, size, className, title }}
            sentence={words('placements.told', {
              count: all,
              change: changeOf(all, past, words('before.years', { years: before?.years ?? 1 })),
            })}
            heading={data}
            isStale={query.isPlaceholderData}
            rows={data.rows.map(({ period, group, placements }) => ({ period, key: keyIn(group, by), count: placements }))}
            parts={by}
          />
        );
      }}
    </Answered>
  );
}

/** The memo's question: has the inflow under Art. 60 §7 fallen since temporary work experience began? As a card since 2017, per year. */
export function SocialEconomyFigure({ place, size = 'card', className }: FigureProps) {
  const { words } = useSentences();
  const { filter } = place;
  const isWhole = size === 'whole';
  const by = (isWhole ? place.by : null) ?? 'workForm';
  const span = isWhole ? place.span : { from: BEGINNING, to: place.span.to };
  const every = isWhole ? place.every : 'year';
  const query = useInflow({ ...span, every, by, ...filter });
  const hasRegion = useHasRegion(place, isWhole ? place.by : null);
  const region = useInflow({ ...span, every: 'year', ...filter, scope: 'region' }, hasRegion);
  const forms = useWorkFormParts();
  const title = words(isWhole ? 'se.title' : 'se.title-since');
  return (
    <Answered
      title={title}
      query={query}
      className={className}
      isEmpty={({ rows }) => rows.every(({ socialEconomy }) => socialEconomy === 0)}
    >
      {(data) => {
        const art60In = (period: string) =>
          total(data.rows, (row) => (row.period === period && row.group.workForm === 'art60' ? row.socialEconomy : 0));
        const whole = periodsIn(span, every).filter(({ isPartial }) => !isPartial);
        const first = whole[0]?.key;
        const last = whole.at(-1)?.key;
        const isYears = by === 'workForm' && every === 'year' && first !== undefined && last !== undefined && first !== last;
        const difference = isYears ? art60In(last) - art60In(first) : 0;
        const sentence = isYears
          ? words('se.told', {
              first,
              firstCount: art60In(first),
              last,
              lastCount: art60In(last),
              change: words(difference < 0 ? 'se.more' : difference > 0 ? 'se.fewer' : 'se.same', { count: Math.abs(difference) }),
            })
          : words('se.total', { count: total(data.rows, (row) => row.socialEconomy) });
        return (
          <PeriodBars
            slug="instroom-sociale-economie"
            target="inflow.social-economy"
            region={region.data ? total(region.data.rows, (row) => row.socialEconomy) : null}
            {...{ place, size, className, title, span, every, sentence }}
            note={isWhole ? undefined : words('se.note')}
            height={340}
            heading={data}
            isStale={query.isPlaceholderData}
            rows={data.rows.map(({ period, group, socialEconomy }) => ({ period, key: keyIn(group, by), count: socialEconomy }))}
            parts={by === 'workForm' ? { part: 'workForm', series: forms } : by}
            opensWith={{ periode: '2017', per: 'jaar' }}
          />
        );
      }}
    </Answered>
  );
}

function useWorkFormParts(): Part[] {
  const label = useLabel();
  return WORK_FORMS.map((form) => ({ key: form, label: label(LABELS.workForm[form]), look: workFormLooks[form], value: form }));
}
