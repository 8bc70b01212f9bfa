import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useLabel, useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { ageOn, fullName } from '#client/trajectory/names.ts';
import { lowered, useTell } from '#client/trajectory/words.ts';
import { Button } from '#client/ui/button.tsx';
import { dayText, instantText, today } from '#client/ui/date-text.ts';
import { PageHead } from '#client/ui/page-head.tsx';
import type { Participant } from '#shared/contract/participants.ts';
import type { Trajectory } from '#shared/contract/trajectories.ts';
import { LABELS } from '#shared/trajectory/labels.ts';
import { participantWords } from './locales.ts';
import styles from './participant.module.css';
import { EditDialog } from './person/edit-dialog.tsx';
import { readersWords } from './readers/locales.ts';
import { ErasedBanner } from './rights/erased-banner.tsx';
import { InszLine } from './rights/insz-line.tsx';
import { RightsMenu } from './rights/rights-menu.tsx';

const ReadersDrawer = lazy(() => import('./readers/readers-drawer.tsx'));

type FileHeadProps = {
  participant: Participant;
  trajectory: Pick<Trajectory, 'programme' | 'startedOn' | 'route' | 'access'> | null;
  /** Further buttons; the primary one last. */
  actions?: ReactNode;
};

/** Whose file it is, in a line: age, office, programme and route. */
export function FileHead({ participant, trajectory, actions }: FileHeadProps) {
  const words = useWords(participantWords);
  const { t, municipality } = useTell();
  const label = useLabel();
  const readers = useWords(readersWords);
  const [isEditing, setEditing] = useState(false);
  const [isAskingWhoLooked, setAskingWhoLooked] = useState(false);
  const { code, reference, birthDate, erasedAt } = participant;
  const facts = [
    birthDate ? t('age', { years: ageOn(birthDate, today()) }) : null,
    municipality(participant.municipality),
    trajectory
      ? t('programme-since', { programme: label(LABELS.programme[trajectory.programme]), day: dayText(trajectory.startedOn) })
      : null,
    trajectory && trajectory.route !== 'none' ? lowered(label(LABELS.route[trajectory.route])) : null,
  ];
  return (
    <>
      <PageHead
        title={fullName(participant)}
        tabTitle={words('tab-title', { code })}
        breadcrumbs={[{ label: words('participants'), to: paths.participants }, { label: [code, reference].filter(Boolean).join(' · ') }]}
        subtitle={facts.filter(Boolean).join(', ')}
        actions={
          <div className={styles.actions} data-print="no">
            {participant.access === 'past' ? null : (
              <Button icon="eye" onClick={() => setAskingWhoLooked(true)}>
                {readers('title')}
              </Button>
            )}
            {participant.access === 'full' && erasedAt === null && trajectory?.access !== 'pending' ? (
              <Button icon="edit" onClick={() => setEditing(true)}>
                {words('edit')}
              </Button>
            ) : null}
            <Button className={styles.print} icon="print" onClick={() => window.print()}>
              {words('print')}
            </Button>
            {actions}
            {participant.access === 'full' && erasedAt === null ? <RightsMenu participant={participant} /> : null}
          </div>
        }
      />
      {erasedAt === null ? null : <ErasedBanner erasedAt={erasedAt} />}
      {participant.insz === null || participant.access !== 'full' ? null : <InszLine key={participant.id} participant={participant} />}
      <p className={styles.printed}>{words('print.foot', { day: instantText(new Date()) })}</p>
      {isAskingWhoLooked ? (
        <Suspense>
          <ReadersDrawer participantId={participant.id} onClose={() => setAskingWhoLooked(false)} />
        </Suspense>
      ) : null}
      {isEditing ? <EditDialog participant={participant} onClose={() => setEditing(false)} /> : null}
    </>
  );
}
