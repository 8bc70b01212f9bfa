import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useWords } from '#client/locales/words.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { today } from '#client/ui/date-text.ts';
import { Select } from '#client/ui/select.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { usersQuery } from './api/audit.ts';
import styles from './audit.module.css';
import { auditWords } from './locales.ts';
import { CODE, KINDS, OUTCOMES, type useAuditFilters } from './use-audit-filters.ts';

export function AuditFilters({ filters: { filter, set } }: { filters: ReturnType<typeof useAuditFilters> }) {
  const words = useWords(auditWords);
  const { data: users } = useQuery(usersQuery);
  return (
    <search className={styles.filters} data-print="no">
      <DateField label={words('from')} value={filter.from} max={today()} onChange={(day) => set('from', day)} />
      <DateField label={words('to')} value={filter.to} max={today()} onChange={(day) => set('to', day)} />
      <Select
        label={words('user')}
        placeholder={words('all-users')}
        options={(users?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.user}
        onChange={(user) => set('user', user)}
      />
      <Select
        label={words('kind')}
        placeholder={words('all-kinds')}
        options={KINDS.map((kind) => ({ value: kind, label: words(`kind.${kind}`) }))}
        value={filter.kind}
        onChange={(kind) => set('kind', kind)}
      />
      <Select
        label={words('outcome')}
        placeholder={words('all-outcomes')}
        options={OUTCOMES.map((outcome) => ({ value: outcome, label: words(`outcome.${outcome}`) }))}
        value={filter.outcome}
        onChange={(outcome) => set('outcome', outcome)}
      />
      <CodeField code={filter.participant} onCode={(code) => set('participant', code)} />
    </search>
  );
}

/** A code that is typed; it is asked for once it is whole. */
function CodeField({ code, onCode }: { code: string | null; onCode: (code: string | null) => void }) {
  const words = useWords(auditWords);
  const [text, setText] = useState(code ?? '');
  // Where the filter changes from outside, such as by clearing all.
  useEffect(() => setText(code ?? ''), [code]);
  const change = (typed: string) => {
    const upper = typed.toUpperCase();
    setText(upper);
    if (upper === '' || CODE.test(upper.trim())) onCode(upper.trim() || null);
  };
  return (
    <TextField label={words('participant')} placeholder="BEK-7F3Q" autoComplete="off" spellCheck={false} value={text} onChange={change} />
  );
}
