import { useState } from 'react';
import { useProblemText } from '#client/api/problem-words.ts';
import { useWords } from '#client/locales/words.ts';
import { publicPublicationPath } from '#client/paths.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import { Cluster, Stack } from '#client/ui/stack.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { toast } from '#client/ui/toast.ts';
import type { Publication } from '#shared/contract/publications.ts';
import { useDeeds } from '../api/publications.ts';
import { makingWords } from './locales.ts';

/** Opens, copies and ends the link by which anybody reads this publication. */
export function PublicLink({ publication }: { publication: Publication }) {
  const words = useWords(makingWords);
  const problemText = useProblemText();
  const { openLink, endLink } = useDeeds(publication.id);
  const [isCopyRefused, setCopyRefused] = useState(false);
  const problem = openLink.error ?? endLink.error;
  const { publicToken } = publication;
  const copy = async (address: string) => {
    try {
      await navigator.clipboard.writeText(address);
      setCopyRefused(false);
      toast({ text: words('link.copied') });
    } catch {
      // Browsers refuse it without a secure connection; the address stands there to be copied by hand.
      setCopyRefused(true);
    }
  };
  return (
    <Card title={words('link.title')}>
      <Stack>
        <p>{words(publicToken === null ? 'link.none' : 'link.on')}</p>
        {problem ? (
          <Banner isLive tone="danger">
            {problemText(problem)}
          </Banner>
        ) : null}
        {publicToken === null ? (
          <Cluster>
            <Button isPending={openLink.isPending} onClick={() => openLink.mutate()}>
              {words('link.open')}
            </Button>
          </Cluster>
        ) : (
          <Link
            address={`${window.location.origin}${publicPublicationPath(publicToken)}`}
            isCopyRefused={isCopyRefused}
            isEnding={endLink.isPending}
            onCopy={copy}
            onEnd={() => endLink.mutate(undefined, { onSuccess: () => toast({ text: words('link.ended') }) })}
          />
        )}
      </Stack>
    </Card>
  );
}

type LinkProps = {
  address: string;
  isCopyRefused: boolean;
  isEnding: boolean;
  onCopy: (address: string) => Promise<void>;
  onEnd: () => void;
};

function Link({ address, isCopyRefused, isEnding, onCopy, onEnd }: LinkProps) {
  const words = useWords(makingWords);
  return (
    <>
      <TextField
        label={words('link.address')}
        value={address}
        onChange={() => undefined}
        readOnly
        error={isCopyRefused ? words('link.not-copied') : null}
      />
      <Cluster>
        <Button onClick={() => void onCopy(address)}>{words('link.copy')}</Button>
        <Button variant="quiet" isPending={isEnding} onClick={onEnd}>
          {words('link.end')}
        </Button>
      </Cluster>
    </>
  );
}
