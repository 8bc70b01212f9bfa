import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { download } from '#client/api/request.ts';
import { commonWords } from '#client/locales/common.ts';
import { type Language, languages } from '#client/locales/language.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { RadioCards } from '#client/ui/radio-cards.tsx';
import { Segmented } from '#client/ui/segmented.tsx';
import { Select } from '#client/ui/select.tsx';
import { Stack } from '#client/ui/stack.tsx';
import { toast } from '#client/ui/toast.ts';
import type { exportFileAsJson, exportFileAsPdf } from '#shared/contract/file-export.ts';
import type { Participant } from '#shared/contract/participants.ts';
import { rightsWords } from './locales.ts';

const reasons = ['person-asked', 'other-service', 'authority-asked'] as const;
type Reason = (typeof reasons)[number];
const kinds = ['pdf', 'json'] as const;
type Kind = (typeof kinds)[number];

const languageNames: Record<Language, string> = { nl: 'Nederlands', en: 'English', fr: 'Français' };

/** The whole file, to give away: to whom, and in which form. */
export function ExportDialog({ participant, onClose }: { participant: Pick<Participant, 'id' | 'code'>; onClose: () => void }) {
  const words = useWords(rightsWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const id = useId();
  const [reason, setReason] = useState<Reason | null>(null);
  const [kind, setKind] = useState<Kind>('pdf');
  const [language, setLanguage] = useState<Language>(words.language);
  const [isTried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: (why: Reason) => fetchFile(participant, why, kind, language),
    onSuccess: () => {
      toast({ text: words('export.done') });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason !== null && !save.isPending) save.mutate(reason);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words('export.title')}
      footer={
        <>
          <Button type="submit" form={`${id}form`} variant="primary" icon="download" isPending={save.isPending}>
            {words('export.save')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
        </>
      }
    >
      <form id={`${id}form`} noValidate onSubmit={submit}>
        <Stack>
          {save.error ? (
            <Banner isLive tone="danger">
              {problemText(save.error)}
            </Banner>
          ) : null}
          <p>{words('export.lead')}</p>
          <RadioCards
            label={words('export.reason')}
            options={reasons.map((value) => ({ value, label: words(`export.reason.${value}`) }))}
            value={reason}
            onChange={setReason}
            error={isTried && reason === null ? words('export.reason.missing') : null}
          />
          <Segmented
            label={words('export.kind')}
            options={kinds.map((value) => ({ value, label: words(`export.kind.${value}`) }))}
            value={kind}
            onChange={setKind}
          />
          {kind === 'pdf' ? (
            <Select
              label={words('export.language')}
              placeholder={null}
              options={languages.map((value) => ({ value, label: languageNames[value] }))}
              value={language}
              onChange={(next) => setLanguage(next ?? language)}
            />
          ) : null}
        </Stack>
      </form>
    </Dialog>
  );
}

function fetchFile({ id, code }: Pick<Participant, 'id' | 'code'>, reason: Reason, kind: Kind, language: Language): Promise<void> {
  const params = { id };
  return kind === 'pdf'
    ? download<typeof exportFileAsPdf>('/participants/:id/file.pdf', `dossier-${code}.pdf`, { params, query: { reason, language } })
    : download<typeof exportFileAsJson>('/participants/:id/file.json', `dossier-${code}.json`, { params, query: { reason } });
}
