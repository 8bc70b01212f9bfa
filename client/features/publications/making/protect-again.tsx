import { type ReactNode, useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { useWords } from '#client/locales/words.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Cluster } from '#client/ui/stack.tsx';
import type { Publication } from '#shared/contract/publications.ts';
import { useDeeds } from '../api/publications.ts';
import { makingWords } from './locales.ts';
import { MethodChoice } from './method-choice.tsx';

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
  const problemText = useProblemText();
  const { retry } = useDeeds(publication.id);
  const [method, setMethod] = useState(publication.method);
  return (
    <>
      {hasMethod ? <MethodChoice label={words('retry.method')} value={method} onChange={setMethod} /> : null}
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
