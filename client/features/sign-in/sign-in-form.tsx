import { type FormEvent, type KeyboardEvent, Suspense, useEffect, useId, useRef, useState } from 'react';
import { ApiProblem, isProblem } from '#client/api/problem.ts';
import { signIn } from '#client/api/session.ts';
import { useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { CodeStep, preload, Refusal } from './lazily.ts';
import { signInWords } from './locales.ts';
import styles from './sign-in.module.css';
import { useWait } from './use-wait.ts';

/**
 * E-mail address and password; used by the screen and by the layer over a page whose session ended.
 *
 * @param isSecond another way in stands before it
 */
export function SignInForm({ isSecond = false }: { isSecond?: boolean }) {
  const t = useWords(signInWords);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [hasCapsLock, setCapsLock] = useState(false);
  const [errors, setErrors] = useState<{ email?: string; password?: string }>({});
  const [refusal, setRefusal] = useState<{ error: unknown } | null>(null);
  const [isPending, setPending] = useState(false);
  const [isCodeAsked, setCodeAsked] = useState(false);
  const wait = useWait(refusal?.error instanceof ApiProblem ? refusal.error : null);
  const emailInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const id = useId();

  useEffect(preload, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending || wait) return;
    const missing = findMissing(email, password);
    setErrors({ ...(missing.email && { email: t(missing.email) }), ...(missing.password && { password: t(missing.password) }) });
    setRefusal(null);
    if (missing.email) return emailInput.current?.focus();
    if (missing.password) return passwordInput.current?.focus();
    setPending(true);
    try {
      await signIn({ email: email.trim(), password });
    } catch (error) {
      if (isProblem(error, 'session.code-required')) setCodeAsked(true);
      else if (isProblem(error, 'request.invalid')) setErrors({ email: t('email-invalid') });
      else setRefusal({ error });
      setPending(false);
      if (isProblem(error, 'session.refused')) passwordInput.current?.select();
    }
  };

  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState?.('CapsLock') ?? false);

  if (isCodeAsked) {
    return (
      <Suspense fallback={<div className={styles.waiting} />}>
        <CodeStep email={email.trim()} password={password} onBack={() => setCodeAsked(false)} />
      </Suspense>
    );
  }
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      {refusal ? (
        <Suspense>
          <Refusal error={refusal.error} />
        </Suspense>
      ) : null}
      <TextField
        id={`${id}email`}
        ref={emailInput}
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        spellCheck={false}
        autoFocus={!isSecond}
        isRequired
        value={email}
        error={errors.email}
        onChange={setEmail}
      />
      <TextField
        id={`${id}password`}
        ref={passwordInput}
        label={t('password')}
        name="password"
        type={isShown ? 'text' : 'password'}
        autoComplete="current-password"
        spellCheck={false}
        isRequired
        value={password}
        error={errors.password}
        hint={hasCapsLock ? <CapsLockHint text={t('caps-lock')} /> : null}
        onChange={setPassword}
        onKeyDown={watchCapsLock}
        onKeyUp={watchCapsLock}
        onBlur={() => setCapsLock(false)}
        end={
          <button
            type="button"
            className={styles.show}
            aria-label={t(isShown ? 'hide-password' : 'show-password')}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
          >
            <Icon name={isShown ? 'eye-off' : 'eye'} />
          </button>
        }
      />
      <Button type="submit" variant={isSecond ? 'secondary' : 'primary'} isWide isPending={isPending} isDisabled={wait !== null}>
        {wait ? t('submit-after', { wait }) : t('submit')}
      </Button>
    </form>
  );
}

function CapsLockHint({ text }: { text: string }) {
  return (
    <span className={styles.capsLock} role="status">
      <Icon name="warning" size={16} />
      {text}
    </span>
  );
}

function findMissing(email: string, password: string): { email?: 'email-missing' | 'email-invalid'; password?: 'password-missing' } {
  const emailProblem = email.trim() === '' ? 'email-missing' : /^\S+@\S+\.\S+$/.test(email.trim()) ? null : 'email-invalid';
  return { ...(emailProblem && { email: emailProblem }), ...(password === '' && { password: 'password-missing' as const }) };
}
