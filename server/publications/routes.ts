import { type Handled, route } from '#server/http/route.ts';
import {
  discardPublication as discardContract,
  downloadPublicationContent,
  downloadPublicationTable,
  downloadPublicTable,
  endPublicLink as endLinkContract,
  getPublication,
  getPublicPublication,
  listPublications as listContract,
  makePublication as makeContract,
  openPublicLink as openLinkContract,
  releasePublication as releaseContract,
  retryPublication as retryContract,
  reviewPublication,
  withdrawPublication as withdrawContract,
} from '#shared/contract/publications.ts';
import { discardPublication, withdrawPublication } from './end-publication.ts';
import { makePublication, retryPublication } from './make-publication.ts';
import { endPublicLink, openPublicLink } from './public-link.ts';
import { listPublications, publishedById, publishedByLink, readByLink, readPublication, reviewTables } from './read-publications.ts';
import { releasePublication } from './release-publication.ts';
import { contentFile, tableFile } from './table-file.ts';

const subjectOf = (id: string) => ({ type: 'publication', id });

export const routes: readonly Handled[] = [
  route(listContract, async ({ db, clock }) => ({ body: { items: await listPublications({ tx: db, now: clock() }) } })),

  route(getPublication, async ({ db, clock, actor, params }) => ({
    body: await readPublication({ tx: db, now: clock(), actor }, params.id),
  })),

  route(makeContract, async ({ db, clock, newId, actor, body, audit, afterwards, dependencies: { protecting } }) => {
    const { publication, trying } = await makePublication({ tx: db, now: clock(), newId }, body);
    audit.about({ subject: subjectOf(trying.id), details: { period: body.period, method: body.method } });
    afterwards(() => protecting.begin(trying, actor.userId));
    return { body: publication };
  }),

  route(retryContract, async ({ db, clock, newId, actor, params: { id }, body, audit, afterwards, dependencies: { protecting } }) => {
    audit.about({ subject: subjectOf(id) });
    const { publication, trying } = await retryPublication({ tx: db, now: clock(), newId }, id, body.method);
    audit.about({ details: { period: publication.period, method: publication.method } });
    afterwards(() => protecting.begin(trying, actor.userId));
    return { body: publication };
  }),

  route(reviewPublication, async ({ db, params: { id }, audit }) => {
    audit.about({ subject: subjectOf(id) });
    return { body: await reviewTables(db, id) };
  }),

  route(releaseContract, async ({ db, clock, params: { id }, audit }) => {
    audit.about({ subject: subjectOf(id) });
    const publication = await releasePublication({ tx: db, now: clock() }, id);
    audit.about({ details: { period: publication.period, sha256: publication.sha256 } });
    return { body: publication };
  }),

  route(withdrawContract, async ({ db, clock, params: { id }, body, audit }) => {
    audit.about({ subject: subjectOf(id) });
    const publication = await withdrawPublication({ tx: db, now: clock() }, id, body.reason);
    audit.about({ details: { period: publication.period } });
    return { body: publication };
  }),

  route(discardContract, async ({ db, params: { id }, audit }) => {
    audit.about({ subject: subjectOf(id) });
    await discardPublication(db, id);
    return {};
  }),

  route(openLinkContract, async ({ db, clock, params: { id }, audit, dependencies: { randomBytes } }) => {
    audit.about({ subject: subjectOf(id) });
    return { body: { publicToken: await openPublicLink({ tx: db, now: clock(), randomBytes }, id) } };
  }),

  route(endLinkContract, async ({ db, params: { id }, audit }) => {
    audit.about({ subject: subjectOf(id), details: { wasOpen: await endPublicLink(db, id) } });
    return {};
  }),

  route(downloadPublicationTable, async ({ db, params: { id, file }, audit }) => {
    audit.about({ subject: subjectOf(id), details: { file } });
    return { download: await tableFile(await publishedById(db, id), file) };
  }),

  route(downloadPublicationContent, async ({ db, params: { id }, audit }) => {
    audit.about({ subject: subjectOf(id) });
    return { download: contentFile(await publishedById(db, id)) };
  }),

  route(getPublicPublication, async ({ db, clock, params }) => ({ body: await readByLink({ tx: db, now: clock() }, params.token) })),

  route(downloadPublicTable, async ({ db, params: { token, file } }) => ({
    download: await tableFile(await publishedByLink(db, token), file),
  })),
];
