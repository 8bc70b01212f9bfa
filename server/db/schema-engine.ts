import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

/**
 * Prisma's engine for migrations, as WebAssembly: the command line's binary would be downloaded at installation.
 * The package's own entry needs `--experimental-wasm-modules`, so the module is put together here.
 */
export function openSchemaEngine(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  schemas: readonly { path: string; content: string }[] = [],
): Promise<bindings.SchemaEngine> {
  load();
  const datamodels = schemas.map(({ path, content }): [string, string] => [path, content]);
  return bindings.SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
}

function load(): void {
  if (isLoaded()) return;
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  // Without a pause, so that nobody loads it a second time in between: the bindings are one module, and would mix up two engines.
  const module = new WebAssembly.Module(readFileSync(join(dirname(entry), 'schema_engine_bg.wasm')));
  const { exports } = new WebAssembly.Instance(module, { './schema_engine_bg.js': { ...bindings } });
  bindings.__wbg_set_wasm(exports);
  if (typeof exports.__wbindgen_start === 'function') exports.__wbindgen_start();
}

function isLoaded(): boolean {
  try {
    return bindings.version() !== '';
  } catch {
    return false;
  }
}
