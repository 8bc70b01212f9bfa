import { type FormEvent, useRef, useState } from 'react';
import { ApiProblem, isProblem } from '#client/api/problem.ts';
import { signIn } from '#client/api/session.ts';
import { useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { codeWords } from './code-locales.ts';
import { signInWords } from './locales.ts';
import { Refusal } from './refusal.tsx';
import styles from './sign-in.module.css';
import { useWait } from './use-wait.ts';

/** The second half of signing in, in the place of the first; `onBack` brings that back as it was typed. */
export function CodeStep({ email, password, onBack }: { email: string; password: string; onBack: () => void }) {
  const t = useWords(codeWords);
  const signInText = useWords(signInWords);
  const [way, setWay] = useState<'code' | 'recovery'>('code');
  const [code, setCode] = useState('');
  const [error, setError] = useState<string>();
  const [refusal, setRefusal] = useState<unknown>(null);
  const [isPending, setPending] = useState(false);
  const wait = useWait(refusal instanceof ApiProblem ? refusal : null);
  const input = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending || wait) return;
    setRefusal(null);
    setError(undefined);
    const isComplete = way === 'code' ? /^\d{6}$/.test(code.replace(/\s/g, '')) : code.trim() !== '';
    if (!isComplete) {
      setError(t(`${way}-missing`));
      return input.current?.focus();
    }
    setPending(true);
    try {
      await signIn({ email, password, code });
    } catch (thrown) {
      if (isProblem(thrown, 'session.refused') || isProblem(thrown, 'request.invalid')) setError(t(`${way}-refused`));
      else setRefusal(thrown);
      setPending(false);
      input.current?.select();
    }
  };

  const use = (next: typeof way) => {
    setWay(next);
    setCode('');
    setError(undefined);
    input.current?.focus();
  };

  const isPhone = way === 'code';
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <p className={styles.note}>{t('text', { email })}</p>
      {refusal ? <Refusal error={refusal} /> : null}
      <TextField
        ref={input}
        label={t(isPhone ? 'code' : 'recovery-code')}
        name="code"
        inputMode={isPhone ? 'numeric' : 'text'}
        autoComplete={isPhone ? 'one-time-code' : 'off'}
        spellCheck={false}
        autoFocus
        isRequired
        hint={isPhone ? null : t('recovery-hint')}
        value={code}
        error={error}
        onChange={setCode}
      />
      <Button type="submit" variant="primary" isWide isPending={isPending} isDisabled={wait !== null}>
        {wait ? signInText('submit-after', { wait }) : t('submit')}
      </Button>
      <div className={styles.others}>
        <Button variant="quiet" size="small" onClick={() => use(isPhone ? 'recovery' : 'code')}>
          {t(isPhone ? 'use-recovery-code' : 'use-phone')}
        </Button>
        <Button variant="quiet" size="small" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
    </form>
  );
}
