import { Suspense, useState } from 'react';
import { signIn } from '#client/api/session.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Icon } from '#client/ui/icon.tsx';
import { Spinner } from '#client/ui/spinner.tsx';
import type { getAbout } from '#shared/contract/about.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import { Refusal } from './lazily.ts';
import { signInWords } from './locales.ts';
import styles from './sign-in.module.css';

type Account = NonNullable<AnswerOf<typeof getAbout>['demoAccounts']>[number];

/** The accounts to try, one click each. They exist in demo mode only, and the server gives their password along. */
export function DemoAccounts({ accounts, password }: { accounts: readonly Account[]; password: string }) {
  const t = useWords(signInWords);
  const [pending, setPending] = useState<string | null>(null);
  const [failure, setFailure] = useState<{ error: unknown } | null>(null);

  const enter = async (email: string) => {
    if (pending) return;
    setPending(email);
    setFailure(null);
    try {
      await signIn({ email, password });
    } catch (error) {
      setFailure({ error });
      setPending(null);
    }
  };

  return (
    <section className={styles.panel} aria-labelledby="probeer">
      <h2 className={styles.demoTitle} id="probeer">
        {t('demo.title')}
      </h2>
      <p className={styles.lead}>{t('demo.text')}</p>
      {failure ? (
        <div className={styles.failure}>
          <Suspense>
            <Refusal error={failure.error} />
          </Suspense>
        </div>
      ) : null}
      <ul className={styles.accounts}>
        {accounts.map((account) => (
          <li key={account.email}>
            <AccountButton account={account} isPending={pending === account.email} onPress={() => void enter(account.email)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function AccountButton({ account, isPending, onPress }: { account: Account; isPending: boolean; onPress: () => void }) {
  const t = useWords(signInWords);
  const common = useWords(commonWords);
  const place = account.municipalities.length > 0 ? `, ${account.municipalities.join(', ')}` : '';
  return (
    <button type="button" className={styles.account} aria-busy={isPending || undefined} onClick={onPress}>
      <span className={styles.accountWords}>
        <span className={styles.accountRole}>
          {common(`role.${account.role}`)}
          {place}
        </span>
        <span className={styles.accountText}>{t(`demo.${account.role}`)}</span>
      </span>
      {isPending ? <Spinner size={16} /> : <Icon name="chevron-right" size={16} className={styles.accountArrow} />}
    </button>
  );
}
