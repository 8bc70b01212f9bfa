import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// `vite build` makes the screen, `vite build --ssr` the server.
export default defineConfig(({ isSsrBuild }) =>
  isSsrBuild
    ? {
        publicDir: false,
        build: {
          ssr: true,
          outDir: 'dist/server',
          emptyOutDir: true,
          target: 'node20',
          sourcemap: true,
          // The thread that protects publications is a program of its own: no import leads to it.
          rolldownOptions: { input: { cli: 'server/cli.ts', 'protection-worker': 'server/publications/protection/worker.ts' } },
        },
      }
    : {
        root: 'client',
        plugins: [react()],
        // The spreadsheet writer's: see client/charts/download/zip.ts.
        resolve: { alias: [{ find: /^fflate$/, replacement: fileURLToPath(new URL('client/charts/download/zip.ts', import.meta.url)) }] },
        // Made, and named nowhere: the server does not give them out.
        build: { outDir: '../dist/client', emptyOutDir: true, sourcemap: 'hidden' },
      },
);
