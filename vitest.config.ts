import react from '@vitejs/plugin-react';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

// Neither Brussels nor UTC, so that a date that slips a day shows. Set before the workers start: Node reads it once.
process.env.TZ = 'America/New_York';

type ProjectTest = NonNullable<TestProjectInlineConfiguration['test']>;

function project(name: string, test: ProjectTest = {}): TestProjectInlineConfiguration {
  return {
    extends: true,
    test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], ...test },
  };
}

// Files share a worker one after the other, and with it the modules and the compiled database: loading them takes longer than most files do.
const patience: ProjectTest = { testTimeout: 120_000, hookTimeout: 120_000, isolate: false };

/** What needs a database runs on the embedded one, and once more on PostgreSQL where there is one. */
function onEveryDatabase(name: string): TestProjectInlineConfiguration[] {
  const embedded = project(name, { ...patience, globalSetup: 'test/setup/embedded-template.ts' });
  if (!process.env.TEST_DATABASE_URL) return [embedded];
  const include = [`test/${name}/**/*.test.ts`];
  return [embedded, project(`${name}-postgresql`, { ...patience, include, globalSetup: 'test/setup/postgresql-template.ts' })];
}

const SCREENS = 'test/e2e/screens.test.ts';

export default defineConfig({
  plugins: [react()],
  test: {
    maxWorkers: 2,
    setupFiles: ['test/setup/console.ts'],
    restoreMocks: true,
    projects: [
      project('unit'),
      ...onEveryDatabase('api'),
      ...onEveryDatabase('oracle'),
      project('components', { environment: 'jsdom', setupFiles: ['test/setup/components.ts'] }),
      // The built product as processes of its own, killed while they write; and every screen looked at meanwhile, which takes as long.
      project('crash', {
        globalSetup: 'test/setup/build.ts',
        sequence: { groupOrder: 1 },
        testTimeout: 600_000,
        hookTimeout: 60_000,
      }),
      project('screens', {
        include: [SCREENS],
        globalSetup: 'test/setup/build.ts',
        sequence: { groupOrder: 1 },
        hookTimeout: 240_000,
      }),
      // One browser at a time, once the machine has nothing else to do: it measures what a person would feel.
      project('e2e', {
        exclude: [SCREENS],
        fileParallelism: false,
        globalSetup: 'test/setup/build.ts',
        sequence: { groupOrder: 2 },
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
    ],
  },
});
