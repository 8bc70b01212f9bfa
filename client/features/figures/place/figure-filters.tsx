import { useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { addDays, today } from '#client/ui/date-text.ts';
import { Select } from '#client/ui/select.tsx';
import type { Dimension } from '#shared/contract/figures.ts';
import styles from '../figures.module.css';
import { DIMENSIONS, useDimensions } from './dimensions.ts';
import { placeWords } from './place-locales.ts';
import { BEGINNING } from './time-frame.ts';
import type { FigurePlace } from './use-figure-place.ts';

const PERIODS = { '12m': '12m', '3y': '3j', '2017': '2017', own: 'eigen' } as const;
const EVERIES = { month: 'maand', quarter: 'kwartaal', year: 'jaar' } as const;
const choices = ['12m', '3y', '2017', 'own'] as const;
const everies = ['month', 'quarter', 'year'] as const;
const AT_HAND: readonly Dimension[] = ['municipality', 'programme'];
const MORE: readonly Dimension[] = ['gender', 'ageClass', 'education', 'workForm', 'setting', 'route'];

type Props = {
  place: FigurePlace;
  /** Who is followed is chosen by the day of referral; of quarters there is nothing to choose. */
  time?: 'periods' | 'cohort' | 'quarters';
  /** The dimensions that the figure can be split by. */
  splits?: readonly Dimension[];
};

/** Everything that a figure can be asked with; all of it in the URL. What is seldom chosen folds away. */
export function FigureFilters({ place, time = 'periods', splits = [] }: Props) {
  const words = useWords(placeWords);
  const { nameOf } = useDimensions();
  const { filter, knownOn, observedOn, by, set } = place;
  const todayIs = today();
  const chosen = MORE.filter((dimension) => filter[dimension] !== null).length + Number(observedOn !== null);
  return (
    <search className={styles.filters} aria-label={words('filters')} data-print="no">
      <div className={styles.fields}>
        {time === 'quarters' ? null : <PeriodFields place={place} isCohort={time === 'cohort'} />}
        {AT_HAND.map((dimension) => (
          <DimensionField key={dimension} place={place} dimension={dimension} />
        ))}
        {splits.length > 0 ? (
          <Select
            label={words('by')}
            placeholder={words('by.none')}
            options={splits.map((value) => ({ value, label: nameOf(value) }))}
            value={by}
            onChange={(next) => set({ naar: next && DIMENSIONS[next], dossiers: null })}
          />
        ) : null}
        <DateField
          label={words('known-field')}
          value={knownOn}
          min={BEGINNING}
          max={addDays(todayIs, -1)}
          onChange={(day) => set({ bekend: day })}
        />
      </div>
      <details className={styles.more} open={chosen > 0}>
        <summary>{words('more', { count: chosen })}</summary>
        <div className={styles.fields}>
          {MORE.map((dimension) => (
            <DimensionField key={dimension} place={place} dimension={dimension} />
          ))}
          <DateField
            label={words('observed-field')}
            value={observedOn}
            min={BEGINNING}
            max={addDays(todayIs, -1)}
            onChange={(day) => set({ waargenomen: day })}
          />
        </div>
        <Button
          size="small"
          variant="quiet"
          onClick={() => set({ ...Object.fromEntries(Object.values(DIMENSIONS).map((name) => [name, null])), waargenomen: null })}
        >
          {words('clear')}
        </Button>
      </details>
    </search>
  );
}

function PeriodFields({ place, isCohort }: { place: FigurePlace; isCohort: boolean }) {
  const words = useWords(placeWords);
  const { choice, own, every, end, cohort, set } = place;
  const choose = (next: (typeof choices)[number] | null, initial: (typeof choices)[number] | null) =>
    set({
      periode: next && next !== initial ? PERIODS[next] : null,
      per: null,
      dossiers: null,
      ...(next === 'own' ? {} : { van: null, tot: null }),
    });
  return (
    <>
      {isCohort ? (
        <Select
          label={words('cohort-field')}
          placeholder={words('period.all')}
          options={choices.map((value) => ({ value, label: words(`period.${value}`) }))}
          value={cohort.from === null ? null : choice}
          onChange={(next) => choose(next, null)}
        />
      ) : (
        <Select
          label={words('period')}
          placeholder={null}
          options={choices.map((value) => ({ value, label: words(`period.${value}`) }))}
          value={choice}
          onChange={(next) => choose(next, '12m')}
        />
      )}
      {choice === 'own' ? (
        <>
          <DateField label={words('from')} value={own.from} min="1950-01-01" max={end} onChange={(day) => set({ van: day })} />
          <DateField label={words('to')} value={own.to} min={own.from ?? BEGINNING} max={end} onChange={(day) => set({ tot: day })} />
        </>
      ) : null}
      {isCohort ? null : (
        <Select
          label={words('per')}
          placeholder={null}
          options={everies.map((value) => ({ value, label: words(`per.${value}`) }))}
          value={every}
          onChange={(next) => set({ per: next ? EVERIES[next] : null, dossiers: null })}
        />
      )}
    </>
  );
}

function DimensionField({ place: { filter, set }, dimension }: { place: FigurePlace; dimension: Dimension }) {
  const { nameOf, allOf, optionsOf } = useDimensions();
  const options = optionsOf(dimension);
  if (dimension === 'municipality' && options.length < 2) return null;
  return (
    <Select
      label={nameOf(dimension)}
      placeholder={allOf(dimension)}
      options={options}
      value={filter[dimension]}
      onChange={(value) => set({ [DIMENSIONS[dimension]]: value, dossiers: null })}
    />
  );
}
