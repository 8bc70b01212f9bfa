import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMunicipalityName } from '#client/api/about.ts';
import { useUser } from '#client/api/session.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { dayText } from '#client/ui/date-text.ts';
import { DefinitionList } from '#client/ui/definition-list.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Stack } from '#client/ui/stack.tsx';
import type { getAccount } from '#shared/contract/account.ts';
import type { AnswerOf } from '#shared/contract/route.ts';
import styles from './account.module.css';
import { accountQuery } from './api/account.ts';
import { accountWords } from './locales.ts';
import { PasswordDialog } from './password-dialog.tsx';
import { PhoneDialog } from './phone-dialog.tsx';
import { RecoveryDialog } from './recovery-dialog.tsx';
import { SessionsCard } from './sessions-card.tsx';

type Account = AnswerOf<typeof getAccount>;

/** `/account`: who somebody is here, what they sign in with, and where they are signed in. */
export function Screen() {
  const t = useWords(accountWords);
  const { data: account, error, refetch } = useQuery(accountQuery);
  return (
    <>
      <PageHead title={t('title')} />
      <Stack gap="large" className={styles.cards}>
        <WhoCard email={account?.email} />
        {account ? <SignInCard account={account} /> : null}
        {!account && error ? (
          <Card title={t('in.title')}>
            <Broken title={t('broken')} error={error} onRetry={refetch} />
          </Card>
        ) : null}
        {!account && !error ? <Skeleton shape="block" /> : null}
        <SessionsCard />
      </Stack>
    </>
  );
}

function WhoCard({ email }: { email: string | undefined }) {
  const t = useWords(accountWords);
  const common = useWords(commonWords);
  const { name, role, municipalities } = useUser();
  const nameOf = useMunicipalityName();
  const items = [
    { term: t('name'), description: name },
    { term: t('email'), description: email ?? '…' },
    { term: t('role'), description: common(`role.${role}`) },
    ...(municipalities.length > 0 ? [{ term: t('municipalities'), description: municipalities.map(nameOf).join(', ') }] : []),
  ];
  return (
    <Card title={t('who.title')}>
      <DefinitionList items={items} />
      <p className={styles.note}>{t('who.text')}</p>
    </Card>
  );
}

function SignInCard({ account }: { account: Account }) {
  const t = useWords(accountWords);
  const [open, setOpen] = useState<'password' | 'phone' | 'recovery' | null>(null);
  const close = () => setOpen(null);
  if (!account.hasPassword) {
    return (
      <Card title={t('in.title')}>
        <p className={styles.note}>{t('no-password')}</p>
      </Card>
    );
  }
  const hasPhone = account.hasSecondFactor;
  return (
    <Card title={t('in.title')}>
      <ul className={styles.list}>
        <li className={styles.row}>
          <p className={styles.words}>
            <strong>{t('password')}</strong>{' '}
            <span>{account.passwordChangedAt ? t('password-since', { date: dayText(account.passwordChangedAt) }) : null}</span>
          </p>
          <Button size="small" onClick={() => setOpen('password')}>
            {t('change-password')}
          </Button>
        </li>
        <li className={styles.row}>
          <p className={styles.words}>
            <strong>{t('phone')}</strong> <span>{t(hasPhone ? 'phone-on' : 'phone-off')}</span>
          </p>
          <Button size="small" onClick={() => setOpen('phone')}>
            {t(hasPhone ? 'other-phone' : 'connect-phone')}
          </Button>
        </li>
        {hasPhone ? (
          <li className={styles.row}>
            <p className={styles.words}>
              <strong>{t('recovery-codes')}</strong> <span>{t('recovery-left', { count: account.recoveryCodesLeft })}</span>
            </p>
            <Button size="small" onClick={() => setOpen('recovery')}>
              {t('renew-codes')}
            </Button>
          </li>
        ) : null}
      </ul>
      {open === 'password' ? <PasswordDialog hasCode={hasPhone} onClose={close} /> : null}
      {open === 'phone' ? <PhoneDialog hasCode={hasPhone} onClose={close} /> : null}
      {open === 'recovery' ? <RecoveryDialog onClose={close} /> : null}
    </Card>
  );
}
