import { parseSetCookie } from 'cookie';

export type Page = {
  readonly status: number;
  readonly address: string;
  readonly location: string | null;
  readonly headers: Headers;
  readonly text: string;
};

export type TestBrowser = {
  /** One request, as when an address is typed; redirections are not followed. */
  open(address: string): Promise<Page>;
  /** As a browser goes: from one redirection to the next, until there is none or the page is the one that was looked for. */
  follow(address: string, isLookedFor: (page: Page) => boolean): Promise<Page>;
  /** A page's own request, as scripts send it. */
  send(method: string, address: string): Promise<Page>;
  cookies(origin: string): Map<string, Cookie>;
};

type Cookie = { readonly value: string; readonly isStrict: boolean };

/**
 * As much of a browser as cookies and redirections are: a jar for each origin, and cookies that are SameSite=Strict stay behind when
 * another site leads there.
 *
 * @param hosts where an origin of the test really answers
 */
export function openTestBrowser(hosts: Record<string, string>): TestBrowser {
  const jars = new Map<string, Map<string, Cookie>>();
  const jarOf = (origin: string) => {
    const jar = jars.get(origin) ?? new Map<string, Cookie>();
    jars.set(origin, jar);
    return jar;
  };

  const request = async (method: string, address: string, isFromElsewhere: boolean): Promise<Page> => {
    const { origin, pathname, search } = new URL(address);
    const jar = jarOf(origin);
    const sent = [...jar].filter(([, { isStrict }]) => !(isStrict && isFromElsewhere)).map(([name, { value }]) => `${name}=${value}`);
    const response = await fetch(`${hosts[origin] ?? origin}${pathname}${search}`, {
      method,
      redirect: 'manual',
      headers: { Cookie: sent.join('; '), Host: new URL(address).host },
    });
    for (const line of response.headers.getSetCookie()) {
      const { name, value, maxAge, expires, sameSite } = parseSetCookie(line);
      const isGone = maxAge === 0 || (expires !== undefined && expires.getTime() <= Date.now());
      if (isGone) jar.delete(name);
      else jar.set(name, { value: value ?? '', isStrict: sameSite === 'strict' });
    }
    return {
      status: response.status,
      address,
      location: response.headers.get('Location'),
      headers: response.headers,
      text: await response.text(),
    };
  };

  const follow: TestBrowser['follow'] = async (address, isLookedFor) => {
    let page = await request('GET', address, false);
    let isFromElsewhere = false;
    while (page.location !== null && !isLookedFor(page)) {
      const next = new URL(page.location, page.address);
      isFromElsewhere ||= next.origin !== new URL(page.address).origin;
      page = await request('GET', next.href, isFromElsewhere);
    }
    return page;
  };

  return {
    open: (address) => request('GET', address, false),
    follow,
    send: (method, address) => request(method, address, false),
    cookies: jarOf,
  };
}
