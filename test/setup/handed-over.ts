import { expect } from 'vitest';
import { type Agent, startTestApp, type TestApp } from './api.ts';
import { type AnsweredTrajectory, openParticipant, record, recorded } from './case-files.ts';
import { a } from './trajectories.ts';

/** A file as its office reads it, with the hand-over that it waits for. */
export interface TransferredFile extends AnsweredTrajectory {
  participantId: string;
  handover: { id: string; version: number } | null;
}

/** Case workers of Bekkevoort (old), Diest (next) and Aarschot (third), and one of the first two. */
export interface Offices {
  app: TestApp;
  old: Agent;
  next: Agent;
  third: Agent;
  both: Agent;
  /** A file of the old office: an intake held, and a person with a name. */
  open(): Promise<TransferredFile>;
  /** Such a file, on its way to the next. */
  proposed(): Promise<TransferredFile>;
}

export async function startOffices(): Promise<Offices> {
  const app = await startTestApp();
  const workerOf = async (...municipalities: string[]) => app.as(await app.makeUser({ role: 'case-worker', municipalities }));
  const [old, next, third, both] = [await workerOf('BEK'), await workerOf('DIE'), await workerOf('AAR'), await workerOf('BEK', 'DIE')];
  const open = async () => {
    const participantId = await openParticipant(old, {
      ...{ firstName: 'Amara', lastName: 'Diallo', birthDate: '1992-04-03' },
      reference: newReference(),
    });
    const answer = await old
      .post('/trajectories')
      .send({ participantId, programme: 'twe', occurredOn: '2026-01-05', note: 'geheime nota' });
    expect(answer.status, answer.text).toBe(201);
    return { ...(await recorded(old, answer.body, a.intake('2026-01-12'))), participantId, handover: null };
  };
  return { app, old, next, third, both, open, proposed: async () => transferred(old, await open(), 'DIE') };
}

let references = 0;

/** Of nobody yet. */
export function newReference(): string {
  return `R-${references++}`;
}

export async function transferred(
  agent: Agent,
  file: { id: string; version: number },
  to: string,
  note = 'Verhuisd in maart',
): Promise<TransferredFile> {
  const answer = await record(agent, file, a.transfer('2026-03-01', to), { note });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

export function decide(agent: Agent, { handover }: TransferredFile, deed: 'acceptance' | 'rejection' | 'revocation', body: object = {}) {
  const request = agent.post(`/handovers/${handover?.id}/${deed}`).set('If-Match', `"${handover?.version}"`);
  return deed === 'revocation' ? request : request.send(body);
}

export async function accepted(agent: Agent, file: TransferredFile): Promise<AnsweredTrajectory> {
  const answer = await decide(agent, file, 'acceptance');
  expect(answer.status, answer.text).toBe(200);
  return (await agent.get(`/trajectories/${file.id}`)).body;
}
