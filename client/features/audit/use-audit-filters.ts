import { useSearchParams } from 'react-router';
import type { AuditEntry } from '#shared/contract/audit.ts';
import type { AuditFilter } from './api/audit.ts';

/** The filters by their names in the URL, so that a look can be kept or passed on. */
const NAMES = {
  from: 'van',
  to: 'tot',
  user: 'wie',
  kind: 'wat',
  outcome: 'afloop',
  participant: 'dossier',
} as const satisfies Record<keyof AuditFilter, string>;

export const KINDS = ['change', 'read', 'search', 'export', 'session'] as const satisfies readonly AuditEntry['kind'][];
export const OUTCOMES = ['done', 'refused'] as const;

/** What a code looks like; what does not is not asked for yet. */
export const CODE = /^[\p{L}\d]{2,}-[A-Z\d]{4,}$/u;

// A value that the server would refuse counts for none: an old link then shows more, not nothing.
const KNOWN: Record<keyof AuditFilter, (value: string) => boolean> = {
  from: isDay,
  to: isDay,
  user: (value) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/u.test(value),
  kind: (value) => KINDS.some((kind) => kind === value),
  outcome: (value) => OUTCOMES.some((outcome) => outcome === value),
  participant: (value) => CODE.test(value),
};

export function useAuditFilters() {
  const [params, setParams] = useSearchParams();
  const read = (name: keyof AuditFilter) => {
    const value = params.get(NAMES[name]);
    return value !== null && KNOWN[name](value) ? value : null;
  };
  const filter: AuditFilter = {
    from: read('from'),
    to: read('to'),
    user: read('user'),
    kind: read('kind'),
    outcome: read('outcome'),
    participant: read('participant'),
  };
  const set = (name: keyof AuditFilter, value: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(NAMES[name], value);
        else next.delete(NAMES[name]);
        return next;
      },
      { replace: true },
    );
  return { filter, isFiltered: Object.values(filter).some((value) => value !== null), set, clear: () => setParams([], { replace: true }) };
}

function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/u.test(value) && !Number.isNaN(Date.parse(value));
}
