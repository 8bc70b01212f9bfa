import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROOT } from '#server/root.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';

// 712 real histories of 72 months (McVicar & Anyadike-Danes 2002), and what independent software counted in them.
const FOLDER = join(ROOT, '..', 'shared', 'data');
const isThere = existsSync(join(FOLDER, 'school-to-work.csv'));
const RANGE = 'from=1993-07-01&to=1999-06-30&observedUntil=1999-06-30&by=municipality';

describe.skipIf(!isThere)(
  `real histories, counted by other software${isThere ? '' : ' (skipped: the folder ../shared/data is not here)'}`,
  () => {
    let app: TestApp;
    let coordinator: Agent;

    beforeAll(async () => {
      app = await startTestApp();
      const administrator = await app.as('administrator');
      const { body: report } = await administrator
        .post('/imports?createMunicipalities=true')
        .type('text/csv')
        .send(readFileSync(join(FOLDER, 'school-to-work.csv'), 'utf8'))
        .expect(200);
      expect(report).toMatchObject({ participants: 712, trajectories: 712, rejected: [], applied: true });
      // What is known now was recorded before now.
      app.clock.advance(60_000);
      coordinator = await app.as('coordinator');
    }, 120_000);
    afterAll(() => app.close());

    it.each(['summary table', 'stays'])('occupancy at the 72 month ends in the 5 areas, from the %s', async (source) => {
      const { rows } = Occupancy.parse(await answerTo(`occupancy?${RANGE}`, source));
      expect(new Set(rows.map(({ date }) => date)).size).toBe(72);
      expect(rows.some(({ interrupted }) => interrupted)).toBe(false);
      const counted = rows
        .filter(({ count }) => count > 0)
        .map(({ date, group, stage, activity, count }) => [date, group.municipality, stage, activity ?? '', count].join());
      expect(counted.sort()).toEqual(linesOf('school-to-work.occupancy.csv'));
    });

    it.each(['summary table', 'stays'])('flows in the 72 months and 5 areas, from the %s', async (source) => {
      const { rows, transfers } = Flows.parse(await answerTo(`flows?${RANGE}`, source));
      const counted = rows.map(({ period, group, from, to, count }) => [period, group.municipality, from, to, count].join());
      expect(counted.sort()).toEqual(linesOf('school-to-work.flows.csv'));
      expect(transfers).toEqual([]);
    });

    /** As known at this moment is what is known: but asked for by name, it is counted in the stays themselves. */
    async function answerTo(question: string, source: string): Promise<unknown> {
      const knownAt = source === 'stays' ? `&knownAt=${app.clock.now().toISOString()}` : '';
      const { body } = await coordinator.get(`/figures/${question}${knownAt}`).expect(200);
      return body;
    }
  },
);

const InArea = z.object({ municipality: z.string() });
const Occupancy = z.object({
  rows: z.array(
    z.object({
      date: z.string(),
      group: InArea,
      stage: z.string(),
      activity: z.string().nullable(),
      interrupted: z.boolean(),
      count: z.number(),
    }),
  ),
});
const Flows = z.object({
  rows: z.array(z.object({ period: z.string(), group: InArea, from: z.string(), to: z.string(), count: z.number() })),
  transfers: z.array(z.unknown()),
});

function linesOf(file: string): string[] {
  const [, ...lines] = readFileSync(join(FOLDER, file), 'utf8').trim().split('\n');
  return lines.map((line) => line.replaceAll('"', '').trim()).sort();
}
