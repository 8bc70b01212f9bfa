import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import * as about from '#shared/contract/about.ts';
import * as common from '#shared/contract/common.ts';
import * as curves from '#shared/contract/curves.ts';
import * as exchange from '#shared/contract/exchange.ts';
import * as figures from '#shared/contract/figures.ts';
import * as participants from '#shared/contract/participants.ts';
import { FieldProblem, PROBLEMS, type ProblemCode, ProblemDocument } from '#shared/contract/problem.ts';
import { type RouteContract, takesKey } from '#shared/contract/route.ts';
import * as session from '#shared/contract/session.ts';
import * as singleSignOn from '#shared/contract/single-sign-on.ts';
import * as trajectories from '#shared/contract/trajectories.ts';
import { Role } from '#shared/permissions.ts';
import * as states from '#shared/trajectory/states.ts';
import * as steps from '#shared/trajectory/steps.ts';

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** The contract as an OpenAPI 3.1 document, for partners and for tools that make clients. */
export function openApiDocument(
  routes: readonly RouteContract[],
  { version, origin }: { version: string; origin: string },
): OpenApiDocument {
  const document = createDocument(
    {
      openapi: '3.1.1',
      info: { title: 'Doorstroom', version, description: ABOUT },
      servers: [{ url: `${origin}/api` }],
      tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
      paths: pathsOf(routes),
      components: {
        schemas: namedSchemas(),
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'The access token of a sign-in; it holds ten minutes.',
          },
        },
      },
    },
    { override: ({ jsonSchema }) => tidy(jsonSchema), outputIdSuffix: '' },
  );
  return withoutUnused(document);
}

/** What a route can answer beside its successes: its own refusals and those that every route of its kind has. */
export function problemsOf(contract: RouteContract): ProblemCode[] {
  const { body, params, permission, ifMatch, errors } = contract;
  return [
    ...new Set<ProblemCode>([
      ...errors,
      'request.invalid',
      ...(body ? (['request.media-type'] as const) : []),
      ...(body && !('stream' in body) ? (['request.malformed', 'request.too-large'] as const) : []),
      ...(params ? (['resource.not-found'] as const) : []),
      ...(permission === 'public' ? [] : (['session.required'] as const)),
      ...(permission === 'public' || permission === 'signed-in' ? [] : (['access.forbidden'] as const)),
      ...(takesKey(contract) ? (['request.key-reused'] as const) : []),
      ...(ifMatch ? (['version.required', 'version.stale'] as const) : []),
      'database.unavailable',
      'database.full',
      'server.failed',
    ]),
  ];
}

const ABOUT = 'Follows people from referral to the regular labour market. Errors are problem documents (RFC 9457) with a stable `code`.';

function pathsOf(routes: readonly RouteContract[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const contract of routes) {
    const path = contract.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operation(contract) };
  }
  return paths;
}

function operation(contract: RouteContract): ZodOpenApiOperationObject {
  const { id, tag, summary, permission, params, query, body, ifMatch } = contract;
  return {
    operationId: id,
    tags: [tag],
    summary,
    security: permission === 'public' ? [] : [{ bearer: [] }],
    requestParams: {
      ...(params instanceof z.ZodObject && { path: params }),
      ...(query instanceof z.ZodObject && { query }),
      ...((ifMatch || takesKey(contract)) && {
        header: z.object({ ...(ifMatch && { 'If-Match': IfMatch }), ...(takesKey(contract) && { 'Idempotency-Key': IdempotencyKey }) }),
      }),
    },
    ...(body && {
      requestBody: {
        required: true,
        content: 'stream' in body ? { [body.stream]: { schema: { type: 'string' } } } : { 'application/json': { schema: body } },
      },
    }),
    responses: { ...successes(contract), ...refusals(contract) },
  };
}

const IfMatch = z.string().meta({ description: 'The ETag of what was changed.', example: '"3"' });
const IdempotencyKey = z
  .string()
  .optional()
  .meta({ description: 'The same key with the same request within 24 hours has the same answer and no second effect.' });
const ETag = z.string().meta({ description: 'The version; send it as If-Match with the next change.', example: '"4"' });
const Location = z.string().meta({ description: 'Where to go next.' });
const RetryAfter = z.string().meta({ description: 'Seconds to wait.' });

function successes({ responses, etag }: RouteContract): ZodOpenApiResponsesObject {
  const answers = Object.entries(responses).map(([status, content]) => {
    const headers = etag && { headers: z.object({ ETag }) };
    if (content === null) return [status, { description: 'Done', ...headers }];
    if ('redirect' in content) return [status, { description: content.redirect, headers: z.object({ Location }) }];
    if ('download' in content)
      return [status, { description: 'A file', ...headers, content: { [content.download]: { schema: { type: 'string' } } } }];
    return [status, { description: 'Done', ...headers, content: { 'application/json': { schema: content } } }];
  });
  return Object.fromEntries(answers);
}

function refusals(contract: RouteContract): ZodOpenApiResponsesObject {
  const codes = problemsOf(contract);
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))];
  const answers = statuses.map((status) => {
    const ofStatus = codes.filter((code) => PROBLEMS[code].status === status);
    const description = ofStatus.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('\n\n');
    const schema = { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: ofStatus } } }] };
    const headers = (status === 429 || status === 503) && { headers: z.object({ 'Retry-After': RetryAfter }) };
    return [status, { description, ...headers, content: { 'application/problem+json': { schema } } }];
  });
  return Object.fromEntries(answers);
}

/** Every schema that the contract exports under a name, so that a name means the same in code and document. */
function namedSchemas(): Record<string, z.ZodType> {
  const exported = Object.entries({
    ...about,
    ...common,
    ...exchange,
    ...curves,
    ...figures,
    ...participants,
    ...session,
    ...singleSignOn,
    ...states,
    ...steps,
    ...trajectories,
    FieldProblem,
    Problem: ProblemDocument,
    Role,
  });
  return Object.fromEntries(
    exported.flatMap(([name, value]) => (value instanceof z.ZodType && isDescribable(name, value) ? [[name, value]] : [])),
  );
}

/** Queries become parameters, one by one; of a transformation only what goes in can be described, so it must be a body. */
function isDescribable(name: string, schema: z.ZodType): boolean {
  return !name.endsWith('Query') && (!(schema instanceof z.ZodPipe) || name.endsWith('Body'));
}

/** Zod spells out what `format` says already, and the limits of JavaScript's numbers. */
function tidy(schema: {
  format?: string | undefined;
  pattern?: string | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
}): void {
  if (schema.format) delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

function withoutUnused(document: OpenApiDocument): OpenApiDocument {
  const schemas = document.components?.schemas ?? {};
  for (;;) {
    const text = JSON.stringify(document);
    const unused = Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`));
    if (unused.length === 0) return document;
    for (const name of unused) delete schemas[name];
  }
}
