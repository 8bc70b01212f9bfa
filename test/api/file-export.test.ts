import { writeFile } from 'node:fs/promises';
import { inflateSync } from 'node:zlib';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileExport } from '#shared/contract/file-export.ts';
import { type Agent, startTestApp, type TestApp } from '../setup/api.ts';
import { openParticipant, record, recorded, stepOf, withdraw } from '../setup/case-files.ts';
import { textOfPdf } from '../setup/pdf-text.ts';
import { a } from '../setup/trajectories.ts';

let app: TestApp;
let worker: Agent;
let other: Agent;
let id: string;
let code: string;
beforeAll(async () => {
  app = await startTestApp();
  worker = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['BEK'], name: 'Đorđe Łukasiewić' }));
  other = await app.as(await app.makeUser({ role: 'case-worker', municipalities: ['DIE'], name: 'Mieke Claes' }));
  id = await openParticipant(worker, {
    ...{
      firstName: 'Çağlar',
      lastName: 'Ștefănescu-Őri',
      birthDate: '1992-04-03',
      gender: 'f',
      reference: 'B-12',
      insz: '93.05.18-223-61',
    },
    workerId: worker.user.id,
  });
  const opened = await worker.post('/trajectories').send({
    participantId: id,
    programme: 'art60',
    occurredOn: '2026-01-12',
    referredBy: 'Wijkcentrum De Zevensprong',
    note: 'Zoekt iets dichtbij',
  });
  let now = await recorded(worker, opened.body, a.intake('2026-01-19'));
  const placed = await record(
    worker,
    now,
    a.placement('2026-02-02', { organisation: 'De Kringwinkel', hoursPerWeek: 38, plannedEnd: '2027-02-01' }),
    {
      note: 'Begint in het magazijn. '.repeat(12),
    },
  );
  const corrected = await withdraw(worker, placed.body, stepOf(placed.body, 'placement.started').id, {
    reason: 'Een week te vroeg ingevoerd',
    replacement: a.placement('2026-02-09', { organisation: 'De Kringwinkel', hoursPerWeek: 38, plannedEnd: '2027-02-01' }),
  });
  now = corrected.body;
  for (const step of [
    a.evaluation('2026-04-01', 'other'),
    a.interruption('2026-05-04'),
    a.resumption('2026-05-18'),
    a.placementEnd('2026-08-31'),
    a.job('2026-09-01', { employer: 'Bakkerij Çelik' }),
  ])
    now = await recorded(worker, now, step);
  await worker.patch(`/participants/${id}`).set('If-Match', '"1"').send({ education: 'middle' });
  ({ code } = (await worker.get(`/participants/${id}`)).body);
});
afterAll(() => app.close());

const asJson = (agent: Agent, query: object = { reason: 'person-asked' }) => agent.get(`/participants/${id}/file.json`).query(query);
const asPdf = (agent: Agent, query: object) => agent.get(`/participants/${id}/file.pdf`).query(query).buffer(true).parse(bytes);

function bytes(response: Response, done: (error: Error | null, body: Buffer) => void) {
  const pieces: Buffer[] = [];
  response.on('data', (piece: Buffer) => pieces.push(piece));
  response.on('end', () => done(null, Buffer.concat(pieces)));
}

/** For who wants to look at them: KEEP_PDF names a folder. */
async function keep(name: string, pdf: Buffer): Promise<void> {
  if (process.env.KEEP_PDF) await writeFile(`${process.env.KEEP_PDF}/${name}.pdf`, pdf);
}

/** The text that a reader can search for and hear: what the fonts' own tables give back of the glyphs that are drawn. */
function textOf(pdf: Buffer): string {
  const file = pdf.toString('latin1');
  const streams = [...file.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/gu)].flatMap(([, stream = '']) => {
    try {
      return [inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')];
    } catch {
      return [];
    }
  });
  return streams.filter((stream) => stream.includes('beginbfrange')).join('\n');
}

describe('the file of a person', () => {
  it('as JSON holds everything that is kept, by the schema that is documented', async () => {
    const answer = await asJson(worker);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename=dossier-${code}.json`);
    expect(answer.headers['cache-control']).toBe('no-store');
    const file = FileExport.parse(answer.body);
    expect(file.person).toMatchObject({
      firstName: 'Çağlar',
      insz: '93051822361',
      worker: 'Đorđe Łukasiewić',
      officeName: 'Gemeente BEK',
    });
    expect(file.profiles.map(({ education }) => education)).toEqual([null, 'middle']);
    const [trajectory] = file.trajectories;
    expect(trajectory?.steps.map(({ type }) => type)).toContain('job.started');
    expect(trajectory?.steps.find(({ withdrawReason }) => withdrawReason)).toMatchObject({
      type: 'placement.started',
      withdrawReason: 'Een week te vroeg ingevoerd',
      withdrawnBy: 'Đorđe Łukasiewić',
    });
    expect(trajectory?.stays.some(({ organisation }) => organisation === 'De Kringwinkel')).toBe(true);
    expect(file.looks[0]).toMatchObject({ day: '2026-11-23', user: 'Đorđe Łukasiewić', exports: 0 });
    expect((await asJson(worker)).body.looks[0].exports).toBe(1);
  });

  it.each(['nl', 'en', 'fr'])('as PDF in %s is a tagged document with a language, a title and its own fonts', async (language) => {
    const answer = await asPdf(worker, { reason: 'person-asked', language });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename=dossier-${code}.pdf`);
    const pdf: Buffer = answer.body;
    await keep(`dossier-${language}`, pdf);
    const text = pdf.toString('latin1');
    expect(text.slice(0, 8)).toBe('%PDF-1.7');
    expect(text).toContain('/Marked true');
    expect(text).toContain(`/Lang (${language}-BE)`);
    expect(text).toContain('/DisplayDocTitle true');
    expect(text).toContain('AtkinsonHyperlegibleNext');
    // Every letter of these names is in the fonts' tables by which a reader reads.
    for (const letter of 'ÇğȘŐăŁĐđć')
      expect(textOf(pdf).toLowerCase(), letter).toContain(letter.codePointAt(0)?.toString(16).padStart(4, '0'));
  });

  it('goes to nobody without a reason, nor to another office or role, and the log says why it went', async () => {
    expect((await asJson(worker, {})).status).toBe(422);
    expect((await asPdf(worker, { reason: 'zomaar' })).status).toBe(422);
    expect((await asJson(other)).status).toBe(404);
    for (const role of ['coordinator', 'steering-group', 'administrator'] as const)
      expect((await asJson(await app.as(role))).status).toBe(403);
    await asJson(worker, { reason: 'authority-asked' });
    expect(await app.db.audit.findFirstOrThrow({ orderBy: { sequence: 'desc' } })).toMatchObject({
      ...{ action: 'exportFileAsJson', kind: 'export', outcome: 'done', reason: 'authority-asked', participantId: id, details: null },
    });
  });
});

describe('the file of a person who went to another office', () => {
  let moved: string;
  beforeAll(async () => {
    moved = await openParticipant(worker, { firstName: 'Amara', lastName: 'Diallo' });
    let now = (await worker.post('/trajectories').send({ participantId: moved, programme: 'twe', occurredOn: '2026-01-05' })).body;
    for (const [deed, body] of [
      ['rejection', { reason: 'talk-first', remark: 'Bel ons in april' }],
      ['acceptance', {}],
    ] as const) {
      app.clock.advance(60_000);
      const { handover } = (await recorded(worker, now, a.transfer('2026-03-01', 'DIE'))) as { handover?: { id: string; version: number } };
      app.clock.advance(60_000);
      const path = `/handovers/${handover?.id}/${deed}`;
      await other.post(path).set('If-Match', `"${handover?.version}"`).send(body).expect(200);
      now = (await worker.get(`/trajectories/${now.id}`)).body;
    }
  });

  it('tells each hand-over: from where to where, who proposed it, and who decided what and why', async () => {
    const file = FileExport.parse((await other.get(`/participants/${moved}/file.json?reason=person-asked`)).body);
    const both = { from: 'BEK', fromName: 'Gemeente BEK', to: 'DIE', toName: 'Gemeente DIE', proposedBy: worker.user.name };
    const trajectoryId = file.trajectories[0]?.id;
    const [refused, taken] = file.handovers;
    expect(file.handovers).toMatchObject([
      { ...both, trajectoryId, status: 'rejected', decidedBy: 'Mieke Claes', reason: 'talk-first', remark: 'Bel ons in april' },
      { ...both, trajectoryId, status: 'accepted', decidedBy: 'Mieke Claes', reason: null, remark: null },
    ]);
    const moments = [refused?.proposedAt, refused?.decidedAt, taken?.proposedAt, taken?.decidedAt];
    expect(moments).toEqual(moments.toSorted());
    expect(new Set(moments).size).toBe(4);
  });

  it('is there for the office that has it now, and empty of hand-overs where there were none', async () => {
    expect((await worker.get(`/participants/${moved}/file.json?reason=person-asked`)).status).toBe(404);
    expect((await asJson(worker)).body.handovers).toEqual([]);
  });

  it.each([
    [
      'nl',
      'Van OCMW Gemeente BEK naar OCMW Gemeente DIE',
      'Niet aanvaard op',
      'Reden: De twee OCMW’s overleggen er eerst over. Bel ons in april',
    ],
    [
      'en',
      'From the welfare office of Gemeente BEK to that of Gemeente DIE',
      'Not accepted on',
      'Reason: The two offices talk about it first. Bel ons in april',
    ],
    [
      'fr',
      'Du CPAS de Gemeente BEK au CPAS de Gemeente DIE',
      'Non accepté le',
      'Motif\u00a0: Les deux CPAS en parlent d’abord. Bel ons in april',
    ],
  ])('says so in the PDF in %s, in words and in no code', async (language, title, decided, why) => {
    const answer = await other.get(`/participants/${moved}/file.pdf`).query({ reason: 'person-asked', language }).buffer(true).parse(bytes);
    await keep(`overgedragen-${language}`, answer.body);
    const text = textOfPdf(answer.body);
    expect(text.split(title)).toHaveLength(3);
    expect(text).toContain(decided);
    expect(text).toContain(why);
    expect(text).toMatch(/(?:Nieuwe gemeente|New municipality|Nouvelle commune)\u00a0?: Gemeente DIE/u);
    expect(text).not.toMatch(/handover\.|talk-first|\?/u);
  });
});

describe('letters of other scripts', () => {
  const fileOf = async (names: { firstName: string; lastName: string }, note: string, language = 'nl') => {
    const person = await openParticipant(worker, names);
    const opening = { participantId: person, programme: 'twe', occurredOn: '2026-01-12', note };
    expect((await worker.post('/trajectories').send(opening)).status).toBe(201);
    const query = { reason: 'person-asked', language };
    const answer = await worker.get(`/participants/${person}/file.pdf`).query(query).buffer(true).parse(bytes);
    await keep(`dossier-${names.lastName}`, answer.body);
    return textOfPdf(answer.body);
  };

  it.each([
    ['Cyrillic', { firstName: 'Ольга', lastName: 'Їжакевич' }],
    ['Greek', { firstName: 'Ελένη', lastName: 'Παπαδοπούλου' }],
    ['Vietnamese', { firstName: 'Nguyễn', lastName: 'Thị Mười' }],
    ['Georgian', { firstName: 'გიორგი', lastName: 'ბერიძე' }],
  ])('are printed as they are: %s', async (_script, names) => {
    const text = await fileOf(names, 'Zoekt iets dichtbij');
    expect(text).toContain(`Dossier van ${names.firstName} ${names.lastName}`);
    expect(text).not.toMatch(/[?□]/u);
  });

  it('are drawn from right to left where they are read so, the last word first', async () => {
    const text = await fileOf({ firstName: 'محمد', lastName: 'علي' }, 'نعم');
    expect(text).toContain(`Dossier van ${Array.from('محمد\u00a0علي').toReversed().join('')}`);
  });

  it.each([
    ['nl', 'Sommige letters kunnen wij niet afdrukken'],
    ['en', 'We cannot print some letters'],
    ['fr', 'Nous ne pouvons pas imprimer certaines lettres'],
  ])('that no font has are said to be missing, in %s', async (language, words) => {
    const text = await fileOf({ firstName: 'Selam', lastName: `ሰላም ${language}` }, 'Ze komt morgen', language);
    expect(text.replaceAll(/\s+/gu, ' ')).toContain(words);
    expect(text).toContain(`Selam □□□ ${language}`);
  });

  it('that are all there are not spoken of', async () => {
    expect(await fileOf({ firstName: 'Çağlar', lastName: 'Őri' }, 'Zoekt iets')).not.toContain('□');
  });

  it('stand with their note, in French with a space that does not break before the colon', async () => {
    expect(await fileOf({ firstName: 'Amélie', lastName: 'Noël' }, 'Habite à Liège', 'fr')).toContain('Note\u00a0: Habite à Liège');
  });
});
