import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Progress } from '#client/ui/progress.tsx';
import { Cluster, Stack } from '#client/ui/stack.tsx';
import { toast } from '#client/ui/toast.ts';
import type { Publication } from '#shared/contract/publications.ts';
import { useDeeds } from '../api/publications.ts';
import { DeedDialog } from './deed-dialog.tsx';
import { GateReport } from './gate-report.tsx';
import { makingWords } from './locales.ts';
import { ProtectAgain } from './protect-again.tsx';
import { PublicLink } from './public-link.tsx';
import { Reasons } from './reasons.tsx';
import { Release } from './release.tsx';
import { Withdraw } from './withdraw.tsx';

/** Where a publication stands, and what the coordinator can do with it now. */
export function CoordinatorPanel({ publication }: { publication: Publication }) {
  switch (publication.status) {
    case 'protecting':
      return <Protecting publication={publication} />;
    case 'draft':
      return <Draft publication={publication} />;
    case 'refused':
      return <Refused publication={publication} />;
    case 'interrupted':
      return <Interrupted publication={publication} />;
    case 'published':
      return <Published publication={publication} />;
    case 'withdrawn':
      return null;
  }
}

type PanelProps = { publication: Publication };

function Protecting({ publication }: PanelProps) {
  const words = useWords(makingWords);
  const { progress } = publication;
  return (
    <Card title={words('protecting.title')}>
      <Stack>
        <div aria-live="polite">
          <Progress
            label={
              progress
                ? words(`protecting.${progress.phase}`, { done: String(progress.done), of: String(progress.of) })
                : words('protecting.waiting')
            }
            value={progress && progress.of > 0 ? progress.done : null}
            max={progress?.of ?? 1}
            note={words('protecting.note')}
          />
        </div>
        <Cluster>
          <Discard publication={publication} variant="secondary" />
        </Cluster>
      </Stack>
    </Card>
  );
}

function Draft({ publication }: PanelProps) {
  const words = useWords(makingWords);
  return (
    <Card title={words('draft.title')}>
      <Stack>
        <p>{words('draft.text')}</p>
        {publication.audit ? <GateReport report={publication.audit} /> : null}
        <Release publication={publication}>
          <ProtectAgain publication={publication} />
          <Discard publication={publication} />
        </Release>
      </Stack>
    </Card>
  );
}

function Refused({ publication }: PanelProps) {
  const words = useWords(makingWords);
  return (
    <Card title={words('refused.title')}>
      <Stack>
        {publication.audit ? <GateReport report={publication.audit} /> : <p>{words('refused.no-report')}</p>}
        <Reasons publication={publication} />
        <p>{words('refused.what')}</p>
        <ProtectAgain publication={publication} isPrimary hasMethod>
          <Discard publication={publication} />
        </ProtectAgain>
      </Stack>
    </Card>
  );
}

function Interrupted({ publication }: PanelProps) {
  const words = useWords(makingWords);
  return (
    <Card title={words('interrupted.title')}>
      <Stack>
        <p>{words('interrupted.text')}</p>
        <ProtectAgain publication={publication} isPrimary label={words('retry')}>
          <Discard publication={publication} />
        </ProtectAgain>
      </Stack>
    </Card>
  );
}

function Published({ publication }: PanelProps) {
  return (
    <div data-print="no">
      <Stack>
        <PublicLink publication={publication} />
        <Cluster>
          <Withdraw publication={publication} />
        </Cluster>
      </Stack>
    </div>
  );
}

function Discard({ publication, variant = 'quiet' }: PanelProps & { variant?: 'quiet' | 'secondary' }) {
  const words = useWords(makingWords);
  const navigate = useNavigate();
  const { discard } = useDeeds(publication.id);
  const [isAsked, setAsked] = useState(false);
  const deed = async () => {
    try {
      await discard.mutateAsync();
    } catch {
      // Shown in the dialog, by `discard.error`.
      return;
    }
    toast({ text: words('discard.done') });
    void navigate(paths.publications);
  };
  return (
    <>
      <Button variant={variant} onClick={() => setAsked(true)}>
        {words('discard')}
      </Button>
      {isAsked ? (
        <DeedDialog
          title={words('discard.title', { title: publication.title })}
          deed={words('discard')}
          isDangerous
          isPending={discard.isPending}
          error={discard.error}
          onDeed={() => void deed()}
          onClose={() => setAsked(false)}
        >
          <p>{words('discard.text')}</p>
        </DeedDialog>
      ) : null}
    </>
  );
}
