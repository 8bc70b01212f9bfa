import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Publication } from '#shared/contract/publications.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { openTrajectory } from '../setup/case-files.ts';
import { releasedPublication } from '../setup/publications.ts';
import { a } from '../setup/trajectories.ts';
import { unzipped } from '../setup/unzip.ts';

// How a publication is read: by its public link without signing in, and as files that say themselves what they are.

let api: TestApp;
let coordinator: Agent;
let steeringGroup: Agent;
let published: Publication;

beforeAll(async () => {
  api = await startTestApp({ signInLimits: { perAddress: 12 } });
  coordinator = await api.as('coordinator');
  steeringGroup = await api.as('steering-group');
  // A name that a spreadsheet would run.
  await api.db.municipality.create({ data: { code: 'EVIL', name: '=HYPERLINK("http://x";"y")' } });
  const worker = await api.as('case-worker');
  for (let nth = 0; nth < 23; nth++)
    await openTrajectory(worker, [a.referral('2026-01-05'), ...(nth % 3 ? [a.placement('2026-02-02')] : [])]);
  // The clock stands still, and what follows on one day is known a moment later.
  api.clock.advance(1_000);
  published = await releasedPublication(api, coordinator, { period: '2026-Q1', title: '+Cijfers; van "ons"' });
});
afterAll(() => api.close());

describe('a public link', () => {
  const open = async () => (await coordinator.put(`/publications/${published.id}/public-link`)).body.publicToken;
  const asNobody = (path: string) => api.request.get(`/api/public/publications/${path}`);

  it('shows the publication to whoever has it, and nothing that is the coordinator’s', async () => {
    const token = await open();
    expect(token.length).toBeGreaterThanOrEqual(32);
    const { status, body, headers } = await asNobody(token);
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({
      id: published.id,
      tables: published.tables,
      sha256: published.sha256,
      publicToken: null,
      reasons: [],
      audit: { sensitive: null },
    });
    for (const file of ['inflow.csv', 'inflow.xlsx']) {
      const answer = await asNobody(`${token}/tables/${file}`).buffer(true);
      expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    }
    expect((await steeringGroup.get(`/publications/${published.id}`)).body.publicToken).toBeNull();
    expect((await coordinator.get(`/publications/${published.id}`)).body.publicToken).toBe(token);
  });

  it('stays the same while it is open, ends at once, and is another when it is opened again', async () => {
    const token = await open();
    expect(await open()).toBe(token);
    expect((await coordinator.delete(`/publications/${published.id}/public-link`)).status).toBe(204);
    expect((await asNobody(token)).status).toBe(404);
    expect((await asNobody(`${token}/tables/inflow.csv`)).status).toBe(404);
    expect((await coordinator.delete(`/publications/${published.id}/public-link`)).status).toBe(204);
    expect(await open()).not.toBe(token);
    expect((await asNobody(token)).status).toBe(404);
  });

  it('is not guessed: an id is none, and whoever tries many is held up', async () => {
    const token = await open();
    const wrong = [published.id, token.slice(0, -1), token.toUpperCase(), `${token}0`];
    for (const guess of wrong) expect((await asNobody(guess)).status).toBe(404);
    let last = 404;
    for (let tries = 0; tries < 20 && last !== 429; tries++) last = (await asNobody(randomUUID())).status;
    expect(last).toBe(429);
    const refused = await asNobody(token);
    expect([refused.status, refused.body.code]).toEqual([429, 'request.throttled']);
    // Whoever signs in from there is not.
    expect((await api.request.post('/api/session').send({ email: 'x@ocmw.test', password: 'verkeerd' })).status).toBe(401);
  });
});

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('a table as a file', () => {
  const file = async (name: string) => steeringGroup.get(`/publications/${published.id}/tables/${name}`).buffer(true);

  it('is CSV as spreadsheets here read it, with what it is, and no cell that runs', async () => {
    const { status, text, headers } = await file('inflow.csv');
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(headers['content-disposition']).toBe('attachment; filename=doorstroom-2026-Q1-inflow.csv');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const lines = text.slice(1).split('\r\n');
    expect(lines[0]).toBe(`Publicatie;"'+Cijfers; van ""ons"""`);
    expect(lines[1]).toBe('Tabel;Instroom: eerste plaatsingen per gemeente en werkvorm');
    expect(lines[2]).toBe('Periode;2026-Q1 (2026-01-01 tot en met 2026-03-31)');
    expect(lines.find((line) => line.startsWith('Definitie;'))).toMatch(/veelvouden van 5.*publication\.inflow, versie 1/);
    expect(lines.find((line) => line.startsWith('SHA-256'))).toBe(`SHA-256 van de publicatie;${published.sha256}`);
    expect(lines).toContain('Gemeente;Werkvorm;Gepubliceerd;Minstens;Hoogstens');
    const whole = published.tables.find(({ id }) => id === 'inflow')?.cells.find(({ key }) => Object.keys(key).length === 0);
    expect(whole?.value).toBeGreaterThan(5);
    expect(lines).toContain(`Totaal;Totaal;${whole?.value};${whole?.low};${whole?.high}`);
    // Nobody and a few are written alike, and not as none.
    expect(lines).toContain('Gemeente BEK;Collectief maatwerk;0–4;0;4');
    const evil = lines.filter((line) => line.includes('HYPERLINK'));
    expect(evil.length).toBeGreaterThan(0);
    for (const line of evil) expect(line.startsWith(`"'=HYPERLINK`)).toBe(true);
  });

  it('is XLSX with its numbers as numbers, and nothing that runs', async () => {
    const answer = await fetch(`${api.url}/api/publications/${published.id}/tables/inflow.xlsx`, {
      headers: { Authorization: `Bearer ${steeringGroup.token}` },
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, XLSX]);
    const sheets = unzipped(Buffer.from(await answer.arrayBuffer()));
    const texts = [...sheets.values()].join('\n');
    expect(texts).toMatch(/<v>1[05]<\/v>|<v>20<\/v>/);
    expect(texts).toContain('publication.inflow, versie 1');
    expect(texts).toContain(published.sha256 ?? 'nothing');
    expect(texts).toContain("'=HYPERLINK");
    expect(texts).not.toMatch(/<f>|[^']=HYPERLINK/);
  });

  it.each(['nonsense.csv', 'outflow.csv', 'chance.xlsx'])('is none of the name %s in this publication', async (name) => {
    expect((await file(name)).status).toBe(404);
  });

  it('is named as tables are named, or refused', async () => {
    expect((await file('..%2Fcontent.json')).status).toBe(404);
    expect((await file('inflow.exe')).status).toBe(404);
  });
});
