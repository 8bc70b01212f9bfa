import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PROBLEMS } from '#shared/contract/problem.ts';
import { takesKey } from '#shared/contract/route.ts';
import { ROUTES } from '#shared/contract/routes.ts';
import { startTestApp, type TestApp } from '../setup/api.ts';

// What OpenAPI 3.1 asks of a document, as far as ours goes: strict, so that a member in the wrong place shows.
const Schema = z.union([z.record(z.string(), z.unknown()), z.boolean()]);
const Content = z.record(z.string().regex(/^[\w-]+\/[\w.+-]+$/), z.strictObject({ schema: Schema }));
const Parameter = z.strictObject({
  in: z.enum(['path', 'query', 'header']),
  name: z.string(),
  required: z.boolean().optional(),
  description: z.string().optional(),
  schema: Schema,
});
const Operation = z.strictObject({
  operationId: z.string(),
  tags: z.array(z.string()).min(1),
  summary: z.string().min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(Parameter).optional(),
  requestBody: z.strictObject({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(
    z.string().regex(/^[2-5]\d\d$/),
    z.strictObject({
      description: z.string().min(1),
      headers: z
        .record(z.string(), z.strictObject({ required: z.boolean().optional(), description: z.string().optional(), schema: Schema }))
        .optional(),
      content: Content.optional(),
    }),
  ),
});
const Document = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d$/),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.strictObject({ url: z.url() })),
  tags: z.array(z.strictObject({ name: z.string() })),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), Operation)),
  components: z.strictObject({
    schemas: z.record(z.string(), Schema),
    securitySchemes: z.record(z.string(), z.record(z.string(), z.string())),
  }),
});

let api: TestApp;
let document: z.infer<typeof Document>;
let text: string;

beforeAll(async () => {
  api = await startTestApp();
  text = (await api.request.get('/api/openapi.json')).text;
  document = Document.parse(JSON.parse(text));
});
afterAll(() => api.close());

describe('the OpenAPI document', () => {
  it('lists every route of the contract and no other', () => {
    const listed = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => `${operation?.operationId} ${method.toUpperCase()} ${path}`),
    );
    expect(listed.sort()).toEqual(ROUTES.map(({ id, method, path }) => `${id} ${method} ${path.replace(/:(\w+)/g, '{$1}')}`).sort());
  });

  it('refers to nothing that is not there', () => {
    const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(referred.length).toBeGreaterThan(20);
    expect(text.match(/"\$ref"/g)).toHaveLength(referred.length);
    expect(referred.filter((name) => !name || !(name in document.components.schemas))).toEqual([]);
    for (const name of ['Trajectory', 'Participant', 'SignedIn', 'Problem'])
      expect(Object.keys(document.components.schemas)).toContain(name);
  });

  it.each(ROUTES.map((contract) => [contract.id, contract] as const))('says of %s what it takes and answers', (_id, contract) => {
    const operation =
      document.paths[contract.path.replace(/:(\w+)/g, '{$1}')]?.[
        z.enum(['get', 'post', 'put', 'patch', 'delete']).parse(contract.method.toLowerCase())
      ];
    const named = (place: string) => operation?.parameters?.filter((parameter) => parameter.in === place).map(({ name }) => name) ?? [];
    expect(named('path')).toEqual([...contract.path.matchAll(/:(\w+)/g)].map(([, name]) => name));
    expect(named('query')).toEqual(contract.query instanceof z.ZodObject ? Object.keys(contract.query.shape) : []);
    expect(named('header')).toEqual([...(contract.ifMatch ? ['If-Match'] : []), ...(takesKey(contract) ? ['Idempotency-Key'] : [])]);
    expect(operation?.security).toEqual(contract.permission === 'public' ? [] : [{ bearer: [] }]);
    expect(Object.keys(operation?.requestBody?.content ?? {})).toEqual(
      contract.body ? ['stream' in contract.body ? contract.body.stream : 'application/json'] : [],
    );
    const statuses = [
      ...Object.keys(contract.responses),
      ...contract.errors.map((code) => String(PROBLEMS[code].status)),
      '503',
      '500',
      ...(contract.permission === 'public' ? [] : ['401']),
    ];
    for (const status of statuses) expect(Object.keys(operation?.responses ?? {})).toContain(status);
    for (const [status, response] of Object.entries(operation?.responses ?? {})) {
      if (Number(status) >= 400) expect(Object.keys(response.content ?? {})).toEqual(['application/problem+json']);
      else if (status.startsWith('3')) expect(Object.keys(response.headers ?? {})).toEqual(['Location']);
      else expect(Object.keys(response.headers ?? {})).toEqual(contract.etag ? ['ETag'] : []);
    }
  });
});

describe('the page of the API', () => {
  it('shows every route, without script and without anything from elsewhere', async () => {
    const page = await api.request.get('/api/docs');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    for (const { id, summary } of ROUTES) expect(page.text).toMatch(new RegExp(`<section id="${id}">[^]*${summary.slice(0, 12)}`));
    expect(page.text).not.toMatch(/<script|style="|https?:\/\/(?!doorstroom\.test)/);
    expect((await api.request.get('/api/docs/style.css')).headers['content-type']).toBe('text/css; charset=utf-8');
  });
});

it('every route of the contract is served', () => {
  expect(api.logged.filter(({ missing }) => missing)).toEqual([]);
});
