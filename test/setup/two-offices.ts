import { randomUUID } from 'node:crypto';
import type { Role } from '#shared/permissions.ts';
import { type Agent, startTestApp, type TestApp } from './api.ts';
import { recorded, stepOf, withdraw } from './case-files.ts';
import { type ForgingProvider, startForgingProvider } from './forging-provider.ts';
import { a } from './trajectories.ts';

/** One participant of an office with a trajectory, as far as requests name it. */
export interface File {
  municipality: string;
  participantId: string;
  participantVersion: number;
  trajectoryId: string;
  version: number;
  stepId: string;
  /** Words that stand in this file and in no other place. */
  words: Readonly<
    Record<'reference' | 'firstName' | 'lastName' | 'birthDate' | 'note' | 'employer' | 'referredBy' | 'reason' | 'insz', string>
  >;
}

/** Whom the matrix asks for: nobody, three roles, and two case workers of whom one belongs to the office in question. */
export const CALLERS = ['nobody', 'case worker elsewhere', 'own case worker', 'coordinator', 'steering group', 'administrator'] as const;
export type Caller = (typeof CALLERS)[number];

export const ROLES = {
  'case worker elsewhere': 'case-worker',
  'own case worker': 'case-worker',
  coordinator: 'coordinator',
  'steering group': 'steering-group',
  administrator: 'administrator',
} as const satisfies Record<Exclude<Caller, 'nobody'>, Role>;

/** The office in question, one beside it, and one that has nothing to do with either. */
export const [OWN, FOREIGN, ELSEWHERE] = ['BEK', 'DIE', 'AAR'] as const;

export interface Region {
  api: TestApp;
  /** Of single sign-on; it vouches for whom the test says. */
  provider: ForgingProvider;
  agents: Record<Exclude<Caller, 'nobody'>, Agent>;
  foreignWorker: Agent;
  /** A file of that office, made at once. */
  makeFile(municipality: typeof OWN | typeof FOREIGN, traits?: { isEnded?: boolean }): Promise<File>;
  close(): Promise<void>;
}

/** An application of its own, where every way in is open, and nobody is held up for knocking too often. */
export async function startRegion(): Promise<Region> {
  const provider = await startForgingProvider();
  const api = await startTestApp({ signInLimits: { perAddress: 1_000_000 }, singleSignOn: provider.settings });
  const workerOf = async (code: string) => api.as(await api.makeUser({ role: 'case-worker', municipalities: [code] }));
  const agents = {
    'own case worker': await workerOf(OWN),
    'case worker elsewhere': await workerOf(ELSEWHERE),
    coordinator: await api.as('coordinator'),
    'steering group': await api.as('steering-group'),
    administrator: await api.as('administrator'),
  };
  const foreignWorker = await workerOf(FOREIGN);
  const makeFile: Region['makeFile'] = (municipality, { isEnded = false } = {}) =>
    fileBy(municipality === OWN ? agents['own case worker'] : foreignWorker, municipality, isEnded);
  const close = async () => {
    await api.close();
    await provider.close();
  };
  return { api, provider, agents, foreignWorker, makeFile, close };
}

/** Ids and an office that there are nowhere: whoever may not see a thing must be answered as of these. */
export function nowhere(file: File): File {
  return { ...file, municipality: 'NERGENS', participantId: randomUUID(), trajectoryId: randomUUID(), stepId: randomUUID() };
}

let files = 0;

async function fileBy(agent: Agent, municipality: string, isEnded: boolean): Promise<File> {
  const mark = `${municipality.toLowerCase()}${++files}`;
  const words = {
    reference: `Zref${mark}`,
    firstName: `Zvoornaam${mark}`,
    lastName: `Zachternaam${mark}`,
    birthDate: `19${String(60 + (files % 39))}-0${1 + (files % 9)}-17`,
    note: `Znota ${mark}`,
    employer: `Zwerkgever ${mark}`,
    referredBy: `Zverwijzer ${mark}`,
    reason: `Zreden ${mark}`,
    insz: inszNumber(files),
  };
  const { reference, firstName, lastName, birthDate, insz } = words;
  const person = await agent.post('/participants').send({ municipality, reference, firstName, lastName, birthDate, insz });
  if (person.status !== 201) throw new Error(person.text);
  const opening = {
    participantId: person.body.id,
    programme: 'twe',
    occurredOn: '2026-01-05',
    note: words.note,
    referredBy: words.referredBy,
  };
  const opened = await agent.post('/trajectories').send(opening);
  if (opened.status !== 201) throw new Error(opened.text);
  let trajectory = await recorded(agent, opened.body, a.intake('2026-01-12'));
  trajectory = await recorded(agent, trajectory, a.job('2026-02-02', { employer: words.employer }));
  const withdrawn = await withdraw(agent, trajectory, stepOf(trajectory, 'job.started').id, {
    reason: words.reason,
    replacement: { ...a.placement('2026-02-02'), note: words.note },
  });
  if (withdrawn.status !== 200) throw new Error(withdrawn.text);
  trajectory = isEnded ? await recorded(agent, withdrawn.body, a.end('2026-03-02')) : withdrawn.body;
  const { version: participantVersion } = (await agent.get(`/participants/${person.body.id}`)).body;
  return {
    municipality,
    participantId: person.body.id,
    participantVersion,
    trajectoryId: trajectory.id,
    version: trajectory.version,
    stepId: stepOf(trajectory, 'intake.held').id,
    words,
  };
}

/** Of a person born on 1 January 1970, each with a number of its own and right check digits. */
function inszNumber(nth: number): string {
  const base = `700101${String(nth).padStart(3, '0')}`;
  return `${base}${String(97 - (Number(base) % 97)).padStart(2, '0')}`;
}
