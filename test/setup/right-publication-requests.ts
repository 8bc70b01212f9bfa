import { madePublication } from './publications.ts';
import type { RightRequest } from './right-requests.ts';
import type { Caller, Region } from './two-offices.ts';

/** How the routes of publications are asked in earnest: each of a publication in the state that it needs. */
export const PUBLICATION_REQUESTS: Readonly<Record<string, RightRequest>> = {
  listPublications: { send: () => ({ path: '/publications' }) },
  getPublication: { send: async (region) => ({ path: `/publications/${(await published(region)).id}` }) },
  makePublication: { send: () => ({ path: '/publications', body: { title: 'Cijfers', period: freePeriod() } }) },
  retryPublication: { send: async (region, _, caller) => ({ path: `/publications/${await draft(region, caller)}/retry`, body: {} }) },
  reviewPublication: { send: async (region, _, caller) => ({ path: `/publications/${await draft(region, caller)}/review` }) },
  releasePublication: { send: async (region, _, caller) => ({ path: `/publications/${await draft(region, caller)}/release` }) },
  withdrawPublication: {
    send: async (region, _, caller) => {
      // Whoever may withdraws one of its own: the others are asked of the one that all read.
      const { id } = caller === 'coordinator' ? await release(region, await draft(region)) : await published(region);
      return { path: `/publications/${id}/withdrawal`, body: { reason: 'Een gemeente ontbrak' } };
    },
  },
  discardPublication: { send: async (region, _, caller) => ({ path: `/publications/${await draft(region, caller)}` }) },
  openPublicLink: { send: async (region) => ({ path: `/publications/${(await published(region)).id}/public-link` }) },
  endPublicLink: {
    send: async (region, _, caller) => {
      const { id } = caller === 'coordinator' ? await release(region, await draft(region)) : await published(region);
      return { path: `/publications/${id}/public-link` };
    },
  },
  downloadPublicationTable: { send: async (region) => ({ path: `/publications/${(await published(region)).id}/tables/inflow.csv` }) },
  downloadPublicationContent: { send: async (region) => ({ path: `/publications/${(await published(region)).id}/content.json` }) },
  getPublicPublication: { send: async (region) => ({ path: `/public/publications/${(await published(region)).token}` }) },
  downloadPublicTable: {
    send: async (region) => ({ path: `/public/publications/${(await published(region)).token}/tables/referrals.xlsx` }),
  },
};

let periods = 0;

/** A quarter of which there is no publication yet. */
function freePeriod(): string {
  return `${1901 + (periods++ % 120)}-Q2`;
}

/** A draft that nobody else uses; for those who may do nothing with it, one is enough. */
async function draft(region: Region, caller?: Caller): Promise<string> {
  // What was begun by the request before writes on by itself.
  await region.api.protecting.settled();
  if (caller === undefined || caller === 'coordinator') return newDraft(region);
  const id = DRAFTS.get(region) ?? newDraft(region);
  DRAFTS.set(region, id);
  return id;
}

async function newDraft({ api, agents }: Region): Promise<string> {
  return (await madePublication(api, agents.coordinator, { period: freePeriod() })).id;
}

/** One that is published, with an open link. */
function published(region: Region): Promise<{ id: string; token: string }> {
  const publication = PUBLISHED.get(region) ?? newDraft(region).then((id) => release(region, id));
  PUBLISHED.set(region, publication);
  return publication;
}

async function release({ agents }: Region, id: string): Promise<{ id: string; token: string }> {
  const released = await agents.coordinator.post(`/publications/${id}/release`);
  if (released.status !== 200) throw new Error(released.text);
  return { id, token: (await agents.coordinator.put(`/publications/${id}/public-link`)).body.publicToken };
}

const DRAFTS = new WeakMap<Region, Promise<string>>();
const PUBLISHED = new WeakMap<Region, Promise<{ id: string; token: string }>>();
