import { expect } from 'vitest';
import type { Publication, PublicationSummary } from '#shared/contract/publications.ts';
import type { Agent, TestApp } from './api.ts';

/** Makes a publication and waits until it was protected and attacked. */
export async function madePublication(
  api: Pick<TestApp, 'protecting'>,
  coordinator: Agent,
  body: { period: string; title?: string; method?: 'rounding' | 'suppression' },
): Promise<Publication> {
  const answer = await coordinator.post('/publications').send({ title: `Cijfers ${body.period}`, ...body });
  expect(answer.status, answer.text).toBe(202);
  await api.protecting.settled();
  return readPublication(coordinator, answer.body.id);
}

export async function readPublication(agent: Agent, id: string): Promise<Publication> {
  const answer = await agent.get(`/publications/${id}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

export async function listedPublications(agent: Agent): Promise<PublicationSummary[]> {
  const answer = await agent.get('/publications');
  expect(answer.status, answer.text).toBe(200);
  return answer.body.items;
}

export async function releasedPublication(
  api: Pick<TestApp, 'protecting'>,
  coordinator: Agent,
  body: Parameters<typeof madePublication>[2],
): Promise<Publication> {
  const { id, status, reasons } = await madePublication(api, coordinator, body);
  expect([status, reasons]).toEqual(['draft', []]);
  const answer = await coordinator.post(`/publications/${id}/release`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}
