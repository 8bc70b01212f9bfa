import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * What comes in one file, beside the screens, each of which has its own. A browser fetches six files at a time from one server: left to itself the
 * build made sixty of a first screen. The weights that this must keep to stand in test/components/weight.test.ts.
 */
const FILES = [
  { name: 'base', tags: ['$initial' as const], priority: 6 },
  // All of what the sign-in screen shares with others.
  { name: 'fields', test: /client\/ui\/text-field\.tsx$/, priority: 5 },
  { name: 'frame', test: /client\/shell\/frame\.tsx$/, priority: 4 },
  { name: 'ui', test: /client\/(ui|api|editing|locales|shell|trajectory)\/|shared\/|@tanstack/, minShareCount: 2, priority: 3 },
  { name: 'charts', test: /client\/charts\/[^/]*$|node_modules\/(@visx|d3-)/, minShareCount: 2, priority: 2 },
  { name: 'figures', test: /client\/features\/figures\//, priority: 1 },
];

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
        build: {
          outDir: '../dist/client',
          emptyOutDir: true,
          sourcemap: 'hidden',
          rolldownOptions: { output: { codeSplitting: { groups: FILES } } },
        },
      },
);
