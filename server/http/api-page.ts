import { PROBLEMS } from '#shared/contract/problem.ts';
import type { RouteContract } from '#shared/contract/route.ts';
import { Role, reachOf } from '#shared/permissions.ts';
import { type OpenApiDocument, problemsOf } from './openapi.ts';

/** The API reference as one page without script, so that it lives under the same policy as everything else (docs/decisions). */
export function apiPage(routes: readonly RouteContract[], document: OpenApiDocument): string {
  const tags = [...new Set(routes.map(({ tag }) => tag))];
  const ofTag = (tag: string) => routes.filter((contract) => contract.tag === tag);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Doorstroom API</title>
<link rel="stylesheet" href="/api/docs/style.css">
</head>
<body>
<nav aria-label="Routes">${tags.map((tag) => `<h2>${escapeHtml(tag)}</h2><ul>${ofTag(tag).map(entry).join('')}</ul>`).join('')}</nav>
<main>
<h1>Doorstroom API</h1>
<p>Version ${escapeHtml(document.info.version)}. ${escapeHtml(document.info.description ?? '')} For tools: <a href="/api/openapi.json">openapi.json</a>.</p>
${tags
  .map(
    (tag) =>
      `<h2>${escapeHtml(tag)}</h2>${ofTag(tag)
        .map((contract) => section(contract, document))
        .join('')}`,
  )
  .join('')}
<h2>Schemas</h2>
${Object.entries(document.components?.schemas ?? {})
  .map(([name, schema]) => `<section id="schema-${escapeHtml(name)}"><h3>${escapeHtml(name)}</h3>${code(schema)}</section>`)
  .join('')}
</main>
</body>
</html>
`;
}

function entry({ id, method, path }: RouteContract): string {
  return `<li><a href="#${escapeHtml(id)}">${method} ${escapeHtml(path)}</a></li>`;
}

function section(contract: RouteContract, document: OpenApiDocument): string {
  const { id, method, path, summary } = contract;
  const item = document.paths?.[path.replace(/:(\w+)/g, '{$1}')];
  const operation = item?.[METHODS[method]];
  const body = contract.body && operation?.requestBody && 'content' in operation.requestBody ? contents(operation.requestBody.content) : '';
  const successes = Object.keys(contract.responses).map((status) => {
    const response: unknown = operation?.responses?.[status];
    return `<h4>${escapeHtml(status)}${contract.etag ? ' with <code>ETag</code>' : ''}</h4>${hasContent(response) ? contents(response.content) : ''}`;
  });
  return `<section id="${escapeHtml(id)}">
<h3><code>${method} /api${escapeHtml(path)}</code></h3>
<p>${escapeHtml(summary)}.</p>
<p>For: ${escapeHtml(rolesOf(contract))}.</p>
${operation?.parameters ? `<h4>Parameters</h4>${code(operation.parameters)}` : ''}
${body && `<h4>Body</h4>${body}`}
${successes.join('')}
<h4>Problems</h4>
<ul>${problemsOf(contract)
    .map((problem) => `<li>${PROBLEMS[problem].status} <code>${escapeHtml(problem)}</code> ${escapeHtml(PROBLEMS[problem].title)}</li>`)
    .join('')}</ul>
</section>
`;
}

const METHODS = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

function rolesOf({ permission }: RouteContract): string {
  if (permission === 'public') return 'everybody';
  if (permission === 'signed-in') return 'whoever is signed in';
  const roles = Role.options.filter((role) => reachOf(role, permission));
  return `${roles.join(', ')} (${permission})`;
}

function contents(content: Record<string, { schema?: unknown }>): string {
  return Object.entries(content)
    .map(([mediaType, { schema }]) => `<p><code>${escapeHtml(mediaType)}</code></p>${code(schema)}`)
    .join('');
}

/** JSON in which the name of a schema leads to it. */
function code(value: unknown): string {
  const linked = escapeHtml(JSON.stringify(value, null, 2)).replace(/#\/components\/schemas\/(\w+)/g, '<a href="#schema-$1">$1</a>');
  return `<details><summary>Show</summary><pre tabindex="0">${linked}</pre></details>`;
}

function hasContent(value: unknown): value is { content: Record<string, { schema?: unknown }> } {
  return typeof value === 'object' && value !== null && 'content' in value;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
