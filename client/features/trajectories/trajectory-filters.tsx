import { useQuery } from '@tanstack/react-query';
import { municipalitiesQuery } from '#client/api/about.ts';
import { useWords } from '#client/locales/words.ts';
import { useTell } from '#client/trajectory/words.ts';
import { Select } from '#client/ui/select.tsx';
import { LABELS, type Words } from '#shared/trajectory/labels.ts';
import { trajectoriesWords } from './locales.ts';
import styles from './trajectories.module.css';
import type { useFilters } from './use-filters.ts';

/** A state belongs to a stage: choosing a stage leaves its states to choose from. */
export function TrajectoryFilters({ filters: { filter, set } }: { filters: ReturnType<typeof useFilters> }) {
  const words = useWords(trajectoriesWords);
  const { t, label } = useTell();
  const { data: municipalities } = useQuery(municipalitiesQuery);
  const options = (table: Readonly<Record<string, Words>>) => Object.entries(table).map(([value, one]) => ({ value, label: label(one) }));
  const states = options(LABELS.state).filter(({ value }) => !filter.stage || value.startsWith(filter.stage));
  return (
    <search className={styles.filters} data-print="no">
      <Select
        label={t('list.stage')}
        isLabelHidden
        placeholder={t('list.all-stages')}
        options={options(LABELS.stage)}
        value={filter.stage}
        onChange={(stage) => set({ stage, state: stage && filter.state?.startsWith(stage) ? filter.state : null })}
      />
      <Select
        label={words('state')}
        isLabelHidden
        placeholder={words('all-states')}
        options={states}
        value={filter.state}
        onChange={(state) => set({ state })}
      />
      <Select
        label={t('list.municipality')}
        isLabelHidden
        placeholder={t('list.all-municipalities')}
        options={(municipalities?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        value={filter.municipality}
        onChange={(municipality) => set({ municipality })}
      />
      <Select
        label={t('list.programme')}
        isLabelHidden
        placeholder={words('all-programmes')}
        options={options(LABELS.programme)}
        value={filter.programme}
        onChange={(programme) => set({ programme })}
      />
      <Select
        label={words('route')}
        isLabelHidden
        placeholder={words('all-routes')}
        options={options(LABELS.route)}
        value={filter.route}
        onChange={(route) => set({ route })}
      />
    </search>
  );
}
