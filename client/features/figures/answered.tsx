import type { ReactNode } from 'react';
import { useWords } from '#client/locales/words.ts';
import { Broken } from '#client/shell/broken.tsx';
import { Card } from '#client/ui/card.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { overviewWords } from './locales.ts';

type AnsweredProps<Data> = {
  title: string;
  query: { data: Data | undefined; error: unknown; refetch: () => unknown };
  className?: string | undefined;
  isEmpty?: (data: Data) => boolean;
  children: (data: Data) => ReactNode;
};

/** One card while its figure is on its way, when it does not come, when it is empty, and when it is there. */
export function Answered<Data>({ title, query: { data, error, refetch }, className, isEmpty, children }: AnsweredProps<Data>) {
  const words = useWords(overviewWords);
  if (error && !data) {
    return (
      <Card title={title} className={className}>
        <Broken title={words('broken.title')} error={error} onRetry={refetch} />
      </Card>
    );
  }
  if (!data) {
    return (
      <Card title={title} className={className}>
        <Skeleton lines={7} />
      </Card>
    );
  }
  if (isEmpty?.(data)) {
    return (
      <Card title={title} className={className}>
        <EmptyState icon="figures" title={words('empty.title')}>
          {words('empty.text')}
        </EmptyState>
      </Card>
    );
  }
  return children(data);
}
