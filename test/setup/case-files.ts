import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Step } from '#shared/trajectory/steps.ts';
import type { Agent } from './api.ts';
import { a } from './trajectories.ts';

/** What the API answers of a trajectory, as far as tests look at it. */
export interface AnsweredTrajectory {
  id: string;
  version: number;
  state: string;
  steps: {
    id: string;
    type: string;
    occurredOn: string;
    details: Record<string, unknown>;
    withdrawnAt?: string;
    replacedBy?: string | null;
  }[];
  stays: { state: string; fromDate: string; toDate: string | null }[];
}

export async function openParticipant(agent: Agent, body: Record<string, unknown> = {}): Promise<string> {
  const answer = await agent.post('/participants').send({ municipality: agent.user.municipalities[0], ...body });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
}

/** A trajectory of a new participant with the steps given, the first of them the referral. */
export async function openTrajectory(agent: Agent, steps: readonly Step[] = [a.referral('2026-01-05')]): Promise<AnsweredTrajectory> {
  const participantId = await openParticipant(agent);
  const [referral, ...rest] = steps;
  if (referral?.type !== 'referral.received') throw new Error('a trajectory begins with its referral');
  const answer = await agent.post('/trajectories').send({ participantId, occurredOn: referral.occurredOn, ...referral.details });
  expect(answer.status, answer.text).toBe(201);
  let trajectory: AnsweredTrajectory = answer.body;
  for (const step of rest) trajectory = await recorded(agent, trajectory, step);
  return trajectory;
}

export function record(agent: Agent, { id, version }: { id: string; version: number }, step: Step, more: Record<string, unknown> = {}) {
  return agent
    .post(`/trajectories/${id}/steps`)
    .set('If-Match', `"${version}"`)
    .send({ id: randomUUID(), ...step, ...more });
}

export async function recorded(agent: Agent, trajectory: { id: string; version: number }, step: Step): Promise<AnsweredTrajectory> {
  const answer = await record(agent, trajectory, step);
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

export function withdraw(agent: Agent, { id, version }: { id: string; version: number }, stepId: string, body: Record<string, unknown>) {
  return agent.post(`/trajectories/${id}/steps/${stepId}/withdrawal`).set('If-Match', `"${version}"`).send(body);
}

export function stepOf(trajectory: AnsweredTrajectory, type: string): AnsweredTrajectory['steps'][number] {
  const step = trajectory.steps.find((candidate) => candidate.type === type && candidate.withdrawnAt === undefined);
  if (!step) throw new Error(`no standing ${type}`);
  return step;
}
