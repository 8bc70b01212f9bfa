import { useLabel, useWords } from '#client/locales/words.ts';
import { useTell } from '#client/trajectory/words.ts';
import { SearchField } from '#client/ui/search-field.tsx';
import { Select } from '#client/ui/select.tsx';
import { LABELS } from '#shared/trajectory/labels.ts';
import { participantsWords } from './locales.ts';
import styles from './participants.module.css';
import { listStages, sorts, type useListPlace } from './use-list-place.ts';

type Props = {
  place: ReturnType<typeof useListPlace>;
  searchId: string;
  isSearching: boolean;
  /** Of the user; with one there is nothing to choose. */
  municipalities: readonly string[];
};

export function ListFilters({ place, searchId, isSearching, municipalities }: Props) {
  const words = useWords(participantsWords);
  const { t, municipality } = useTell();
  const label = useLabel();
  const labelOf = (value: (typeof listStages)[number]) => {
    if (value === 'alle') return words('everyone');
    return value === 'gewist' ? words('erased') : label(LABELS.stage[value]);
  };
  return (
    <search className={styles.filters} data-print="no">
      <div className={styles.search}>
        <SearchField
          id={searchId}
          label={words('search')}
          isLabelHidden
          placeholder={words('search')}
          value={place.search}
          onChange={place.setSearch}
          isSearching={isSearching}
        />
      </div>
      <Select
        label={t('list.stage')}
        isLabelHidden
        placeholder={words('running')}
        options={listStages.map((value) => ({ value, label: labelOf(value) }))}
        value={place.stage}
        onChange={place.setStage}
      />
      {municipalities.length > 1 ? (
        <Select
          label={t('list.municipality')}
          isLabelHidden
          placeholder={t('list.all-municipalities')}
          options={municipalities.map((code) => ({ value: code, label: municipality(code) }))}
          value={place.municipality}
          onChange={place.setMunicipality}
        />
      ) : null}
      <Select
        label={words('sort')}
        isLabelHidden
        placeholder={null}
        options={sorts.map((sort) => ({ value: sort, label: words(`sort.${sort}`) }))}
        value={place.sort}
        onChange={(sort) => place.setSort(sort ?? 'name')}
      />
    </search>
  );
}
