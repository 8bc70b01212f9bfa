import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { request } from '#client/api/request.ts';
import { credentialWords } from '#client/credentials/locales.ts';
import { NewPasswordField, passwordProblem, refusedPassword } from '#client/credentials/new-password-field.tsx';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { toast } from '#client/ui/toast.ts';
import type { changePassword } from '#shared/contract/account.ts';
import styles from './account.module.css';
import { accountQuery, mySessionsQuery } from './api/account.ts';
import { accountWords } from './locales.ts';
import { missingProof, NO_PROOF, ProofFields, proofToSend, refusedProof } from './proof-fields.tsx';

export function PasswordDialog({ hasCode, onClose }: { hasCode: boolean; onClose: () => void }) {
  const t = useWords(accountWords);
  const common = useWords(commonWords);
  const credential = useWords(credentialWords);
  const problemText = useProblemText();
  const queries = useQueryClient();
  const id = useId();
  const [proof, setProof] = useState(NO_PROOF);
  const [newPassword, setNewPassword] = useState('');
  const [errors, setErrors] = useState<{ password?: string; code?: string; newPassword?: string }>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const short = passwordProblem(newPassword);
    const found = { ...missingProof(proof, hasCode, t), ...(short && { newPassword: credential(short) }) };
    setErrors(found);
    setProblem(null);
    if (Object.keys(found).length > 0) return;
    setPending(true);
    try {
      await request<typeof changePassword>('POST', '/me/password', { body: { ...proofToSend(proof, hasCode), newPassword } });
      toast({ text: t('password-changed') });
      onClose();
      await queries.invalidateQueries({ queryKey: accountQuery.queryKey });
      await queries.invalidateQueries({ queryKey: mySessionsQuery.queryKey });
    } catch (error) {
      const refused = refusedPassword(error, 'newPassword', credential);
      const all = { ...refusedProof(error, t), ...(refused !== undefined && { newPassword: refused }) };
      setErrors(all);
      if (Object.keys(all).length === 0) setProblem(problemText(error));
      setPending(false);
    }
  };

  return (
    <Dialog
      isOpen
      size="small"
      title={t('change-password')}
      onClose={onClose}
      footer={
        <>
          <Button type="submit" form={`${id}form`} variant="primary" isPending={isPending}>
            {t('change-password')}
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
        <ProofFields proof={proof} errors={errors} hasCode={hasCode} onChange={setProof} />
        <NewPasswordField value={newPassword} error={errors.newPassword} onChange={setNewPassword} />
      </form>
    </Dialog>
  );
}
