import { useState } from 'react';
import { useWords } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { Checkbox } from '#client/ui/checkbox.tsx';
import { Cluster } from '#client/ui/stack.tsx';
import styles from './credentials.module.css';
import { credentialWords } from './locales.ts';

type RecoveryCodesProps = { codes: readonly string[]; isKept: boolean; onKept: (isKept: boolean) => void };

/** Shown once, to be copied or printed; who goes on says that they were kept. */
export function RecoveryCodes({ codes, isKept, onKept }: RecoveryCodesProps) {
  const t = useWords(credentialWords);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'));
    setCopied(true);
  };
  return (
    <div className={styles.recovery}>
      <p>{t('recovery-text')}</p>
      <ul className={styles.codes} aria-label={t('recovery-list')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Cluster>
        <Button size="small" onClick={() => void copy().catch(() => undefined)}>
          <span aria-live="polite">{t(isCopied ? 'copied' : 'copy')}</span>
        </Button>
        <Button size="small" onClick={() => window.print()}>
          {t('print')}
        </Button>
      </Cluster>
      <Checkbox label={t('recovery-kept')} isChecked={isKept} onChange={onKept} />
    </div>
  );
}
