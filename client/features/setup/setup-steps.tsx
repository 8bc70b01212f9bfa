import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { isProblem } from '#client/api/problem.ts';
import { useProblemText } from '#client/api/problem-words.ts';
import { request } from '#client/api/request.ts';
import { credentialWords } from '#client/credentials/locales.ts';
import { NewPasswordField, passwordProblem, refusedPassword } from '#client/credentials/new-password-field.tsx';
import { RecoveryCodes } from '#client/credentials/recovery-codes.tsx';
import { isCode, Scan } from '#client/credentials/scan.tsx';
import { useWords } from '#client/locales/words.ts';
import { paths } from '#client/paths.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { LinkButton } from '#client/ui/link-button.tsx';
import { Cluster } from '#client/ui/stack.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import type { AnswerOf } from '#shared/contract/route.ts';
import type { beginSetup, completeSetup } from '#shared/contract/setup.ts';
import { setupWords } from './locales.ts';
import styles from './setup.module.css';

type Errors = { name?: string | undefined; email?: string | undefined; password?: string | undefined; code?: string | undefined };

/** Three steps: who and password, the phone, the recovery codes. Nothing is kept before the second is done. */
export function SetupSteps({ token, user, secondFactor }: AnswerOf<typeof beginSetup> & { token: string }) {
  const t = useWords(setupWords);
  const credential = useWords(credentialWords);
  const problemText = useProblemText();
  const [step, setStep] = useState<1 | 2 | 3>(1);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const [recoveryCodes, setRecoveryCodes] = useState<readonly string[]>([]);
  const [isKept, setKept] = useState(false);

  const chooseWho = (event: FormEvent) => {
    event.preventDefault();
    const short = passwordProblem(password);
    const found: Errors = {
      ...(short && { password: credential(short) }),
      ...(!user && name.trim() === '' && { name: t('name-missing') }),
      ...(!user && !/^\S+@\S+\.\S+$/.test(email.trim()) && { email: t('email-invalid') }),
    };
    setErrors(found);
    if (Object.keys(found).length === 0) setStep(2);
  };

  const complete = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setProblem(null);
    if (!isCode(code)) return setErrors({ code: credential('code-missing') });
    setErrors({});
    setPending(true);
    try {
      const who = user ? {} : { name: name.trim(), email: email.trim() };
      const body = { token, ...who, password, code: code.replace(/\s/g, '') };
      const answer = await request<typeof completeSetup>('POST', '/setup/complete', { body });
      setRecoveryCodes(answer.recoveryCodes);
      setStep(3);
    } catch (error) {
      refuse(error);
    } finally {
      setPending(false);
    }
  };

  const refuse = (error: unknown) => {
    const refused = refusedPassword(error, 'password', credential);
    if (isProblem(error, 'setup.code-refused')) return setErrors({ code: credential('code-refused') });
    if (refused === undefined && !isProblem(error, 'user.email-taken')) return setProblem(problemText(error));
    setErrors(refused === undefined ? { email: t('email-taken') } : { password: refused });
    setStep(1);
  };

  if (step === 3) {
    return (
      <Step number={3} title={t('recovery.title')}>
        <RecoveryCodes codes={recoveryCodes} isKept={isKept} onKept={setKept} />
        {isKept ? (
          <div className={styles.done}>
            <p className={styles.text}>{t('done-text')}</p>
            <LinkButton variant="primary" to={paths.signIn}>
              {t('done')}
            </LinkButton>
          </div>
        ) : null}
      </Step>
    );
  }
  if (step === 2) {
    return (
      <Step number={2} title={t('scan.title')}>
        <form className={styles.form} noValidate onSubmit={(event) => void complete(event)}>
          {problem ? (
            <Banner isLive tone="danger">
              {problem}
            </Banner>
          ) : null}
          <Scan offer={secondFactor} code={code} error={errors.code} onCode={setCode} />
          <Cluster>
            <Button type="submit" variant="primary" isPending={isPending}>
              {t('complete')}
            </Button>
            <Button variant="quiet" onClick={() => setStep(1)}>
              {t('back')}
            </Button>
          </Cluster>
        </form>
      </Step>
    );
  }
  return (
    <Step number={1} title={t(user ? 'password.title' : 'first.title')}>
      <form className={styles.form} noValidate onSubmit={chooseWho}>
        <p className={styles.text}>{user ? t('hello', user) : t('first.text')}</p>
        {user ? null : (
          <>
            <TextField label={t('name')} name="name" autoComplete="name" isRequired value={name} error={errors.name} onChange={setName} />
            <TextField
              label={t('email')}
              name="email"
              type="email"
              inputMode="email"
              autoComplete="username"
              spellCheck={false}
              isRequired
              value={email}
              error={errors.email}
              onChange={setEmail}
            />
          </>
        )}
        <NewPasswordField value={password} error={errors.password} onChange={setPassword} />
        <Cluster>
          <Button type="submit" variant="primary">
            {t('next')}
          </Button>
        </Cluster>
      </form>
    </Step>
  );
}

/** Its title takes the focus, so that who listens hears that it goes on. */
function Step({ number, title, children }: { number: 1 | 2 | 3; title: string; children: ReactNode }) {
  const t = useWords(setupWords);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number is what moves on.
  useEffect(() => heading.current?.focus(), [number]);
  return (
    <>
      <p className={styles.step}>{t('step', { step: number })}</p>
      <h2 className={styles.stepTitle} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </>
  );
}
