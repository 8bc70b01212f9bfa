import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { isProblem } from '#client/api/problem.ts';
import { useWords } from '#client/locales/words.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Attention } from '#client/trajectory/attention.tsx';
import { CourseChart } from '#client/trajectory/course-chart.tsx';
import { endOfDayInBrussels } from '#client/trajectory/known-on.ts';
import { KnownOn } from '#client/trajectory/known-on-dialog.tsx';
import { trajectoryQuery } from '#client/trajectory/queries.ts';
import { StationLine } from '#client/trajectory/station-line.tsx';
import { StaysTable } from '#client/trajectory/stays-table.tsx';
import { StepList, stepElementId } from '#client/trajectory/step-list.tsx';
import { stepTitle } from '#client/trajectory/step-words.ts';
import { useTell } from '#client/trajectory/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { dayText, today } from '#client/ui/date-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Menu } from '#client/ui/menu.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import type { Participant } from '#shared/contract/participants.ts';
import type { Trajectory, TrajectoryStep } from '#shared/contract/trajectories.ts';
import type { StepType } from '#shared/trajectory/steps.ts';
import { CorrectDialog } from './correct/correct-dialog.tsx';
import { WithdrawDialog } from './correct/withdraw-dialog.tsx';
import { FileHead } from './file-head.tsx';
import { HandoverBanner } from './handover-banner.tsx';
import { participantWords } from './locales.ts';
import styles from './participant.module.css';
import { useDraft } from './record/draft.ts';
import { RecordPlace } from './record/record-place.tsx';
import { useIsWide } from './use-is-wide.ts';

type TrajectoryPartProps = {
  participant: Participant;
  trajectoryId: string;
  /** Shown as it was known at the end of this day; null for now. */
  knownDay: string | null;
  onKnownDay: (day: string | null) => void;
  /** To choose between several trajectories. */
  choice: ReactNode;
  /** To open another, where the last has ended. */
  opening: ReactNode;
};

export function TrajectoryPart(props: TrajectoryPartProps) {
  const { participant, trajectoryId, knownDay, onKnownDay, choice } = props;
  const { t } = useTell();
  const { data, error, refetch } = useQuery(trajectoryQuery(trajectoryId, knownDay && endOfDayInBrussels(knownDay)));
  if (data) return <Loaded {...props} trajectory={data} />;
  const isUnknownThen = knownDay !== null && isProblem(error, 'resource.not-found');
  return (
    <>
      <FileHead participant={participant} trajectory={null} />
      {choice}
      {!error ? <Skeleton shape="block" /> : null}
      {error && isUnknownThen ? (
        <EmptyState
          title={t('known.nothing', { day: dayText(knownDay) })}
          action={<Button onClick={() => onKnownDay(null)}>{t('known.back')}</Button>}
        >
          {t('known.nothing-text')}
        </EmptyState>
      ) : null}
      {error && !isUnknownThen ? <Broken title={t('broken')} error={error} onRetry={refetch} /> : null}
    </>
  );
}

type Correction = { kind: 'correct' | 'withdraw'; step: TrajectoryStep };

function Loaded({ participant, trajectory, knownDay, onKnownDay, choice, opening }: TrajectoryPartProps & { trajectory: Trajectory }) {
  const words = useWords(participantWords);
  const { t } = useTell();
  const isWide = useIsWide();
  const [isRecording, setRecording] = useState(false);
  const [correction, setCorrection] = useState<Correction | null>(null);
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const panel = useRef<HTMLHeadingElement>(null);
  const { change } = useDraft(trajectory.id);
  const isPast = knownDay !== null;
  const isReadOnly = isPast || trajectory.access !== 'full' || participant.erasedAt !== null;
  // What an office gave away is shown to the day it did: what lasts since then, it does not know.
  const isGone = trajectory.access === 'past';
  const until = knownDay ?? (trajectory.knownAt ? today(new Date(trajectory.knownAt)) : today());
  const handover = trajectory.handover ?? (trajectory.access === 'past' ? participant.handover : null);

  const openStep = (id: string) => {
    setHighlighted(id);
    const element = document.getElementById(stepElementId(id));
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  };
  const startRecording = (type: StepType | null) => {
    if (type) change({ type, returnTo: null });
    if (!isWide) return setRecording(true);
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  };
  useEscapeFromHighlight(highlighted, () => setHighlighted(null));

  return (
    <>
      <FileHead
        participant={participant}
        trajectory={trajectory}
        actions={
          isReadOnly || isWide ? null : (
            <Button variant="primary" onClick={() => startRecording(null)}>
              {words('record')}
            </Button>
          )
        }
      />
      {choice}
      {handover && !isPast ? (
        <div className={styles.past}>
          <HandoverBanner access={trajectory.access} handover={handover} />
        </div>
      ) : null}
      {isPast ? (
        <div className={styles.past}>
          <Banner
            tone="info"
            title={t('known.banner', { day: dayText(knownDay) })}
            action={
              <Button size="small" data-print="no" onClick={() => onKnownDay(null)}>
                {t('known.back')}
              </Button>
            }
          >
            {t('known.banner-text')}
          </Banner>
        </div>
      ) : null}
      {problem ? (
        <div className={styles.past}>
          <Banner isLive tone="danger">
            {problem}
          </Banner>
        </div>
      ) : null}
      <StationLine trajectory={trajectory} until={until} isPast={isPast || isGone} />
      {opening && participant.access === 'full' ? <div className={styles.opening}>{opening}</div> : null}
      <div className={isReadOnly ? undefined : styles.columns}>
        <div className={styles.main}>
          <Attention trajectory={trajectory} onRecord={isReadOnly ? undefined : startRecording} />
          <Card title={t('course.title')} actions={<KnownOn day={knownDay} onChoose={onKnownDay} />}>
            <CourseChart trajectory={trajectory} until={until} isPast={isPast || isGone} onOpenStep={openStep} />
            <StaysTable stays={trajectory.stays} until={until} isPast={isPast || isGone} />
            <div className={styles.steps}>
              <StepList
                trajectory={trajectory}
                highlighted={highlighted}
                {...(isReadOnly ? {} : { actions: (step: TrajectoryStep) => <StepMenu step={step} onChoose={setCorrection} /> })}
              />
            </div>
          </Card>
        </div>
        {isReadOnly ? null : (
          <RecordPlace
            trajectory={trajectory}
            isWide={isWide}
            isOpen={isRecording}
            heading={panel}
            onClose={() => setRecording(false)}
            onProblem={setProblem}
            onRecorded={(stepId, isMore) => {
              setProblem(null);
              setHighlighted(stepId);
              if (!isMore) setRecording(false);
            }}
          />
        )}
      </div>
      {correction ? (
        <CorrectionDialog
          correction={correction}
          trajectory={trajectory}
          onClose={() => setCorrection(null)}
          onDone={(stepId) => {
            setCorrection(null);
            setHighlighted(stepId);
          }}
        />
      ) : null}
    </>
  );
}

function StepMenu({ step, onChoose }: { step: TrajectoryStep; onChoose: (correction: Correction) => void }) {
  const words = useWords(participantWords);
  const tell = useTell();
  return (
    <Menu
      label={words('step.menu', { step: stepTitle(step, tell), day: dayText(step.occurredOn) })}
      isCompact
      items={[
        { id: 'correct', label: words('step.correct'), icon: 'edit', onSelect: () => onChoose({ kind: 'correct', step }) },
        { id: 'withdraw', label: words('step.withdraw'), icon: 'undo', onSelect: () => onChoose({ kind: 'withdraw', step }) },
      ]}
    />
  );
}

type CorrectionDialogProps = {
  correction: Correction;
  trajectory: Trajectory;
  onClose: () => void;
  onDone: (stepId: string | null) => void;
};

function CorrectionDialog({ correction: { kind, step }, ...rest }: CorrectionDialogProps) {
  return kind === 'correct' ? <CorrectDialog step={step} {...rest} /> : <WithdrawDialog step={step} {...rest} />;
}

/** The mark on a step goes when Escape is pressed. */
function useEscapeFromHighlight(highlighted: string | null, clear: () => void): void {
  useEffect(() => {
    if (highlighted === null) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') clear();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}
