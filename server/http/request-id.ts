import type { RequestHandler, Response } from 'express';

/** Gives each request an id of our own: what a caller sends under that name could hold anything, and would end in the log. */
export function requestIds(newId: () => string): RequestHandler {
  return (_request, response, next) => {
    response.set(HEADER, newId());
    next();
  };
}

export function requestIdOf(response: Response): string {
  return String(response.get(HEADER));
}

const HEADER = 'X-Request-Id';
