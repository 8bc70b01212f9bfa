import { useRevokeHandover } from '#client/api/handovers.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { handoverWords } from '#client/locales/handovers.ts';
import { useWords } from '#client/locales/words.ts';
import { useTell } from '#client/trajectory/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { dayText, today } from '#client/ui/date-text.ts';
import { toast } from '#client/ui/toast.ts';
import type { Access, FileHandover } from '#shared/contract/handovers.ts';
import { participantWords } from './locales.ts';

/** What becomes of a file between two offices: it waits, it was refused, or it was handed over and is shown as it was then. */
export function HandoverBanner({ access, handover }: { access: Access; handover: FileHandover }) {
  const words = useWords(participantWords);
  const reasons = useWords(handoverWords);
  const { municipality } = useTell();
  const office = municipality(handover.to);
  const day = dayText(today(new Date(handover.decidedAt ?? handover.proposedAt)));
  if (access === 'past') {
    return (
      <Banner tone="info" title={words('handover.past', { office, day })}>
        {words('handover.past-text')}
      </Banner>
    );
  }
  if (handover.status === 'proposed') return <Waiting handover={handover} office={office} day={day} />;
  if (handover.status !== 'rejected') return null;
  const reason = handover.reason ? reasons(`reason.${handover.reason}`) : '';
  return (
    <Banner tone="warning" title={words('handover.rejected', { office, day })}>
      {[reason, handover.remark].filter(Boolean).join('. ')}
    </Banner>
  );
}

function Waiting({ handover, office, day }: { handover: FileHandover; office: string; day: string }) {
  const words = useWords(participantWords);
  const shared = useWords(handoverWords);
  const problemText = useProblemText();
  const revoke = useRevokeHandover();
  const takeBack = async () => {
    await revoke.mutateAsync(handover);
    toast({ text: shared('revoked') });
  };
  return (
    <>
      <Banner
        tone="info"
        isLive
        title={words('handover.waiting', { office, day })}
        action={
          <Button size="small" data-print="no" isPending={revoke.isPending} onClick={() => void takeBack().catch(() => undefined)}>
            {shared('revoke')}
          </Button>
        }
      >
        {words('handover.waiting-text')}
      </Banner>
      {revoke.error ? (
        <Banner isLive tone="danger">
          {problemText(revoke.error)}
        </Banner>
      ) : null}
    </>
  );
}
