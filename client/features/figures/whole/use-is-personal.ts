import { useUser } from '#client/api/session.ts';

/** What files are not split by: whoever knows codes alone would learn it of each of them. */
export function useIsPersonal(): (name: string) => boolean {
  const { role } = useUser();
  return (name) => role === 'coordinator' && (name === 'gender' || name === 'education');
}
