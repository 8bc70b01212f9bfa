import { useWords } from '#client/locales/words.ts';
import type { AuditEntry } from '#shared/contract/audit.ts';
import { auditWords } from './locales.ts';

/** Who did what a line tells, as the first word of its sentence. */
export function useWhoText(): (entry: Pick<AuditEntry, 'user' | 'role'>) => string {
  const words = useWords(auditWords);
  return ({ user, role }) => {
    if (user) return user.name ?? words('gone');
    return words(role === 'system' ? 'system' : 'nobody');
  };
}
