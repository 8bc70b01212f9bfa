import { useEffect, useId, useRef } from 'react';
import { useUser } from '#client/api/session.ts';
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
import { type FilePart, type FileSelection, readSelection, selectionText } from './file-selection.ts';

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
      <p className={styles.told}>{words('files.text')}</p>
      <FileChoice place={place} files={files} selection={readSelection(text)} />
      {text === null ? null : <FilesOf key={text} place={place} files={files} selection={readSelection(text)} />}
    </Card>
  );
}

/** What the files are not split by: whoever knows codes alone would learn it of each of them. */
function useIsPersonal(): (name: string) => boolean {
  const { role } = useUser();
  return (name) => role === 'coordinator' && (name === 'gender' || name === 'education');
}

type ChoiceProps = { place: FigurePlace; files: FilesBehind; selection: FileSelection | null };

function FileChoice({ place, files, selection }: ChoiceProps) {
  const words = useWords(behindWords);
  const label = useLabel();
  const { nameOf, optionsOf } = useDimensions();
  const { periods } = usePeriods(place.span, place.every, place.isRunning);
  const isPersonal = useIsPersonal();
  const parts: FilePart[] = [...files.parts, ...(place.by && !isPersonal(place.by) ? [place.by] : [])];
  const choose = (change: Partial<FileSelection>) =>
    place.set({ dossiers: selectionText({ period: selection?.period ?? null, parts: selection?.parts ?? {}, ...change }) });
  const optionsFor = (part: FilePart) => {
    if (part === 'interrupted') return (['false', 'true'] as const).map((value) => ({ value, label: words(`interrupted.${value}`) }));
    if (part === 'reason') return Object.keys(LABELS.endReason).map((value) => ({ value, label: labelIn(LABELS.endReason, value, label) }));
    if (part === 'stage' || part === 'fromStage' || part === 'toStage')
      return stages.map((value) => ({ value, label: label(LABELS.stage[value]) }));
    return optionsOf(part);
  };
  const labelFor = (part: FilePart) =>
    part === 'reason' || part === 'interrupted' || part === 'stage' || part === 'fromStage' || part === 'toStage'
      ? words(`part.${part}`)
      : nameOf(part);
  return (
    <div className={styles.fields} data-print="no">
      <Select
        label={words('files.period')}
        placeholder={selection ? null : words('files.choose')}
        options={[{ value: '', label: words('files.whole') }, ...periods.map(({ key, name }) => ({ value: key, label: name }))].map(
          (option) => (option.value === '' ? { ...option, value: 'alle' } : option),
        )}
        value={selection ? (selection.period ?? 'alle') : null}
        onChange={(period) => choose({ period: period === 'alle' ? null : period })}
      />
      {parts.map((part) => (
        <Select
          key={part}
          label={labelFor(part)}
          placeholder={words('files.any')}
          options={optionsFor(part)}
          value={selection?.parts[part] ?? null}
          onChange={(value) => {
            const { [part]: _, ...rest } = selection?.parts ?? {};
            choose({ parts: value === null ? rest : { ...rest, [part]: value } });
          }}
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
  const { stage, interrupted, fromStage, toStage, reason, ...groups } = selection?.parts ?? {};
  const isPersonal = useIsPersonal();
  const isOfPersons = Object.entries({ ...filter, ...groups }).some(([name, value]) => value && isPersonal(name));
  // Who has ended is in no stage that the figure shows, yet the files of no stage in particular would hold them.
  const isVague = files.figure === 'occupancy' && stage === undefined && interrupted !== 'true';
  const asked = {
    ...filter,
    ...groups,
    ...{ stage, interrupted, fromStage, toStage, reason },
    figure: files.figure,
    from: period && period.firstDay > span.from ? period.firstDay : span.from,
    to: period && period.lastDay < span.to ? period.lastDay : span.to,
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
      <FileList rows={rows} isOccupancy={files.figure === 'occupancy'} />
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
