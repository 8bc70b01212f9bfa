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
          rolldownOptions: { input: 'server/cli.ts' },
        },
      }
    : {
        root: 'client',
        plugins: [react()],
        // Made, and named nowhere: the server does not give them out.
        build: { outDir: '../dist/client', emptyOutDir: true, sourcemap: 'hidden' },
      },
);
