import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { isProblem } from '#client/api/problem.ts';
import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Attention } from '#client/trajectory/attention.tsx';
import { CourseChart } from '#client/trajectory/course-chart.tsx';
import { endOfDayInBrussels, pastDay } from '#client/trajectory/known-on.ts';
import { KnownOn } from '#client/trajectory/known-on-dialog.tsx';
import { trajectoryQuery } from '#client/trajectory/queries.ts';
import { StationLine } from '#client/trajectory/station-line.tsx';
import { StaysTable } from '#client/trajectory/stays-table.tsx';
import { StepList, stepElementId } from '#client/trajectory/step-list.tsx';
import { lowered, useTell } from '#client/trajectory/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { dayText, today } from '#client/ui/date-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LinkButton } from '#client/ui/link-button.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Stack } from '#client/ui/stack.tsx';
import type { Trajectory } from '#shared/contract/trajectories.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { trajectoriesWords } from './locales.ts';

/** One trajectory by its code: the same course as in the participant's file, without who it is. */
export function Screen() {
  const words = useWords(trajectoriesWords);
  const { id = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const knownDay = pastDay(params.get('bekend'), today());
  const { data, error, refetch } = useQuery(trajectoryQuery(id, knownDay && endOfDayInBrussels(knownDay)));
  const chooseDay = (day: string | null) => setParams(day ? { bekend: day } : {});
  if (data) return <File trajectory={data} knownDay={knownDay} onKnownDay={chooseDay} />;
  return (
    <>
      <PageHead title={words('title')} breadcrumbs={[{ label: words('title'), to: paths.trajectories }]} />
      {error ? (
        <NotFound error={error} knownDay={knownDay} onKnownDay={chooseDay} onRetry={() => void refetch()} />
      ) : (
        <Skeleton shape="block" />
      )}
    </>
  );
}

type FileProps = { trajectory: Trajectory; knownDay: string | null; onKnownDay: (day: string | null) => void };

function File({ trajectory, knownDay, onKnownDay }: FileProps) {
  const words = useWords(trajectoriesWords);
  const { t, label, municipality } = useTell();
  const { code, programme, startedOn, route } = trajectory;
  const until = knownDay ?? today();
  const facts = [
    municipality(trajectory.municipality),
    t('programme-since', { programme: label(LABELS.programme[programme]), day: dayText(startedOn) }),
    route === 'none' ? null : lowered(label(LABELS.route[route])),
  ];
  return (
    <>
      <PageHead
        title={words('file.title', { code })}
        breadcrumbs={[{ label: words('title'), to: paths.trajectories }, { label: code }]}
        subtitle={facts.filter(Boolean).join(', ')}
      />
      <StationLine trajectory={trajectory} until={until} isPast={knownDay !== null} />
      <Stack>
        {knownDay ? (
          <Banner
            title={t('known.banner', { day: dayText(knownDay) })}
            action={
              <Button size="small" onClick={() => onKnownDay(null)}>
                {t('known.back')}
              </Button>
            }
          />
        ) : null}
        <Attention trajectory={trajectory} />
        <Card title={t('course.title')} actions={<KnownOn day={knownDay} onChoose={onKnownDay} />}>
          <Stack>
            <div>
              <CourseChart
                trajectory={trajectory}
                until={until}
                isPast={knownDay !== null}
                onOpenStep={(id) => document.getElementById(stepElementId(id))?.focus()}
              />
              <StaysTable stays={trajectory.stays} until={until} isPast={knownDay !== null} />
            </div>
            <div>
              <StepList trajectory={trajectory} />
            </div>
          </Stack>
        </Card>
        <p>{words('file.anonymous')}</p>
      </Stack>
    </>
  );
}

type NotFoundProps = { error: unknown; knownDay: string | null; onKnownDay: (day: string | null) => void; onRetry: () => void };

function NotFound({ error, knownDay, onKnownDay, onRetry }: NotFoundProps) {
  const words = useWords(trajectoriesWords);
  const { t } = useTell();
  const isUnknown = isProblem(error, 'resource.not-found') || isProblem(error, 'request.invalid');
  if (isUnknown && knownDay) {
    return (
      <EmptyState
        title={t('known.nothing', { day: dayText(knownDay) })}
        action={<Button onClick={() => onKnownDay(null)}>{t('known.back')}</Button>}
      >
        {t('known.nothing-text')}
      </EmptyState>
    );
  }
  if (isUnknown)
    return (
      <EmptyState
        icon="search"
        title={words('unknown.title')}
        action={<LinkButton to={paths.trajectories}>{words('to-list')}</LinkButton>}
      />
    );
  return <Broken title={t('broken')} error={error} onRetry={onRetry} />;
}
