import { renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { deedWords } from '#client/features/audit/deeds/locales.ts';
import { useDeedText } from '#client/features/audit/deeds/use-deed-text.ts';
import { ShellAction } from '#shared/contract/audit.ts';
import { auditKindOf } from '#shared/contract/route.ts';
import { ROUTES } from '#shared/contract/routes.ts';

const LOGGED = [...ROUTES.filter((contract) => auditKindOf(contract)).map(({ id }) => id), ...ShellAction.options];

describe('the sentences of the log', () => {
  it.each(LOGGED)('tell what %s did', (action) => {
    expect(Object.keys(deedWords.nl)).toContain(action);
  });

  const textOf = (entry: Partial<Parameters<ReturnType<typeof useDeedText>>[0]>) =>
    renderHook(useDeedText).result.current({ action: 'getParticipant', kind: 'read', outcome: 'done', participant: 'BEK-7F3Q', ...entry });

  it('name the file by its code, and say that a refused one was not had', () => {
    expect(textOf({})).toBe('bekeek dossier BEK-7F3Q');
    expect(textOf({ outcome: 'resource.not-found' })).toBe('wou dossier BEK-7F3Q bekijken en mocht niet');
    expect(textOf({ outcome: 'resource.not-found', participant: null })).toBe('vroeg iets wat niet bestaat of niet mag');
    expect(textOf({ action: 'recordStep', kind: 'change', outcome: 'resource.not-found' })).toBe(
      'wou iets wijzigen in dossier BEK-7F3Q en mocht niet',
    );
  });

  it('tell refused sign-ins, held-up addresses and stolen tokens apart', () => {
    const session = { action: 'signIn', kind: 'session', participant: null } as const;
    expect(textOf({ ...session, outcome: 'session.refused' })).toBe('kon zich niet aanmelden');
    expect(textOf({ ...session, outcome: 'request.throttled' })).toContain('te veel pogingen');
    expect(textOf({ ...session, action: 'refreshSession', kind: 'change', outcome: 'session.required' })).toContain('oude sessiesleutel');
  });

  it('say of what came later than this screen that they do not know it', () => {
    expect(textOf({ action: 'somethingNew' })).toBe('deed iets dat dit scherm nog niet kent (somethingNew)');
  });
});
