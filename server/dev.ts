import { join } from 'node:path';
import { createServer as createViteServer } from 'vite';
import { runUntilStopped } from './cli/until-stopped.ts';
import { readConfig } from './config.ts';
import { start } from './main.ts';
import { ROOT } from './root.ts';

// npm run dev: the server as written, restarted by tsx when a file of it changes; the screen from Vite within the same server,
// so that page, API and cookies have one address, as they will have in production.
await runUntilStopped(() =>
  start(readConfig(), {
    isAnswerChecked: true,
    client: async (server) => {
      const vite = await createViteServer({
        configFile: join(ROOT, 'vite.config.ts'),
        appType: 'spa',
        server: { middlewareMode: true, hmr: { server } },
      });
      server.on('close', () => void vite.close());
      return (request, response, next) =>
        /^\/(api|healthz|readyz)(\/|$)/.test(request.path) ? next() : vite.middlewares(request, response, next);
    },
  }),
);
