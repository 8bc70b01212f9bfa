import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteContract } from '#shared/contract/route.ts';
import { ROUTES } from '#shared/contract/routes.ts';
import { reachOf } from '#shared/permissions.ts';
import type { TestApp } from '../setup/api.ts';
import { RIGHT_REQUESTS, type RightRequest, type Sent } from '../setup/right-requests.ts';
import { everyRow } from '../setup/rows.ts';
import { CALLERS, type Caller, type File, FOREIGN, nowhere, OWN, type Region, ROLES, startRegion } from '../setup/two-offices.ts';

// Every route of the contract × who asks × whose it is. What must come follows from permissions.ts and the contract alone; how a route is asked
// stands in right-requests.ts. Whatever is refused leaves every row as it was, and says no more than of what does not exist.

let api: TestApp;
let region: Region;
let files: Record<Resource, File>;

const RESOURCES = ['own', 'foreign', 'ended'] as const;
type Resource = (typeof RESOURCES)[number];

beforeAll(async () => {
  region = await startRegion();
  ({ api } = region);
  files = { own: await made('own'), foreign: await made('foreign'), ended: await made('ended') };
});
afterAll(() => region?.close());

describe('the matrix', () => {
  it('knows every route of the contract, and no other', () => {
    expect(Object.keys(RIGHT_REQUESTS).toSorted()).toEqual(ROUTES.map(({ id }) => id).toSorted());
  });
});

describe.each(ROUTES.map((contract) => [contract.id, contract] as const))('%s', (id, contract) => {
  const request = RIGHT_REQUESTS[id];
  if (!request) return;
  const cells = CALLERS.flatMap((caller) =>
    (request.isAboutFile ? RESOURCES : (['own'] as const)).map((resource) => ({
      caller,
      resource,
      status: expected(contract, request, caller, resource),
    })),
  );
  const refused = cells.filter(({ status }) => REFUSALS.has(status) && status !== successOf(contract, request));

  it('is refused to whom it is not for, who learn nothing and change nothing', async () => {
    const prepared: Prepared[] = [];
    for (const cell of refused) {
      const file = files[cell.resource];
      prepared.push({
        ...cell,
        sent: await request.send(region, file, cell.caller),
        sentOfNothing: await request.send(region, nowhere(file), cell.caller),
      });
    }
    const before = await everyRow(api.db);
    for (const { caller, resource, status, sent, sentOfNothing } of prepared) {
      const about = `${caller} asked ${id} of the ${resource} file`;
      const answer = await ask(contract, caller, sent);
      expect(answer.status, `${about}: ${answer.text}`).toBe(status);
      expect(seenOf(answer), about).toEqual(seenOf(await ask(contract, caller, sentOfNothing)));
    }
    if (refused.length > 0) expect(await everyRow(api.db)).toEqual(before);
  });

  it.each(cells.filter((cell) => !refused.includes(cell)))(
    'answers $status to the $caller, of the $resource file',
    async ({ caller, resource, status }) => {
      const file = contract.method === 'GET' || !request.isAboutFile ? files[resource] : await made(resource);
      const answer = await ask(contract, caller, await request.send(region, file, caller));
      expect(answer.status, answer.text).toBe(status);
      if (request.leadsTo) expect(answer.headers.location).toMatch(request.leadsTo);
    },
  );
});

type Prepared = { caller: Caller; resource: Resource; status: number; sent: Sent; sentOfNothing: Sent };

const REFUSALS = new Set([401, 403, 404, 422]);

function expected(contract: RouteContract, request: RightRequest, caller: Caller, resource: Resource): number {
  const { permission } = contract;
  const success = successOf(contract, request);
  if (permission === 'public') return success;
  if (caller === 'nobody') return 401;
  if (permission === 'signed-in') return success;
  const reach = reachOf(ROLES[caller], permission);
  if (!reach) return 403;
  if (!request.isAboutFile || reach === 'all' || (caller === 'own case worker' && resource !== 'foreign'))
    return (resource === 'ended' && request.whenEnded) || success;
  return request.whenForeign ?? 404;
}

function successOf({ responses }: RouteContract, { status }: RightRequest): number {
  return status ?? Number(Object.keys(responses)[0]);
}

function made(resource: Resource): Promise<File> {
  return region.makeFile(resource === 'foreign' ? FOREIGN : OWN, { isEnded: resource === 'ended' });
}

type Answered = { status: number; text: string; headers: Record<string, string> };

async function ask({ method, body: takes }: RouteContract, caller: Caller, sent: Sent): Promise<Answered> {
  const { path, body, type, version, cookie, standIn } = sent;
  const verb = METHODS[method];
  const asked = caller === 'nobody' ? api.request[verb](`/api${path}`) : (standIn ?? region.agents[caller])[verb](path);
  if (takes) asked.set('Content-Type', type ?? 'application/json');
  if (version !== undefined) asked.set('If-Match', `"${version}"`);
  if (cookie) asked.set('Cookie', cookie);
  return asked.redirects(0).buffer(true).send(body);
}

const METHODS = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const satisfies Record<
  RouteContract['method'],
  string
>;

/** What of an answer tells one thing from another: everything but the id of the request and the time. */
function seenOf({ status, text, headers }: Answered): unknown {
  const { 'x-request-id': requestId = '', date: _date, ...others } = headers;
  return { status, text: text.replaceAll(requestId, ''), headers: others };
}
