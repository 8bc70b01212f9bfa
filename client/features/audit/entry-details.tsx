import { problemWords } from '#client/api/problem-words.ts';
import { commonWords } from '#client/locales/common.ts';
import { useWords } from '#client/locales/words.ts';
import { instantText } from '#client/ui/date-text.ts';
import { DefinitionList } from '#client/ui/definition-list.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import type { AuditEntry } from '#shared/contract/audit.ts';
import { useDeedText } from './deeds/use-deed-text.ts';
import { auditWords } from './locales.ts';
import { useWhoText } from './use-who-text.ts';

/** Everything that a line holds; codes as they are kept, for who has to look further. */
export function EntryDetails({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const words = useWords(auditWords);
  const common = useWords(commonWords);
  const problem = useWords(problemWords);
  const deed = useDeedText();
  const who = useWhoText();
  const { sequence, at, role, action, outcome, participant, subject, reason, details, address, requestId } = entry;
  const roleText = role === null ? null : role === 'system' ? words('role.system') : common(`role.${role}`);
  const facts: [string, string | null][] = [
    [words('when'), instantText(at)],
    [words('role'), roleText],
    [words('participant'), participant],
    [words('answer'), outcome === 'done' ? null : isProblemCode(outcome) ? problem(outcome) : outcome],
    [words('reason'), reason],
    [words('subject'), subject && `${subject.type} ${subject.id}`],
    ...Object.entries(details ?? {}).map(([name, value]): [string, string] => [name, textOf(value)]),
    [words('action'), action],
    [words('address'), address],
    [words('request'), requestId],
  ];
  return (
    <Dialog isOpen variant="drawer" onClose={onClose} title={words('details.title', { number: String(sequence) })}>
      <p>
        {who(entry)} {deed(entry)}.
      </p>
      <DefinitionList items={facts.flatMap(([term, description]) => (description ? [{ term, description }] : []))} />
    </Dialog>
  );
}

function isProblemCode(code: string): code is keyof typeof problemWords.nl {
  return Object.hasOwn(problemWords.nl, code);
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ') || '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
