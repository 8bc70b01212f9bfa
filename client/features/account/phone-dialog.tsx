import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { isProblem } from '#client/api/problem.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { request } from '#client/api/request.ts';
import { credentialWords } from '#client/credentials/locales.ts';
import { isCode, Scan } from '#client/credentials/scan.tsx';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import type { offerSecondFactor, takeSecondFactor } from '#shared/contract/account.ts';
import type { SecondFactorOffer } from '#shared/contract/credential.ts';
import styles from './account.module.css';
import { accountQuery, mySessionsQuery } from './api/account.ts';
import { CodesDialog } from './codes-dialog.tsx';
import { accountWords } from './locales.ts';
import { missingProof, NO_PROOF, type ProofErrors, ProofFields, proofToSend, refusedProof } from './proof-fields.tsx';

/** A first phone, or another one: proof, scan, recovery codes. The present phone counts until the second is done. */
export function PhoneDialog({ hasCode, onClose }: { hasCode: boolean; onClose: () => void }) {
  const t = useWords(accountWords);
  const common = useWords(commonWords);
  const credential = useWords(credentialWords);
  const problemText = useProblemText();
  const queries = useQueryClient();
  const id = useId();
  const [proof, setProof] = useState(NO_PROOF);
  const [offer, setOffer] = useState<SecondFactorOffer | null>(null);
  const [newCode, setNewCode] = useState('');
  const [errors, setErrors] = useState<ProofErrors & { newCode?: string }>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  const prove = async () => {
    const found = missingProof(proof, hasCode, t);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setOffer(await request<typeof offerSecondFactor>('POST', '/me/second-factor', { body: proofToSend(proof, hasCode) }));
  };

  const take = async () => {
    setErrors(isCode(newCode) ? {} : { newCode: credential('code-missing') });
    if (!isCode(newCode)) return;
    const body = { code: newCode.replace(/\s/g, '') };
    const { recoveryCodes } = await request<typeof takeSecondFactor>('POST', '/me/second-factor/complete', { body });
    setCodes(recoveryCodes);
    await queries.invalidateQueries({ queryKey: accountQuery.queryKey });
    await queries.invalidateQueries({ queryKey: mySessionsQuery.queryKey });
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    setProblem(null);
    try {
      await (offer ? take() : prove());
    } catch (error) {
      const refused = isProblem(error, 'setup.code-refused') ? { newCode: credential('code-refused') } : refusedProof(error, t);
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
      title={t(hasCode ? 'other-phone' : 'connect-phone')}
      onClose={onClose}
      footer={
        <>
          <Button type="submit" form={`${id}form`} variant="primary" isPending={isPending}>
            {t(offer ? 'connect-now' : 'continue')}
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
        {offer ? (
          <Scan offer={offer} code={newCode} error={errors.newCode} onCode={setNewCode} />
        ) : (
          <ProofFields proof={proof} errors={errors} hasCode={hasCode} onChange={setProof} />
        )}
      </form>
    </Dialog>
  );
}
