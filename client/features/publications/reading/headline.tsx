import { useWords } from '#client/locales/words.ts';
import { dayText } from '#client/ui/date-text.ts';
import type { Publication } from '#shared/contract/publications.ts';
import { type KeyFigureId, keyFigures } from '#shared/publications/key-figures.ts';
import { periodParts } from '#shared/publications/period-calendar.ts';
import { atStart, usePeriodText } from '../period/use-period-text.ts';
import { useCountText } from '../tables/use-count-text.ts';
import { readingWords } from './locales.ts';
import styles from './reading.module.css';

/** The whole publication in two sentences, before any number stands alone. */
export function Headline({ publication }: { publication: Publication }) {
  const words = useWords(readingWords);
  const text = useCountText();
  const periods = usePeriodText();
  const figures = keyFigures(publication);
  const figure = (id: KeyFigureId) => figures.find((each) => each.id === id) ?? { value: null, low: 0, high: null };
  const about = (id: KeyFigureId) => text.about(figure(id));
  const period = atStart(periods.in(publication.period));
  const share = (id: 'placed' | 'chance') =>
    figure(id).value === null ? '' : words(`headline.${id}`, { share: text.shareRange(figure(id)) ?? text.share(figure(id)) });
  return (
    <p className={styles.headline}>
      {periodParts(publication.period).quarter === null
        ? words('headline.year', { period, placements: about('placements'), ended: about('ended') }) + share('placed') + share('chance')
        : words('headline.quarter', {
            period,
            day: dayText(publication.to),
            referrals: about('referrals'),
            placements: about('placements'),
            jobs: about('jobs'),
            guided: about('guided'),
          })}
    </p>
  );
}
