import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '#client/locales/words.ts';
import { proposalsQuery } from '#client/organisations/queries.ts';
import { Banner } from '#client/ui/banner.tsx';
import { Button } from '#client/ui/button.tsx';
import { Card } from '#client/ui/card.tsx';
import type { Organisation } from '#shared/contract/organisations.ts';
import { organisationsWords } from './locales.ts';
import styles from './organisations.module.css';
import { useDeciding } from './use-deciding.ts';
import { useTelling } from './use-telling.ts';

/** What case workers proposed, first of all for whoever can say yes or no. */
export function ProposalsCard({ onOpen }: { onOpen: (id: string) => void }) {
  const words = useWords(organisationsWords);
  const [problem, setProblem] = useState<string | null>(null);
  const { decide, isPending } = useDeciding(setProblem);
  const { data } = useQuery(proposalsQuery);
  if (!problem && (!data || data.items.length === 0)) return null;
  return (
    <div className={styles.proposals}>
      <Card title={words('proposals')}>
        {problem ? (
          <Banner isLive tone="danger">
            {problem}
          </Banner>
        ) : null}
        <ul>
          {(data?.items ?? []).map((organisation) => (
            <Proposal key={organisation.id} organisation={organisation} isPending={isPending} onDecide={decide} onOpen={onOpen} />
          ))}
        </ul>
      </Card>
    </div>
  );
}

type ProposalProps = {
  organisation: Organisation;
  isPending: boolean;
  onDecide: (organisation: Organisation, status: 'approved' | 'declined') => Promise<void>;
  onOpen: (id: string) => void;
};

function Proposal({ organisation, isPending, onDecide, onOpen }: ProposalProps) {
  const words = useWords(organisationsWords);
  const { place, proposed } = useTelling();
  const { id, name } = organisation;
  const named = (deed: string) => ({ 'aria-label': `${deed}: ${name}`, children: deed });
  return (
    <li className={styles.proposal}>
      <div className={styles.name}>
        <strong>{name}</strong>
        <span className={styles.small}>{place(organisation)}</span>
        <span className={styles.small}>{proposed(organisation)}</span>
      </div>
      <div className={styles.deeds}>
        <Button size="small" isPending={isPending} onClick={() => void onDecide(organisation, 'approved')} {...named(words('approve'))} />
        <Button
          size="small"
          variant="quiet"
          isPending={isPending}
          onClick={() => void onDecide(organisation, 'declined')}
          {...named(words('decline'))}
        />
        <Button size="small" variant="quiet" onClick={() => onOpen(id)} {...named(words('look'))} />
      </div>
    </li>
  );
}
