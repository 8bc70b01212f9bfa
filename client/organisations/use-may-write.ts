import { useUser } from '#client/api/session.ts';

/** As shared/permissions.ts says, which would bring zod along. What a case worker adds is a proposal; the steering group adds nothing. */
export function useMayWrite(): { mayWrite: boolean; mayPropose: boolean } {
  const { role } = useUser();
  const mayWrite = role === 'coordinator' || role === 'administrator';
  return { mayWrite, mayPropose: mayWrite || role === 'case-worker' };
}
