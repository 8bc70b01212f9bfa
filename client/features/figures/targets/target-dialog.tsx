import { useQuery } from '@tanstack/react-query';
import { municipalitiesQuery } from '#client/api/about.ts';
import { isProblem } from '#client/api/problem.ts';
import { EditDialog } from '#client/editing/edit-dialog.tsx';
import { useWords } from '#client/locales/words.ts';
import { today } from '#client/ui/date-text.ts';
import { NumberField } from '#client/ui/number-field.tsx';
import { Select } from '#client/ui/select.tsx';
import { toast } from '#client/ui/toast.ts';
import { type Target, useSetTarget } from '../api/targets.ts';
import { targetWords } from './locales.ts';

const TARGET_FIGURES = [
  'inflow.referrals',
  'inflow.placements',
  'inflow.social-economy',
  'throughflow',
  'chance.regular',
] as const satisfies readonly Target['figure'][];

type Fields = { figure: Target['figure'] | null; year: string; municipality: string | null; value: number | null };

/** Sets what is strived for. `start` is one that is changed: then its place stands fast. */
export function TargetDialog({ start, onClose }: { start: Target | null; onClose: () => void }) {
  const words = useWords(targetWords);
  const set = useSetTarget();
  const { data } = useQuery(municipalitiesQuery);
  const thisYear = Number(today().slice(0, 4));
  const years = [...new Set([thisYear - 2, thisYear - 1, thisYear, thisYear + 1, thisYear + 2, thisYear + 3, start?.year ?? thisYear])];
  const isShare = (figure: Fields['figure']) => figure === 'chance.regular';
  return (
    <EditDialog<Fields>
      title={words('add.title')}
      start={
        start
          ? { ...start, year: String(start.year), value: isShare(start.figure) ? Math.round(start.value * 1000) / 10 : start.value }
          : { figure: null, year: String(thisYear), municipality: null, value: null }
      }
      saveLabel={words('save')}
      check={({ figure, value }) => ({
        ...(figure === null ? { figure: words('figure-missing') } : {}),
        ...(value === null ? { value: words('value-missing') } : isShare(figure) && value > 100 ? { value: words('value-too-high') } : {}),
      })}
      refused={(error) => (isProblem(error, 'municipality.unknown') ? { municipality: words('municipality-unknown') } : {})}
      save={async ({ figure, year, municipality, value }) => {
        if (figure === null || value === null) return;
        await set.mutateAsync({ figure, year: Number(year), municipality, value: isShare(figure) ? value / 100 : value });
        toast({ text: words('saved', { figure: words(`figure.${figure}`), year }) });
        onClose();
      }}
      onClose={onClose}
    >
      {({ fields, set: change, errors, idPrefix }) => (
        <>
          <Select
            id={`${idPrefix}figure`}
            label={words('figure')}
            isDisabled={start !== null}
            error={errors.figure}
            options={TARGET_FIGURES.map((value) => ({ value, label: words(`figure.${value}`) }))}
            value={fields.figure}
            onChange={(figure) => change({ figure })}
          />
          <Select
            id={`${idPrefix}year`}
            label={words('year')}
            isDisabled={start !== null}
            placeholder={null}
            options={years.toSorted((a, b) => a - b).map((year) => ({ value: String(year), label: String(year) }))}
            value={fields.year}
            onChange={(year) => change({ year: year ?? fields.year })}
          />
          <Select
            id={`${idPrefix}municipality`}
            label={words('where')}
            isDisabled={start !== null}
            error={errors.municipality}
            placeholder={words('region')}
            options={(data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
            value={fields.municipality}
            onChange={(municipality) => change({ municipality })}
          />
          <NumberField
            id={`${idPrefix}value`}
            label={words(isShare(fields.figure) ? 'value.share' : 'value.persons')}
            error={errors.value}
            min={0}
            decimals={isShare(fields.figure) ? 1 : 0}
            value={fields.value}
            onChange={(value) => change({ value })}
          />
        </>
      )}
    </EditDialog>
  );
}
