import { Component, type ReactNode } from 'react';
import { getLanguage } from '#client/locales/language.ts';
import { translate } from '#client/locales/words.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { shellWords } from './locales.ts';

/** Keeps a fault in one screen from taking the frame along. Give it a `key` that changes with the address, to begin anew. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const words = translate(shellWords, getLanguage());
    // A screen that cannot be fetched while the page itself could is one that a newer build has replaced.
    const isOutdated = error instanceof TypeError && /import|module/i.test(error.message);
    return (
      <div role="alert">
        <EmptyState
          icon="danger"
          title={words(isOutdated ? 'outdated' : 'broken')}
          action={
            <Button variant="primary" onClick={() => location.reload()}>
              {words('reload')}
            </Button>
          }
        >
          {words(isOutdated ? 'outdated.text' : 'broken.text')}
        </EmptyState>
      </div>
    );
  }
}
