import { expect } from 'vitest';
import { ORIGIN, type TestApp } from './api.ts';
import type { Colleague, TestProvider } from './openid-provider.ts';
import { openTestBrowser, type TestBrowser } from './test-browser.ts';

export const START = `${ORIGIN}/api/session/oidc`;
export const CALLBACK = `${ORIGIN}/api/session/oidc/callback`;

type Scene = { api: TestApp; provider: TestProvider; browser: TestBrowser };

/** The ways to the provider and back, between the application and the provider that a test has at that moment. */
export function signOnBetween(scene: () => Scene) {
  return {
    newBrowser: () => openTestBrowser({ [ORIGIN]: scene().api.url }),

    /** Signs on as somebody, and tells where that leads. */
    signOn: async (
      who: Colleague | undefined,
      { to, at = scene().browser }: { to?: string; at?: TestBrowser } = {},
    ): Promise<string | null> => {
      scene().provider.visitor = who;
      const start = to === undefined ? START : `${START}?${new URLSearchParams({ to })}`;
      const page = await at.follow(start, ({ address, location }) => address.startsWith(ORIGIN) && location?.startsWith('/') === true);
      expect(page.status).toBe(302);
      return page.location;
    },

    /** Goes to the provider and back, but for the last step: the address with which the provider leads here. */
    obtainAnswer: async (who: Colleague, at = scene().browser): Promise<string> => {
      scene().provider.visitor = who;
      const { location } = await at.follow(START, (page) => page.location?.startsWith(CALLBACK) === true);
      return location ?? '';
    },

    whoIs: async (at = scene().browser) => {
      const { status, text } = await at.send('POST', `${ORIGIN}/api/session/refresh`);
      return { status, user: JSON.parse(text).user };
    },
  };
}
