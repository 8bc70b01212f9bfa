import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { RequestHandler, Response } from 'express';

/**
 * The built client, held in memory: a few hundred kilobytes, compressed once each. Names below `assets` carry a hash of their
 * content, so browsers keep them for good; the page that names them is asked for again each time. A browser that goes to any
 * other address gets that page, and the client's router decides what it is.
 */
export function clientFiles(folder: string): RequestHandler {
  const files = readFiles(folder);
  return async (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    // The address that the start prints is the page for everyone, also for who does not say what it accepts.
    const wantsPage = request.path === '/' || (request.get('Accept')?.includes('text/html') && !extname(request.path));
    const path = files.has(request.path) ? request.path : wantsPage ? INDEX : undefined;
    const file = path === undefined ? undefined : files.get(path);
    if (!path || !file) return next();
    response.set('Cache-Control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    response.type(extname(path));
    await send(response, file, file.isText ? request.acceptsEncodings(['br', 'gzip', 'identity']) : 'identity');
  };
}

type File = { readonly content: Buffer; readonly isText: boolean; compressed: { br?: Promise<Buffer>; gzip?: Promise<Buffer> } };

const INDEX = '/index.html';
const TEXT = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.txt']);

function readFiles(folder: string): Map<string, File> {
  if (!existsSync(folder)) return new Map();
  // Source maps lie beside the build for whoever reads an error of it; to visitors they would tell the source.
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && extname(entry.name) !== '.map',
  );
  return new Map(
    entries.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = `/${relative(folder, file).split(sep).join('/')}`;
      return [path, { content: readFileSync(file), isText: TEXT.has(extname(entry.name)), compressed: {} }];
    }),
  );
}

async function send(response: Response, file: File, encoding: string | false): Promise<void> {
  if (file.isText) response.vary('Accept-Encoding');
  if (encoding !== 'br' && encoding !== 'gzip') return void response.end(file.content);
  file.compressed[encoding] ??= COMPRESS[encoding](file.content);
  const content = await file.compressed[encoding];
  response.set('Content-Encoding', encoding).end(content);
}

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

const COMPRESS = {
  // One below the highest: ten times as quick for two per cent more bytes.
  br: (content: Buffer) => brotliAsync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
  gzip: (content: Buffer) => gzipAsync(content, { level: 9 }),
};
