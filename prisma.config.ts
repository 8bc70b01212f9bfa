import { defineConfig } from 'prisma/config';

// Prisma's command line looks for a binary schema engine before anything else and downloads it where it is missing, which
// fails offline. `generate` never runs that binary, so any existing program will do. Only there: with a stand-in, `migrate`
// would do nothing and still report success. Our own migrations need no binary (server/db/migrate.ts).
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
