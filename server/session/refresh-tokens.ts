import { createHash, createHmac } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request } from 'express';

/** 256 bits, in base64url. */
export function newToken(randomBytes: (size: number) => Buffer): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The token that comes after another: as unpredictable as a random one to whoever has not the key, but the same each time. A second
 * tab that refreshes at the same moment, or a caller whose answer was lost, is given the very token that the first one got,
 * so that a session never has two tokens in use.
 */
export function successorOf(token: string, key: Buffer): string {
  return createHmac('sha256', key).update(token).digest('base64url');
}

/** What is stored: a copy of the database signs nobody in. */
export function fingerprintOf(token: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(token).digest());
}

export function refreshTokenOf(request: Request, origin: string): string | undefined {
  const token = parseCookie(request.headers.cookie ?? '')[cookieName(origin)];
  return token && /^[\w-]{43}$/.test(token) ? token : undefined;
}

/** @param token undefined takes the cookie away */
export function refreshCookie(token: string | undefined, origin: string): { 'Set-Cookie': string } {
  const attributes = { httpOnly: true, sameSite: 'strict', path: '/', secure: isSecure(origin) } as const;
  const name = cookieName(origin);
  return { 'Set-Cookie': stringifySetCookie({ name, value: token ?? '', ...attributes, ...(token === undefined && { maxAge: 0 }) }) };
}

/** Browsers take a `__Host-` cookie only over https, and then from this very host only. */
function cookieName(origin: string): string {
  return isSecure(origin) ? '__Host-doorstroom' : 'doorstroom';
}

function isSecure(origin: string): boolean {
  return origin.startsWith('https:');
}
