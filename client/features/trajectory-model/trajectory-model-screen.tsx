import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '#client/locales/words.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Card } from '#client/ui/card.tsx';
import { PageHead } from '#client/ui/page-head.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { modelQuery } from './api/model.ts';
import { type Chosen, Diagram } from './diagram.tsx';
import { Explanation, FromAnywhere } from './explanation.tsx';
import type { Model } from './layout.ts';
import { modelWords } from './locales.ts';
import styles from './model.module.css';
import { StepsTable } from './steps-table.tsx';
import { useModelWords } from './use-model-words.ts';

export function Screen() {
  const words = useWords(modelWords);
  const { data, error, refetch } = useQuery(modelQuery);
  return (
    <>
      <PageHead title={words('title')} subtitle={words('subtitle')} />
      {data ? (
        <ModelView model={data} />
      ) : error ? (
        <Broken title={words('broken.title')} error={error} onRetry={refetch} />
      ) : (
        <Skeleton shape="block" />
      )}
    </>
  );
}

function ModelView({ model }: { model: Model }) {
  const { words, step } = useModelWords();
  const [pinned, setPinned] = useState<Chosen | null>(null);
  const [hovered, setHovered] = useState<Chosen | null>(null);
  const first = model.states[0];
  const choose = (chosen: Chosen) => setPinned((before) => (before?.code === chosen.code ? null : chosen));
  const told = pinned ?? hovered ?? (first ? { kind: 'state' as const, code: first.state } : null);
  return (
    <div className={styles.page}>
      <Card title={words('drawing')}>
        <p className={styles.key}>
          <span>{words('drawing.how')}</span>
          <Key name={words('main')} line={styles.strong} />
          <Key name={words('other')} line={styles.thin} />
        </p>
        <Diagram model={model} shown={hovered ?? pinned} pinned={pinned} onChoose={choose} onHover={setHovered} />
        <FromAnywhere model={model} />
      </Card>
      <div className={styles.below}>
        <Card>
          <div aria-live="polite">{told ? <Explanation model={model} chosen={told} /> : null}</div>
        </Card>
        <Card title={words('steps')}>
          <div className={styles.steps}>
            {model.steps.map(({ type }) => (
              <button
                key={type}
                type="button"
                className={styles.step}
                aria-pressed={pinned?.code === type}
                onClick={() => choose({ kind: 'step', code: type })}
              >
                {step(type)}
              </button>
            ))}
          </div>
        </Card>
      </div>
      <Card title={words('table')} padding="flush">
        <p className={styles.note}>{words('table.note')}</p>
        <StepsTable model={model} />
      </Card>
    </div>
  );
}

function Key({ name, line }: { name: string; line: string | undefined }) {
  return (
    <span className={styles.keyItem}>
      <svg width="28" height="8" aria-hidden="true" focusable="false">
        <path className={line} d="M0 4H28" />
      </svg>
      {name}
    </span>
  );
}
