/**
 * An address of the screen, or its beginning: what stands in a link is anybody's text, and must not lead to somebody else's site
 * (`//elsewhere`, `/\elsewhere`, a line break before either) nor past the screen into the API.
 */
export function ownPlace(to: string | undefined, origin: string): string {
  if (!to?.startsWith('/') || to.length > LONGEST || !URL.canParse(to, origin)) return BEGINNING;
  const { origin: leadsTo, pathname, search } = new URL(to, origin);
  return leadsTo === origin && !pathname.startsWith('//') && !/^\/api(\/|$)/i.test(pathname) ? pathname + search : BEGINNING;
}

const BEGINNING = '/';

/** It travels in a cookie, of which browsers keep 4 kB. */
const LONGEST = 1000;
