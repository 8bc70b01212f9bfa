import { useEffect, useId, useRef } from 'react';
import { dayOfMonth } from '#client/charts/curve-reading.ts';
import { commonWords } from '#client/locales/common.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { Broken } from '#client/shell/broken.tsx';
import { labelIn } from '#client/trajectory/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Select } from '#client/ui/select.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { stages } from '#client/ui/stages.ts';
import type { ExitOutcome } from '#shared/figures/exit-outcomes.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { useFigureFiles } from '../api/behind.ts';
import styles from '../figures.module.css';
import { useDimensions } from '../place/dimensions.ts';
import { periodsIn } from '../place/time-frame.ts';
import type { FigurePlace } from '../place/use-figure-place.ts';
import { usePeriods } from '../place/use-periods.ts';
import type { FilesBehind } from '../registry.ts';
import { behindWords } from './behind-locales.ts';
import { FileList } from './file-list.tsx';
import { type ChoicePart, type FilePart, type FileParts, type FileSelection, readSelection, selectionText } from './file-selection.ts';
import { useIsPersonal } from './use-is-personal.ts';

/** The files behind the figure, by code: of the whole, of one period, or of one cell of the table. The choice stands in the URL. */
export function FilesCard({ place, files }: { place: FigurePlace; files: FilesBehind }) {
  const words = useWords(behindWords);
  const id = useId();
  const head = useRef<HTMLDivElement>(null);
  const text = place.param('dossiers');
  const shown = useRef(text);
  // What was chosen in the chart or the table above is brought into sight; an address that is opened begins at its top.
  useEffect(() => {
    if (text !== null && shown.current !== text) head.current?.scrollIntoView?.({ block: 'start' });
    shown.current = text;
  }, [text]);
  return (
    <Card title={words('files.title')}>
      <div ref={head} className={styles.anchor} id={id} />
      <p className={styles.told}>{words(files.outcomes ? 'files.text-followed' : 'files.text')}</p>
      <FileChoice place={place} files={files} selection={readSelection(text)} />
      {text === null ? null : <FilesOf key={text} place={place} files={files} selection={readSelection(text)} />}
    </Card>
  );
}

type PartsChange = { readonly [Part in FilePart]?: string | null };

type FollowedChoiceProps = {
  outcomes: readonly ExitOutcome[];
  selection: FileSelection | null;
  onChange: (change: PartsChange) => void;
};

const MONTHS = [3, 6, 12, 18, 24];

/** Who is followed has no periods: files are told apart by how it went on, and how long it took; or by the stage in the end. */
function FollowedChoice({ outcomes, selection, onChange }: FollowedChoiceProps) {
  const words = useWords(behindWords);
  const label = useLabel();
  const part = outcomes.length > 0 ? 'outcome' : 'stage';
  const options =
    outcomes.length > 0
      ? outcomes.map((value) => ({ value, label: words(`outcome.${value}`) }))
      : stages.map((value) => ({ value, label: label(LABELS.stage[value]) }));
  const { daysFrom, daysTo } = selection?.parts ?? {};
  const days = MONTHS.flatMap((months) => [
    { value: `tot ${dayOfMonth(months)}`, label: words('files.within', { months }) },
    { value: `van ${dayOfMonth(months)}`, label: words('files.after', { months }) },
  ]);
  return (
    <>
      <Select
        label={words(`files.by-${part}`)}
        placeholder={selection ? null : words('files.choose-followed')}
        options={[{ value: 'alle', label: words('files.any') }, ...options]}
        value={selection ? (selection.parts[part] ?? 'alle') : null}
        onChange={(value) => onChange({ [part]: value === 'alle' ? null : value })}
      />
      {outcomes.length > 0 ? (
        <Select
          label={words('files.days')}
          placeholder={words('files.any')}
          options={days}
          value={daysTo !== undefined ? `tot ${daysTo}` : daysFrom !== undefined ? `van ${daysFrom}` : null}
          onChange={(value) => {
            const [bound, day = null] = value?.split(' ') ?? [];
            onChange({ daysFrom: bound === 'van' ? day : null, daysTo: bound === 'tot' ? day : null });
          }}
        />
      ) : null}
    </>
  );
}

type ChoiceProps = { place: FigurePlace; files: FilesBehind; selection: FileSelection | null };

function FileChoice({ place, files, selection }: ChoiceProps) {
  const words = useWords(behindWords);
  const label = useLabel();
  const { nameOf, optionsOf } = useDimensions();
  const { periods } = usePeriods(place.span, place.every, place.isRunning);
  const isPersonal = useIsPersonal();
  const parts: ChoicePart[] = [...files.parts, ...(place.by && !isPersonal(place.by) ? [place.by] : [])];
  const choose = (change: Partial<FileSelection>) =>
    place.set({ dossiers: selectionText({ period: selection?.period ?? null, parts: selection?.parts ?? {}, ...change }) });
  const changed = (change: PartsChange): FileParts =>
    Object.fromEntries(Object.entries({ ...selection?.parts, ...change }).filter(([, value]) => value !== null));
  const optionsFor = (part: ChoicePart) => {
    if (part === 'interrupted') return (['false', 'true'] as const).map((value) => ({ value, label: words(`interrupted.${value}`) }));
    if (part === 'reason') return Object.keys(LABELS.endReason).map((value) => ({ value, label: labelIn(LABELS.endReason, value, label) }));
    if (part === 'stage' || part === 'fromStage' || part === 'toStage')
      return stages.map((value) => ({ value, label: label(LABELS.stage[value]) }));
    return optionsOf(part);
  };
  const labelFor = (part: ChoicePart) =>
    part === 'reason' || part === 'interrupted' || part === 'stage' || part === 'fromStage' || part === 'toStage'
      ? words(`part.${part}`)
      : nameOf(part);
  return (
    <div className={styles.fields} data-print="no">
      {files.outcomes ? (
        <FollowedChoice outcomes={files.outcomes} selection={selection} onChange={(change) => choose({ parts: changed(change) })} />
      ) : (
        <Select
          label={words('files.period')}
          placeholder={selection ? null : words('files.choose')}
          options={[{ value: '', label: words('files.whole') }, ...periods.map(({ key, name }) => ({ value: key, label: name }))].map(
            (option) => (option.value === '' ? { ...option, value: 'alle' } : option),
          )}
          value={selection ? (selection.period ?? 'alle') : null}
          onChange={(period) => choose({ period: period === 'alle' ? null : period })}
        />
      )}
      {parts.map((part) => (
        <Select
          key={part}
          label={labelFor(part)}
          placeholder={words('files.any')}
          options={optionsFor(part)}
          value={selection?.parts[part] ?? null}
          onChange={(value) => choose({ parts: changed({ [part]: value }) })}
        />
      ))}
      {selection ? (
        <Button variant="quiet" className={styles.atFoot} onClick={() => place.set({ dossiers: null })}>
          {words('files.close')}
        </Button>
      ) : null}
    </div>
  );
}

function FilesOf({ place, files, selection }: ChoiceProps) {
  const words = useWords(behindWords);
  const common = useWords(commonWords);
  const { span, every, filter } = place;
  const period = selection?.period ? periodsIn(span, every).find(({ key }) => key === selection.period) : null;
  const { stage, interrupted, fromStage, toStage, reason, outcome, daysFrom, daysTo, ...groups } = selection?.parts ?? {};
  const isPersonal = useIsPersonal();
  const isOfPersons = Object.entries({ ...filter, ...groups }).some(([name, value]) => value && isPersonal(name));
  // Who has ended is in no stage that the figure shows, yet the files of no stage in particular would hold them.
  const isVague = files.figure === 'occupancy' && stage === undefined && interrupted !== 'true';
  const asked = {
    ...filter,
    ...groups,
    ...{ stage: files.stageOf?.(place) ?? stage, interrupted, fromStage, toStage, reason, outcome, daysFrom, daysTo },
    figure: files.figure,
    ...(files.outcomes
      ? place.cohort
      : {
          from: period && period.firstDay > span.from ? period.firstDay : span.from,
          to: period && period.lastDay < span.to ? period.lastDay : span.to,
        }),
  };
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useFigureFiles(
    asked,
    period !== undefined && !isVague && !isOfPersons,
  );
  if (period === undefined) return <Banner>{words('files.gone')}</Banner>;
  if (isOfPersons) return <Banner>{words('files.personal')}</Banner>;
  if (isVague) return <Banner>{words('files.stage')}</Banner>;
  if (error && !data) {
    return <Broken title={words('files.broken')} error={error} onRetry={refetch} />;
  }
  if (!data) return <Skeleton shape="rows" lines={6} />;
  const rows = data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <EmptyState icon="list" title={words('files.none')} />;
  return (
    <>
      <FileList rows={rows} figure={files.figure} />
      <div className={styles.foot}>
        <p role="status">{words(hasNextPage ? 'files.shown' : 'files.found', { count: rows.length })}</p>
        {hasNextPage ? (
          <Button isPending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {common('load-more')}
          </Button>
        ) : null}
      </div>
    </>
  );
}
