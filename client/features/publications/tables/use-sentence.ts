import { locales } from '#client/locales/language.ts';
import { useWords } from '#client/locales/words.ts';
import { dayText } from '#client/ui/date-text.ts';
import { numberText } from '#client/ui/number-text.ts';
import type { CellKey, Publication, PublishedTable } from '#shared/contract/publications.ts';
import type { PublicationDimension } from '#shared/publications/catalogue.ts';
import { cellFinder, leaders, type PublishedCount } from '#shared/publications/cells.ts';
import { type Change, changeBetween } from '#shared/publications/change.ts';
import { guided } from '#shared/publications/key-figures.ts';
import { periodParts } from '#shared/publications/period-calendar.ts';
import { placedWithin } from '#shared/publications/shares.ts';
import { atStart, usePeriodText } from '../period/use-period-text.ts';
import { sentenceWords } from './sentence-locales.ts';
import { useCountText } from './use-count-text.ts';
import { useNames } from './use-names.ts';

/** What a table says, in plain words and from its published values; `before` is the publication that it is held against. */
export function useSentence(publication: Publication, before: Publication | null): (table: PublishedTable) => string {
  const words = useWords(sentenceWords);
  const text = useCountText();
  const period = usePeriodText();
  const names = useNames(publication.municipalities);
  const change = useChangePhrase();
  const yearBefore = String(periodParts(publication.period).year - 1);
  const list = new Intl.ListFormat(locales[words.language], { type: 'conjunction' });

  const most = (kinds: readonly { name: string; count: PublishedCount }[]) => {
    const first = leaders(kinds, ({ count }) => count);
    if (first.length === 0) return '';
    return words('most', { names: list.format(first.map(({ name, count }) => words('leader', { name, count: text.about(count) }))) });
  };

  const by = (table: PublishedTable, dimension: PublicationDimension, without?: string) => {
    const cell = cellFinder(table.cells);
    return names.values(table, dimension).flatMap((value) => {
      const count = value === without ? undefined : cell({ [dimension]: value });
      return count ? [{ name: names.category(dimension, value), count }] : [];
    });
  };

  const shareText = (share: PublishedCount) => {
    const range = text.shareRange(share);
    return words(range ? 'share-between' : 'share', { share: text.share(share), ...(range ? { range } : {}) });
  };

  return (table) => {
    const of = (tables: Publication['tables'], key: CellKey = {}): PublishedCount | undefined =>
      table.id === 'occupancy' ? guided(tables) : cellFinder(tables.find(({ id }) => id === table.id)?.cells ?? [])(key);
    const count = of(publication.tables) ?? { value: null, low: 0, high: null };
    const past = before ? of(before.tables) : undefined;
    const told = {
      period: atStart(period.in(publication.period)),
      count: text.about(count),
      change: past && before ? change(changeBetween(count, past), period.than(before.period)) : '',
    };
    switch (table.id) {
      case 'wait': {
        const shares = placedWithin(table);
        const at = (months: number) => shares.find((share) => share.months === months)?.share;
        const [half, whole] = [at(6), at(12)];
        if (!half || !whole || half.value === null || whole.value === null) return words('told.wait-few', { ...told, year: yearBefore });
        return words('told.wait', { ...told, year: yearBefore, half: shareText(half), whole: shareText(whole) });
      }
      case 'chance':
      case 'chance.counts': {
        const share = cellFinder(publication.tables.find(({ id }) => id === 'chance')?.cells ?? [])({ months: '12' });
        if (!share || share.value === null) return words('told.chance-few', { year: yearBefore });
        return words('told.chance', { year: yearBefore, share: shareText(share) });
      }
      case 'occupancy':
        return words('told.occupancy', { ...told, day: dayText(publication.to), most: most(by(table, 'stage', 'ended')) });
      case 'flows':
        return words('told.flows', {
          ...told,
          most: most(
            table.cells.flatMap((cell) =>
              cell.key.from !== undefined && cell.key.to !== undefined
                ? [{ name: names.flow(cell.key.from, cell.key.to), count: cell }]
                : [],
            ),
          ),
        });
      case 'referrals':
        return words('told.referrals', { ...told, most: most(by(table, 'municipality')) });
      case 'inflow':
        return words('told.inflow', { ...told, most: most(by(table, 'workForm')) });
      case 'throughflow':
        return words('told.throughflow', { ...told, most: most(by(table, 'route')) });
      case 'outflow':
        return words('told.outflow', { ...told, most: most(by(table, 'reason')) });
      case 'profile.age':
        return words('told.profile.age', { ...told, most: most(by(table, 'ageClass')) });
      case 'profile.education':
        return words('told.profile.education', { ...told, most: most(by(table, 'education')) });
    }
  };
}

/** A change behind a count, as sure as it is; nothing where one of the two is hidden. */
function useChangePhrase(): (change: Change, before: string) => string {
  const words = useWords(sentenceWords);
  const number = (count: number | null) => numberText(Math.abs(count ?? 0), words.language);
  return ({ difference, least, greatest, direction }, before) => {
    if (difference === null) return '';
    const [near, far] = direction === 'fewer' ? [greatest, least] : [least, greatest];
    return words(
      direction,
      direction === 'more' || direction === 'fewer' ? { before, least: number(near), greatest: number(far) } : { before },
    );
  };
}
