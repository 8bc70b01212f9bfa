import { useWords } from '#client/locales/words.ts';
import { TextField } from '#client/ui/text-field.tsx';
import type { SecondFactorOffer } from '#shared/contract/credential.ts';
import styles from './credentials.module.css';
import { credentialWords } from './locales.ts';
import { QrCode } from './qr-code.tsx';

type ScanProps = { offer: SecondFactorOffer; code: string; error: string | undefined; onCode: (code: string) => void };

/** A second factor to scan or to type over, and the code that shows that it worked. */
export function Scan({ offer, code, error, onCode }: ScanProps) {
  const t = useWords(credentialWords);
  return (
    <div className={styles.scan}>
      <p>{t('scan-text')}</p>
      <QrCode text={offer.uri} title={t('scan-picture')} />
      <p className={styles.secretWords}>
        {t('scan-secret')}
        <code className={styles.secret}>{offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <CodeField value={code} error={error} onChange={onCode} />
    </div>
  );
}

function CodeField({ value, error, onChange }: { value: string; error: string | undefined; onChange: (code: string) => void }) {
  const t = useWords(credentialWords);
  return (
    <TextField
      label={t('code')}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
      width="short"
      isRequired
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}

export function isCode(code: string): boolean {
  return /^\d{6}$/.test(code.replace(/\s/g, ''));
}
