import { useQuery } from '@tanstack/react-query';
import { aboutQuery } from '#client/api/about.ts';
import { useWords } from '#client/locales/words.ts';
import { ButtonContent, buttonClass } from '#client/ui/button.tsx';
import { signInWords } from './locales.ts';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

/**
 * The ways in that there are: single sign-on first, then e-mail address and password.
 *
 * @param to where single sign-on leads afterwards; without it the page stays as it is, and another tab signs in for it
 */
export function SignInWays({ to }: { to?: string }) {
  const t = useWords(signInWords);
  const { data: about, isPending, failureCount } = useQuery(aboutQuery);
  // Nothing moves under the hands of who types already. A server that does not answer must not keep the form away.
  if (isPending && failureCount === 0) return <div className={styles.waiting} />;
  const { singleSignOn, password } = about?.signIn ?? { singleSignOn: false, password: true };
  if (!singleSignOn) return <SignInForm />;
  const address = `/api/session/oidc${to === undefined ? '' : `?${new URLSearchParams({ to })}`}`;
  return (
    <div className={styles.ways}>
      {/* No Link: the server leads on from there to the provider. */}
      <a className={buttonClass({ variant: 'primary', isWide: true })} href={address} target={to === undefined ? '_blank' : undefined}>
        <ButtonContent icon={undefined} size="medium">
          {t('single-sign-on')}
        </ButtonContent>
      </a>
      {to === undefined ? <p className={styles.note}>{t('other-tab')}</p> : null}
      {password ? (
        <>
          <p className={styles.or}>{t('or-password')}</p>
          <SignInForm isSecond />
        </>
      ) : null}
    </div>
  );
}
