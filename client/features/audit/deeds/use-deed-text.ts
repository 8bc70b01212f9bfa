import { useWords } from '#client/locales/words.ts';
import type { AuditEntry } from '#shared/contract/audit.ts';
import { auditWords } from '../locales.ts';
import { deedWords } from './locales.ts';

/** A line of the log as a sentence, without its first word: who did it. */
export function useDeedText(): (entry: Pick<AuditEntry, 'action' | 'kind' | 'outcome' | 'participant'>) => string {
  const words = useWords(deedWords);
  const audit = useWords(auditWords);
  return ({ action, kind, outcome, participant }) => {
    const file = participant ?? audit('unknown-file');
    if (outcome === 'done') return isDeed(action) ? words(action, { file }) : words('other', { action });
    if (outcome === 'request.throttled') return words('throttled');
    if (action === 'refreshSession') return words('token-reused');
    if (action === 'protectPublication') return words('unsafe');
    if (outcome === 'publication.unsafe' || outcome === 'publication.outdated') return words('refused.publication');
    if (kind === 'session') return words('refused.session');
    if (participant === null) return words('refused.other');
    if (kind === 'export') return words('refused.export', { file });
    return words(kind === 'change' ? 'refused.change' : 'refused.read', { file });
  };
}

function isDeed(action: string): action is keyof typeof deedWords.nl {
  return Object.hasOwn(deedWords.nl, action);
}
