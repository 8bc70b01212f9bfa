import { isProblem } from '#client/api/problem.ts';
import { type Translate, useWords } from '#client/locales/words.ts';
import { TextField } from '#client/ui/text-field.tsx';
import { accountWords } from './locales.ts';

export type Proof = { password: string; code: string };
export type ProofErrors = { [name in keyof Proof]?: string };

type Key = keyof typeof accountWords.nl;

type ProofFieldsProps = { proof: Proof; errors: ProofErrors; hasCode: boolean; onChange: (proof: Proof) => void };

/** Who changes what they sign in with types it again: an open screen is not enough. */
export function ProofFields({ proof, errors, hasCode, onChange }: ProofFieldsProps) {
  const t = useWords(accountWords);
  return (
    <>
      <TextField
        label={t('current-password')}
        name="password"
        type="password"
        autoComplete="current-password"
        isRequired
        value={proof.password}
        error={errors.password}
        onChange={(password) => onChange({ ...proof, password })}
      />
      {hasCode ? (
        <TextField
          label={t('current-code')}
          name="code"
          autoComplete="one-time-code"
          spellCheck={false}
          width="short"
          isRequired
          value={proof.code}
          error={errors.code}
          onChange={(code) => onChange({ ...proof, code })}
        />
      ) : null}
    </>
  );
}

export const NO_PROOF: Proof = { password: '', code: '' };

export function missingProof({ password, code }: Proof, hasCode: boolean, t: Translate<Key>): ProofErrors {
  return {
    ...(password === '' && { password: t('password-missing') }),
    ...(hasCode && code.trim() === '' && { code: t('code-missing') }),
  };
}

export function refusedProof(error: unknown, t: Translate<Key>): ProofErrors {
  return isProblem(error, 'account.proof-refused') ? { password: t('proof-refused') } : {};
}

export function proofToSend({ password, code }: Proof, hasCode: boolean): { password: string; code?: string } {
  return hasCode ? { password, code: code.trim() } : { password };
}
