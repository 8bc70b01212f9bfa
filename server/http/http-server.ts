import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** How long a client may take, in milliseconds. Whoever says a byte now and then would otherwise hold a connection for good. */
export type Patience = {
  /** For the headers, whole. */
  readonly headers: number;
  /** For a body, whole; not for a file, which takes as long as it is large. */
  readonly body: number;
  /** For the next byte of a body, while we wait for it. */
  readonly idle: number;
  /** For what is left of a body that has been answered already. */
  readonly linger: number;
};

export const PATIENCE: Patience = { headers: 15_000, body: 30_000, idle: 30_000, linger: 5_000 };

/** An HTTP server, without an application yet, that loses patience with clients who are slow on purpose. */
export function httpServer(patience: Patience = PATIENCE): Server {
  const server = createServer({
    headersTimeout: patience.headers,
    requestTimeout: LONGEST_FILE,
    connectionsCheckingInterval: Math.min(5_000, patience.headers / 2),
    requireHostHeader: true,
    insecureHTTPParser: false,
  });
  server.maxHeadersCount = MOST_HEADERS;
  return server.on('request', (request, response) => watchBody(request, response, patience));
}

const LONGEST_FILE = 60 * 60_000;
const MOST_HEADERS = 100;

/** Cuts the connection; whoever reads the body learns it from the stream. */
function watchBody(request: IncomingMessage, response: ServerResponse, patience: Patience): void {
  const { headers, socket } = request;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
  const isFile = headers['content-type']?.startsWith('text/csv') ?? false;
  const start = performance.now();
  let heard = { bytes: socket.bytesRead, at: start };
  const look = () => {
    if (request.complete || socket.destroyed) return clearInterval(watch);
    const now = performance.now();
    // What lies unread waits for us, not we for it.
    if (socket.bytesRead !== heard.bytes || request.readableLength > 0) heard = { bytes: socket.bytesRead, at: now };
    if (now - heard.at >= patience.idle || (!isFile && now - start >= patience.body)) socket.destroy();
  };
  const watch = setInterval(look, Math.min(1_000, patience.idle / 4)).unref();
  request.once('close', () => clearInterval(watch));
  response.once('finish', () => {
    if (!request.complete) setTimeout(() => request.complete || socket.destroy(), patience.linger).unref();
  });
}
