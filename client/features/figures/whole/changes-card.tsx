import { useProblemText } from '#client/api/problem-words.ts';
import { sum } from '#client/charts/chart-data.ts';
import { commonWords } from '#client/locales/common.ts';
import { useLabel, useWords } from '#client/locales/words.ts';
import { endOfDayInBrussels, pastDay } from '#client/trajectory/known-on.ts';
import { labelIn, lowered } from '#client/trajectory/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { addDays, dayText, today } from '#client/ui/date-text.ts';
import { numberText, percentText, signedText } from '#client/ui/number-text.ts';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Table } from '#client/ui/table.tsx';
import type { AnswerOf } from '#shared/contract/route.ts';
import type { getChanges } from '#shared/contract/signals.ts';
import { EXIT_OUTCOMES, type ExitOutcome } from '#shared/figures/exit-outcomes.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { useChanges } from '../api/behind.ts';
import styles from '../figures.module.css';
import { dimensions, useDimensions } from '../place/dimensions.ts';
import { BEGINNING } from '../place/time-frame.ts';
import type { FigurePlace } from '../place/use-figure-place.ts';
import { usePeriods } from '../place/use-periods.ts';
import type { ChangesBehind } from '../registry.ts';
import { behindWords } from './behind-locales.ts';

export type Change = AnswerOf<typeof getChanges>['rows'][number];

/** How the same figure looked on an earlier day, and why it is another now: late news, corrections, or another definition. */
export function ChangesCard({ place, changes }: { place: FigurePlace; changes: ChangesBehind }) {
  const words = useWords(behindWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const last = place.knownOn ?? today();
  const earlier = pastDay(place.param('vorige'), last);
  const { every, by, filter } = place;
  const span = changes.isFollowed ? place.cohort : place.span;
  // Of what came after that day nothing could be known on it: compared is what had happened by then.
  const to = earlier !== null && earlier < span.to ? earlier : span.to;
  const hasBegun = span.from === null || to >= span.from;
  // Who is followed is observed so far only: what came later would look like late news.
  const observed = changes.isFollowed && (filter.observedUntil ?? to) >= to ? { observedUntil: to } : {};
  const query = useChanges(
    {
      from: span.from,
      to,
      every,
      by,
      ...filter,
      ...observed,
      figure: changes.figure,
      stage: changes.stageOf?.(place),
      knownBefore: endOfDayInBrussels(earlier ?? last),
    },
    earlier !== null && hasBegun,
  );
  return (
    <Card title={words('changes.title')}>
      <p className={styles.told}>{words('changes.text')}</p>
      <div className={styles.fields} data-print="no">
        <DateField
          label={words('changes.field')}
          value={earlier}
          min={BEGINNING}
          max={addDays(last, -1)}
          onChange={(day) => place.set({ vorige: day })}
        />
      </div>
      {earlier === null ? null : !hasBegun ? (
        <Banner>{words('changes.not-begun', { day: dayText(earlier) })}</Banner>
      ) : query.data ? (
        <Changes
          rows={query.data.rows.filter(({ key }) => changes.measure === undefined || key.measure === changes.measure)}
          earlier={earlier}
          estimates={query.data.estimates}
          doAddUp={changes.figure !== 'occupancy' && !changes.isFollowed}
          place={place}
          isStale={query.isPlaceholderData}
        />
      ) : query.error ? (
        <Banner
          tone="danger"
          action={
            <Button size="small" onClick={() => void query.refetch()}>
              {common('try-again')}
            </Button>
          }
        >
          {problemText(query.error)}
        </Banner>
      ) : (
        <Skeleton shape="rows" lines={4} />
      )}
    </Card>
  );
}

type EstimateChange = AnswerOf<typeof getChanges>['estimates'][number];
type ChangesProps = {
  rows: readonly Change[];
  estimates: readonly EstimateChange[];
  earlier: string;
  /** Numbers of one thing at several moments, and of several things, do not. */
  doAddUp: boolean;
  place: FigurePlace;
  isStale: boolean;
};

function Changes({ rows, estimates, earlier, doAddUp, place, isStale }: ChangesProps) {
  const words = useWords(behindWords);
  const sentence = useChangesSentence();
  const rowText = useRowText(place);
  const number = (value: number) => numberText(value, words.language);
  const signed = (value: number) => (value === 0 ? '–' : signedText(value, words.language));
  return (
    <>
      <p className={styles.sentence}>{sentence([...rows, ...estimates], earlier, !doAddUp)}</p>
      {rows.length === 0 ? null : (
        <Table<Change>
          caption={words('changes.table')}
          density="compact"
          isStale={isStale}
          columns={[
            { id: 'what', header: words('changes.what'), isRowHeader: true, cell: rowText },
            {
              id: 'before',
              header: words('changes.before', { day: dayText(earlier) }),
              align: 'end',
              cell: ({ before }) => number(before),
            },
            { id: 'after', header: words('changes.after'), align: 'end', cell: ({ after }) => number(after) },
            { id: 'late', header: words('changes.late'), align: 'end', cell: ({ lateEntry }) => signed(lateEntry) },
            { id: 'correction', header: words('changes.correction'), align: 'end', cell: ({ correction }) => signed(correction) },
            { id: 'definition', header: words('changes.definition'), align: 'end', cell: ({ definition }) => signed(definition) },
          ]}
          rows={rows}
          rowKey={({ period, group, key }) => JSON.stringify([period, group, key])}
        />
      )}
      {estimates.length === 0 ? null : <Estimates estimates={estimates} earlier={earlier} isStale={isStale} />}
    </>
  );
}

/** What a curve says otherwise, in per cent; the parts of the difference in percentage points. */
function Estimates({ estimates, earlier, isStale }: Pick<ChangesProps, 'estimates' | 'earlier' | 'isStale'>) {
  const words = useWords(behindWords);
  const { textOf } = useDimensions();
  const share = (value: number | null) => (value === null ? words('changes.no-estimate') : percentText(value, words.language, 1));
  const points = (value: number | null) => (value === null || value === 0 ? '–' : signedText(100 * value, words.language, 1));
  return (
    <div className={styles.under}>
      <Table<EstimateChange>
        caption={words('changes.estimates')}
        density="compact"
        isStale={isStale}
        columns={[
          {
            id: 'what',
            header: words('changes.estimate'),
            isRowHeader: true,
            cell: ({ group, months }) =>
              [
                ...dimensions.flatMap((dimension) => (group[dimension] === undefined ? [] : [textOf(dimension, group[dimension])])),
                words('changes.after-months', { months }),
              ].join(', '),
          },
          { id: 'before', header: words('changes.before', { day: dayText(earlier) }), align: 'end', cell: ({ before }) => share(before) },
          { id: 'after', header: words('changes.after'), align: 'end', cell: ({ after }) => share(after) },
          { id: 'late', header: words('changes.late'), align: 'end', cell: ({ lateEntry }) => points(lateEntry) },
          { id: 'correction', header: words('changes.correction'), align: 'end', cell: ({ correction }) => points(correction) },
          { id: 'definition', header: words('changes.definition'), align: 'end', cell: ({ definition }) => points(definition) },
        ]}
        rows={estimates}
        rowKey={({ group, months }) => JSON.stringify([group, months])}
      />
      <p className={styles.told}>{words('changes.points')}</p>
    </div>
  );
}

type Changed = { readonly before: number | null; readonly after: number | null } & Readonly<Record<(typeof CAUSES)[number], number | null>>;

const CAUSES = ['lateEntry', 'correction', 'definition'] as const;

/**
 * `Sinds 01/06/2026 veranderden 3 getallen, samen +4: +5 door late invoer en −1 door een correctie.` Numbers of days on which
 * somebody stands in a stage do not add up: of these it says how many changed by what.
 */
export function useChangesSentence() {
  const words = useWords(behindWords);
  const listed = (parts: readonly string[]) => [parts.slice(0, -1).join(', '), parts.at(-1)].filter(Boolean).join(words('and'));
  return (rows: readonly Changed[], earlier: string, isOfDays = false): string => {
    const day = dayText(earlier);
    if (rows.length === 0) return words('changes.none', { day });
    if (isOfDays) {
      const parts = CAUSES.flatMap((cause) => {
        const count = rows.filter((row) => (row[cause] ?? 0) !== 0).length;
        return count === 0 ? [] : [words(`changes.by-${cause}`, { count: numberText(count, words.language) })];
      });
      if (parts.length === 0) return words('changes.some', { day, count: rows.length });
      return words('changes.told-days', { day, count: rows.length, parts: listed(parts) });
    }
    const parts = CAUSES.flatMap((cause) => {
      const value = sum(rows.map((row) => row[cause] ?? 0));
      return value === 0 ? [] : [words(`changes.by-${cause}`, { count: signedText(value, words.language) })];
    });
    const together = signedText(sum(rows.map(({ before, after }) => (after ?? 0) - (before ?? 0))), words.language);
    if (parts.length === 0) return words('changes.even', { day, count: rows.length });
    return words('changes.told', {
      day,
      count: rows.length,
      together,
      parts: listed(parts),
    });
  };
}

/** Period, group and what the figure tells apart, in the words of the screen. */
function useRowText({ span, every, isRunning }: FigurePlace): (row: Change) => string {
  const words = useWords(behindWords);
  const label = useLabel();
  const { textOf } = useDimensions();
  const { periods } = usePeriods(span, every, isRunning);
  const names = new Map(periods.map(({ key, name }) => [key, name]));
  const nameOf = (period: string) => names.get(period) ?? (/^\d{4}-\d{2}-\d{2}$/.test(period) ? dayText(period) : period);
  return ({ period, group, key }) => {
    const stage = (code: unknown) => labelIn(LABELS.stage, code, label);
    const what = [
      key.from && key.to ? words('changes.flow', { from: lowered(stage(key.from)), to: lowered(stage(key.to)) }) : null,
      key.activity && key.stage ? labelIn(LABELS.state, `${key.stage}.${key.activity}`, label) : key.stage ? stage(key.stage) : null,
      key.interrupted === true ? words('changes.interrupted') : null,
      key.outcome === undefined ? null : words(isOutcome(key.outcome) ? `outcome.${key.outcome}` : 'outcome.all'),
      key.reason ? labelIn(LABELS.endReason, key.reason, label) : null,
      key.route ? labelIn(LABELS.route, key.route, label) : null,
      key.contract ? labelIn(LABELS.contract, key.contract, label) : null,
      key.support ? labelIn(LABELS.support, key.support, label) : null,
    ];
    const groups = dimensions.flatMap((dimension) => (group[dimension] === undefined ? [] : [textOf(dimension, group[dimension])]));
    return [...(period === null ? [] : [nameOf(period)]), ...groups, ...what.filter((part) => part !== null)].join(', ');
  };
}

function isOutcome(value: unknown): value is ExitOutcome {
  return EXIT_OUTCOMES.some((outcome) => outcome === value);
}
