import { useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { locales } from '#client/locales/language.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import type { Publication } from '#shared/contract/publications.ts';
import { spreadOf } from '#shared/publications/cells.ts';
import { usePeriodText } from '../period/use-period-text.ts';
import { readingWords } from './locales.ts';
import styles from './reading.module.css';

/** How to read a rounded number, a small one and a change. */
export function HowToRead({ publication }: { publication: Publication }) {
  const words = useWords(readingWords);
  const spread = spreadOf(publication.tables);
  return (
    <Card title={words('read.title')}>
      <ul className={styles.points}>
        {publication.method === 'rounding' ? (
          <>
            <li>{words('read.rounded', { base: publication.base, example: EXAMPLE, low: EXAMPLE - spread, high: EXAMPLE + spread })}</li>
            <li>{words('read.small', { spread })}</li>
            <li>{words('read.marks')}</li>
          </>
        ) : (
          <li>{words('read.suppressed')}</li>
        )}
        <li>{words('read.change')}</li>
        {publication.tables.some(({ id }) => id === 'wait' || id === 'chance') ? <li>{words('read.shares')}</li> : null}
      </ul>
    </Card>
  );
}

/** A published number to explain with: a multiple of the base. */
const EXAMPLE = 25;

/** How people are protected, in plain words, with what the attack before the publication found. */
export function Protection({ publication }: { publication: Publication }) {
  const words = useWords(readingWords);
  const periods = usePeriodText();
  const { method, audit, releasedTies, softwareVersion } = publication;
  const released = [...new Set(releasedTies.map(({ period }) => periods.than(period)))];
  return (
    <Card title={words('protect.title')}>
      <div className={styles.prose}>
        <p>{words(`protect.${method}`)}</p>
        {audit?.isSafe ? (
          <p>
            {words('protect.gate')}
            {audit.leastWidth === null ? null : words('protect.width', { values: audit.leastWidth + 1 })}
          </p>
        ) : null}
        <p>{words('protect.late')}</p>
        {released.length > 0 ? (
          <p>{words('protect.released', { periods: new Intl.ListFormat(locales[words.language]).format(released) })}</p>
        ) : null}
        <p className={styles.small}>{words('protect.made', { version: softwareVersion })}</p>
      </div>
    </Card>
  );
}

type CheckProps = {
  publication: Publication;
  /** Fetches the file that the fingerprint was taken of; null where it is not handed out here. */
  downloadContent: ((fileName: string) => Promise<void>) | null;
};

/** The fingerprint of what was published, the file itself, and how to hold the one against the other. */
export function Check({ publication, downloadContent }: CheckProps) {
  const words = useWords(readingWords);
  const problemText = useProblemText();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const file = `doorstroom-${publication.period}.json`;
  const fetchFile = async () => {
    setPending(true);
    setProblem(null);
    try {
      await downloadContent?.(file);
    } catch (error) {
      setProblem(error);
    } finally {
      setPending(false);
    }
  };
  return (
    <Card title={words('check.title')}>
      <div className={styles.prose}>
        <p>{words('check.text')}</p>
        <p>
          <code className={styles.fingerprint}>{publication.sha256}</code>
        </p>
        <p className={styles.small}>
          {downloadContent ? words('check.how', { file }) : `${words('check.ask')} ${words('check.how', { file })}`}
        </p>
        {downloadContent ? (
          <p data-print="no">
            <Button size="small" icon="download" isPending={isPending} onClick={() => void fetchFile()}>
              {words('check.json')}
            </Button>
          </p>
        ) : null}
        {problem === null ? null : (
          <Banner isLive tone="danger">
            {problemText(problem)}
          </Banner>
        )}
      </div>
    </Card>
  );
}
