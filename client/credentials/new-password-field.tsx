import { useState } from 'react';
import { ApiProblem } from '#client/api/problem.ts';
import { type Translate, useWords } from '#client/locales/words.ts';
import { Icon } from '#client/ui/icon.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import styles from './credentials.module.css';
import { credentialWords } from './locales.ts';

type NewPasswordFieldProps = { id?: string; value: string; error: string | undefined; onChange: (value: string) => void };

/** Typed once: who can look at it need not type it twice. */
export function NewPasswordField(props: NewPasswordFieldProps) {
  const t = useWords(credentialWords);
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      label={t('new-password')}
      name="new-password"
      type={isShown ? 'text' : 'password'}
      autoComplete="new-password"
      spellCheck={false}
      isRequired
      hint={t('password-hint')}
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
  );
}

type Key = keyof typeof credentialWords.nl;

/** What is wrong with a password before it is sent; the server knows the rest. */
export function passwordProblem(password: string): Key | undefined {
  // As the contract counts it (shared/contract/credential.ts), which would bring its schemas along.
  const length = password.normalize('NFC').length;
  return length < 15 ? 'password-short' : length > 200 ? 'password-long' : undefined;
}

/** What the server says of a new password in a field of that name, in words. */
export function refusedPassword(error: unknown, field: 'password' | 'newPassword', t: Translate<Key>): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  const code = error.fields.find(({ path }) => path === `body.${field}`)?.code;
  return code === undefined ? undefined : t(CODES[code] ?? 'password-common');
}

const CODES: Record<string, Key> = {
  'too-short': 'password-short',
  'too-long': 'password-long',
  'password.common': 'password-common',
  'password.personal': 'password-personal',
};
