import { useWords } from '#client/locales/words.ts';
import { dayText, instantText, today } from '#client/ui/date-text.ts';
import type { ManagedUser } from '#shared/contract/users.ts';
import { usersWords } from './locales.ts';

/** Whether somebody can sign in, in words. */
export function useAccessWords() {
  const words = useWords(usersWords);
  const day = (instant: string) => dayText(today(new Date(instant)));
  return {
    short: ({ disabledAt, setUpAt, setupLinkUntil }: ManagedUser) => {
      if (disabledAt !== null) return words('access.disabled');
      if (setupLinkUntil !== null) return words('access.link');
      return words(setUpAt === null ? 'access.none' : 'access.set-up');
    },
    long: ({ disabledAt, setUpAt, setupLinkUntil }: ManagedUser) => {
      if (disabledAt !== null) return words('access.disabled-since', { day: day(disabledAt) });
      if (setupLinkUntil !== null) return words('access.link-until', { until: instantText(setupLinkUntil) });
      return setUpAt === null ? words('access.none-text') : words('access.set-up-on', { day: day(setUpAt) });
    },
    lastSeen: ({ lastSeenAt }: ManagedUser) => (lastSeenAt === null ? words('last-seen.never') : instantText(lastSeenAt)),
  };
}
