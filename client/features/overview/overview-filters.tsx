import { useQuery } from '@tanstack/react-query';
import { municipalitiesQuery } from '#client/api/about.ts';
import { useUser } from '#client/api/session.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { addDays, today } from '#client/ui/date-text.ts';
import { Select } from '#client/ui/select.tsx';
import { LABELS } from '#shared/trajectory/labels.ts';
import { overviewWords } from './locales.ts';
import styles from './overview.module.css';
import { BEGINNING } from './time-frame.ts';
import type { OverviewPlace } from './use-overview-place.ts';

const PERIODS = { '12m': null, '3y': '3j', '2017': '2017', own: 'eigen' } as const;
const EVERIES = { month: 'maand', quarter: 'kwartaal', year: 'jaar' } as const;
const periods = ['12m', '3y', '2017', 'own'] as const;
const everies = ['month', 'quarter', 'year'] as const;
const programmes = ['twe', 'art60', 'other'] as const;

export function OverviewFilters({ place: { choice, own, every, filter, knownOn, end, set } }: { place: OverviewPlace }) {
  const words = useWords(overviewWords);
  const label = useLabel();
  const todayIs = today();
  const municipalities = useReachable();
  return (
    <search className={styles.filters} aria-label={words('filters')} data-print="no">
      <Select
        label={words('period')}
        placeholder={null}
        options={periods.map((value) => ({ value, label: words(`period.${value}`) }))}
        value={choice}
        onChange={(next) => set({ periode: PERIODS[next ?? '12m'], per: null, ...(next === 'own' ? {} : { van: null, tot: null }) })}
      />
      {choice === 'own' ? (
        <>
          <DateField label={words('from')} value={own.from} min="1950-01-01" max={end} onChange={(day) => set({ van: day })} />
          <DateField label={words('to')} value={own.to} min={own.from ?? BEGINNING} max={end} onChange={(day) => set({ tot: day })} />
        </>
      ) : null}
      <Select
        label={words('per')}
        placeholder={null}
        options={everies.map((value) => ({ value, label: words(`per.${value}`) }))}
        value={every}
        onChange={(next) => set({ per: next ? EVERIES[next] : null })}
      />
      {municipalities.length > 1 ? (
        <Select
          label={words('municipality')}
          placeholder={words('all-municipalities')}
          options={municipalities.map(({ code, name }) => ({ value: code, label: name }))}
          value={filter.municipality}
          onChange={(code) => set({ gemeente: code })}
        />
      ) : null}
      <Select
        label={words('programme')}
        placeholder={words('all-programmes')}
        options={programmes.map((value) => ({ value, label: label(LABELS.programme[value]) }))}
        value={filter.programme}
        onChange={(programme) => set({ programma: programme })}
      />
      <DateField
        label={words('known-field')}
        value={knownOn}
        min={BEGINNING}
        max={addDays(todayIs, -1)}
        onChange={(day) => set({ bekend: day })}
      />
    </search>
  );
}

/** The municipalities that the user may see: of a case worker the own, of the coordinator all. */
export function useReachable(): readonly { code: string; name: string }[] {
  const { role, municipalities } = useUser();
  const { data } = useQuery(municipalitiesQuery);
  const all = data?.items ?? [];
  return role === 'case-worker' ? all.filter(({ code }) => municipalities.includes(code)) : all;
}
