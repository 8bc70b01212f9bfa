import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { instantText } from '#client/ui/date-text.ts';
import { rightsWords } from './locales.ts';
import styles from './rights.module.css';

export function ErasedBanner({ erasedAt }: { erasedAt: string }) {
  const words = useWords(rightsWords);
  return (
    <div className={styles.erased}>
      <Banner title={words('erased.title')}>{words('erased.text', { day: instantText(new Date(erasedAt)) })}</Banner>
    </div>
  );
}
