import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ROOT } from '#server/root.ts';
import { Step } from '#shared/trajectory/steps.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { type Person, putPopulation } from './population.ts';

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
      const people = readPeople();
      await putPopulation(app.db, people, [...new Set(people.map(({ municipality }) => municipality))]);
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

function readPeople(): Person[] {
  const rows = z.array(z.record(z.string(), z.string())).parse(parse(readFileSync(join(FOLDER, 'school-to-work.csv')), { columns: true }));
  const people = new Map<string, Record<string, string>[]>();
  for (const row of rows) people.set(row.participant ?? '', [...(people.get(row.participant ?? '') ?? []), row]);
  return [...people.values()].map((lines) => ({
    municipality: lines[0]?.municipality ?? '',
    profiles: [{ recordedAt: RECORDED, profile: { birthDate: null, gender: lines[0]?.gender ?? null, education: null } }],
    record: lines.map((line, order) => ({
      step: { ...stepOf(line), id: `step-${order}`, order },
      recordedAt: RECORDED,
      withdrawnAt: null,
    })),
  }));
}

const RECORDED = '2026-01-01T08:00:00.000Z';

function stepOf({
  step: type,
  occurred_on: occurredOn,
  programme,
  work_form: workForm,
  setting,
  organisation,
  contract,
  reason,
}: Record<string, string>): Step {
  const details = Object.entries({ programme, workForm, setting, organisation, contract, reason }).filter(([, value]) => value);
  return Step.parse({ type, occurredOn, details: Object.fromEntries(details) });
}
