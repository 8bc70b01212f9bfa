// Which way imports go (house.md): client → shared ← server; routes → deeds → store.

const STORES = '(^|/)[^/]*store[.]ts$';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A screen that is loaded when it is opened may lead back to the list of screens: nothing waits for it at the start.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nothing imports is dead, unless it is where a program begins.',
      severity: 'error',
      from: { orphan: true, pathNot: ['[.]d[.]ts$', '^client/public/'] },
      to: {},
    },
    {
      name: 'shared-is-pure',
      comment: 'Server and screen must be able to run it, and tests to repeat it: no I/O, and of packages only zod and xstate.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', '^node_modules/(zod|xstate)/'] },
    },
    {
      name: 'client-apart-from-server',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^(server|prisma|test)/' },
    },
    {
      name: 'contract-as-types-on-the-screen',
      comment: 'A value of the contract brings zod along: its weight, and code made of text, which the policy refuses.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^shared/contract/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-apart-from-client',
      severity: 'error',
      from: { path: '^(server|prisma)/' },
      to: { path: '^(client|test)/' },
    },
    {
      name: 'features-apart',
      comment: 'What two features need lives in client/ui, client/charts or client/api.',
      severity: 'error',
      from: { path: '^client/features/([^/]+)/' },
      to: { path: '^client/features/', pathNot: '^client/features/$1/' },
    },
    {
      name: 'parts-know-no-feature',
      severity: 'error',
      from: { path: '^client/(ui|charts|api)/' },
      to: { path: '^client/features/' },
    },
    {
      name: 'only-stores-know-the-database',
      severity: 'error',
      from: { path: '^(server|shared|client)/', pathNot: ['^server/db/', STORES] },
      to: { path: ['^prisma/generated/', '^node_modules/(@prisma|pg|@electric-sql|pglite-prisma-adapter)/'] },
    },
    {
      name: 'routes-through-deeds',
      comment: 'A route translates between the contract and one deed; what it may read or write is decided in the deed.',
      severity: 'error',
      from: { path: '^server/.*/routes[.]ts$' },
      to: { path: STORES },
    },
    {
      name: 'stores-at-the-bottom',
      severity: 'error',
      from: { path: STORES },
      to: { path: '^server/.*/routes[.]ts$' },
    },
    {
      name: 'csv-is-defused',
      comment: 'A file written past write-csv.ts could run in the spreadsheet of whoever opens it.',
      severity: 'error',
      from: { path: '^(client|server|shared|prisma)/', pathNot: '^server/exchange/write-csv[.]ts$' },
      to: { path: '^node_modules/csv-stringify/' },
    },
    { name: 'no-unlisted-packages', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
    { name: 'only-what-exists', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-development-packages-in-production',
      severity: 'error',
      from: { path: '^(client|server|shared|prisma)/', pathNot: ['^server/dev[.]ts$', '^prisma/write-migration[.]ts$'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated/'] },
    exclude: { path: ['^dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
