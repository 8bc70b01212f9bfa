import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { request } from '#client/api/request.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import type { renewRecoveryCodes } from '#shared/contract/account.ts';
import styles from './account.module.css';
import { accountQuery } from './api/account.ts';
import { CodesDialog } from './codes-dialog.tsx';
import { accountWords } from './locales.ts';
import { missingProof, NO_PROOF, type ProofErrors, ProofFields, proofToSend, refusedProof } from './proof-fields.tsx';

export function RecoveryDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(accountWords);
  const common = useWords(commonWords);
  const problemText = useProblemText();
  const queries = useQueryClient();
  const id = useId();
  const [proof, setProof] = useState(NO_PROOF);
  const [errors, setErrors] = useState<ProofErrors>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const found = missingProof(proof, true, t);
    setErrors(found);
    setProblem(null);
    if (Object.keys(found).length > 0) return;
    setPending(true);
    try {
      const { recoveryCodes } = await request<typeof renewRecoveryCodes>('POST', '/me/recovery-codes', { body: proofToSend(proof, true) });
      setCodes(recoveryCodes);
      await queries.invalidateQueries({ queryKey: accountQuery.queryKey });
    } catch (error) {
      const refused = refusedProof(error, t);
      setErrors(refused);
      if (Object.keys(refused).length === 0) setProblem(problemText(error));
    } finally {
      setPending(false);
    }
  };

  if (codes) return <CodesDialog codes={codes} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      size="small"
      title={t('renew-codes')}
      onClose={onClose}
      footer={
        <>
          <Button type="submit" form={`${id}form`} variant="primary" isPending={isPending}>
            {t('make-codes')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {common('cancel')}
          </Button>
        </>
      }
    >
      <form id={`${id}form`} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        {problem ? (
          <Banner isLive tone="danger">
            {problem}
          </Banner>
        ) : null}
        <p>{t('renew-text')}</p>
        <ProofFields proof={proof} errors={errors} hasCode onChange={setProof} />
      </form>
    </Dialog>
  );
}
