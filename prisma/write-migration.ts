import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diffFromMigrations, MIGRATIONS_FOLDER } from '#server/db/migrate.ts';

// npm run migration -- NAME: writes the next migration, from the migrations so far to schema.prisma. Hand-written SQL goes below it.

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Give the migration a name of lower-case letters, digits and underscores: npm run migration -- add_organisations');
  process.exit(2);
}

const sql = await diffFromMigrations();
if (!sql) {
  console.log('prisma/schema.prisma asks for nothing that the migrations do not make; no migration written.');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(MIGRATIONS_FOLDER, `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), sql);
  console.log(`Written: ${join(folder, 'migration.sql')}`);
}
