import { type Handled, route } from '#server/http/route.ts';
import { changeSettings as changeContract, getSettings } from '#shared/contract/settings.ts';
import { changeSettings } from './change-settings.ts';
import { readSettings } from './read-settings.ts';

export const routes: readonly Handled[] = [
  route(getSettings, async ({ db }) => {
    const settings = await readSettings(db);
    return { body: settings, version: settings.version };
  }),

  route(changeContract, async ({ db, actor, version, body, clock, audit }) => {
    const { before, after } = await changeSettings({ tx: db, by: actor.userId, now: clock() }, version, body);
    audit.about({ details: { retentionMonthsBefore: before.retentionMonths, retentionMonths: after.retentionMonths } });
    return { body: after, version: after.version };
  }),
];
