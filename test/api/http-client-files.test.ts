import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientFiles } from '#server/http/client-files.ts';
import { listen } from '../setup/api.ts';

const PAGE = '<!doctype html><title>Doorstroom</title>';
const SCRIPT = 'console.log("een lange regel");\n'.repeat(1_000);

describe('the built client', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doorstroom-client-'));
  let request: ReturnType<typeof supertest>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), PAGE);
    writeFileSync(join(folder, 'assets', 'main-abc123.js'), SCRIPT);
    writeFileSync(join(folder, 'assets', 'main-abc123.js.map'), '{"sources":["main.tsx"]}');
    writeFileSync(join(folder, 'assets', 'letter-abc123.woff2'), Buffer.from([1, 2, 3]));
    const served = await listen(express().use(clientFiles(folder)));
    close = served.close;
    request = supertest(served.url);
  });
  afterAll(async () => {
    await close();
    rmSync(folder, { recursive: true });
  });

  it('has files that are kept for good, and a page that is asked for again', async () => {
    const script = await request.get('/assets/main-abc123.js');
    expect(script.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
    });
    const page = await request.get('/index.html');
    expect(page.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8' });
    expect((await request.get('/assets/letter-abc123.woff2')).headers['content-type']).toBe('font/woff2');
  });

  it('keeps its source maps to itself', async () => {
    expect((await request.get('/assets/main-abc123.js.map')).status).toBe(404);
  });

  it('is sent compressed to whoever takes that, and says so to what keeps it on the way', async () => {
    for (const encoding of ['br', 'gzip']) {
      const answer = await request.get('/assets/main-abc123.js').set('Accept-Encoding', encoding).buffer(true);
      expect(answer.headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding' });
      expect(Number(answer.headers['content-length'])).toBeLessThan(1_000);
    }
    const plain = await request.get('/assets/main-abc123.js').set('Accept-Encoding', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.text).toBe(SCRIPT);
    expect((await request.get('/assets/letter-abc123.woff2').set('Accept-Encoding', 'br')).headers['content-encoding']).toBeUndefined();
  });

  it('gives its page for any address that a browser goes to, and for nothing else', async () => {
    expect((await request.get('/').set('Accept', '*/*')).text).toBe(PAGE);
    const visit = (path: string) => request.get(path).set('Accept', 'text/html,application/xhtml+xml,*/*;q=0.8');
    for (const path of ['/', '/participants/123', '/a%20b']) expect((await visit(path)).text).toBe(PAGE);
    expect((await visit('/assets/gone-abc123.js')).status).toBe(404);
    expect((await request.get('/participants/123').set('Accept', 'application/json')).status).toBe(404);
    expect((await request.post('/').set('Accept', 'text/html')).status).toBe(404);
  });

  it('gives nothing outside its folder', async () => {
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2fpackage.json',
      '/assets/../../package.json',
      '/__proto__',
      '/constructor',
    ]) {
      expect((await request.get(path)).status).toBe(404);
    }
  });

  it('need not be there', async () => {
    const empty = await listen(express().use(clientFiles(join(folder, 'nothing'))));
    expect((await supertest(empty.url).get('/').set('Accept', 'text/html')).status).toBe(404);
    await empty.close();
  });
});
