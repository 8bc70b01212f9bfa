import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { isProblem } from '#client/api/problem.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { pastDay } from '#client/trajectory/known-on.ts';
import { participantQuery } from '#client/trajectory/queries.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { today } from '#client/ui/date-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LinkButton } from '#client/ui/link-button.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import type { Participant } from '#shared/contract/participants.ts';
import { FileHead } from './file-head.tsx';
import { participantWords } from './locales.ts';
import { OpenDialog } from './person/open-dialog.tsx';
import { TrajectoryChoice } from './trajectory-choice.tsx';
import { TrajectoryPart } from './trajectory-part.tsx';

export function Screen() {
  const { id = '' } = useParams();
  const { data: participant, error, refetch } = useQuery(participantQuery(id));
  if (participant) return <File key={id} participant={participant} />;
  return error ? <NoFile error={error} onRetry={() => void refetch()} /> : <Waiting />;
}

/** The file of one person, on one of the trajectories, now or as known at the end of a day. */
function File({ participant }: { participant: Participant }) {
  const words = useWords(participantWords);
  const [params, setParams] = useSearchParams();
  const [isOpening, setOpening] = useState(false);
  const { trajectories } = participant;
  const running = trajectories.find(({ endedOn }) => endedOn === null);
  const chosen = trajectories.find((trajectory) => trajectory.id === params.get('traject')) ?? running ?? trajectories[0];
  const knownDay = pastDay(params.get('bekend'), today());

  const set = (name: string, value: string | null) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value === null) next.delete(name);
      else next.set(name, value);
      return next;
    });

  const opening = (
    <Button variant={trajectories.length === 0 ? 'primary' : 'secondary'} onClick={() => setOpening(true)}>
      {words(trajectories.length === 0 ? 'open-trajectory' : 'open-another')}
    </Button>
  );
  const choice =
    trajectories.length > 1 && chosen ? (
      <TrajectoryChoice trajectories={trajectories} chosen={chosen.id} onChoose={(id) => set('traject', id)} />
    ) : null;
  return (
    <>
      {chosen ? (
        <TrajectoryPart
          key={chosen.id}
          participant={participant}
          trajectoryId={chosen.id}
          knownDay={knownDay}
          onKnownDay={(day) => set('bekend', day)}
          choice={choice}
          opening={running || knownDay || participant.erasedAt ? null : opening}
        />
      ) : (
        <>
          <FileHead participant={participant} trajectory={null} />
          {participant.erasedAt ? null : (
            <Card>
              <EmptyState icon="model" title={words('no-trajectory.title')} action={opening}>
                {words('no-trajectory.text')}
              </EmptyState>
            </Card>
          )}
        </>
      )}
      {isOpening ? (
        <OpenDialog
          participantId={participant.id}
          onClose={() => setOpening(false)}
          onOpened={() => {
            setOpening(false);
            set('traject', null);
          }}
        />
      ) : null}
    </>
  );
}

function NoFile({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords(participantWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const isUnknown = isProblem(error, 'resource.not-found') || isProblem(error, 'request.invalid');
  const title = words(isUnknown ? 'unknown.title' : 'broken.title');
  return (
    <>
      <PageHead title={title} breadcrumbs={[{ label: words('participants'), to: paths.participants }]} />
      <EmptyState
        icon={isUnknown ? 'search' : 'danger'}
        title={problemText(error)}
        action={
          isUnknown ? (
            <LinkButton to={paths.participants}>{words('to-list')}</LinkButton>
          ) : (
            <Button onClick={onRetry}>{common('try-again')}</Button>
          )
        }
      />
    </>
  );
}

function Waiting() {
  const words = useWords(participantWords);
  return (
    <>
      <PageHead
        title={'\u00a0'}
        tabTitle={words('participants')}
        breadcrumbs={[{ label: words('participants'), to: paths.participants }]}
      />
      <Skeleton shape="block" />
    </>
  );
}
