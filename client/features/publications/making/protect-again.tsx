import { type ReactNode, useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { RadioCards } from '#client/ui/radio-cards.tsx';
import { Cluster } from '#client/ui/stack.tsx';
import type { Publication } from '#shared/contract/publications.ts';
import { useDeeds } from '../api/publications.ts';
import { makingWords } from './locales.ts';
import { methodWords } from './method-locales.ts';

type ProtectAgainProps = {
  publication: Publication;
  label?: string;
  isPrimary?: boolean;
  /** Another way of protecting can be chosen: where this one was refused. */
  hasMethod?: boolean;
  /** Further deeds beside it. */
  children?: ReactNode;
};

/** Counts, protects and attacks anew. */
export function ProtectAgain({ publication, label, isPrimary = false, hasMethod = false, children }: ProtectAgainProps) {
  const words = useWords(makingWords);
  const methods = useWords(methodWords);
  const problemText = useProblemText();
  const { retry } = useDeeds(publication.id);
  const [method, setMethod] = useState(publication.method);
  return (
    <>
      {hasMethod ? (
        <RadioCards
          label={words('retry.method')}
          options={(['rounding', 'suppression'] as const).map((value) => ({
            value,
            label: methods(value),
            description: methods(`${value}.text`),
          }))}
          value={method}
          onChange={setMethod}
        />
      ) : null}
      {retry.error ? (
        <Banner isLive tone="danger">
          {problemText(retry.error)}
        </Banner>
      ) : null}
      <Cluster>
        <Button variant={isPrimary ? 'primary' : 'secondary'} isPending={retry.isPending} onClick={() => retry.mutate({ method })}>
          {label ?? words('retry.protect')}
        </Button>
        {children}
      </Cluster>
    </>
  );
}
