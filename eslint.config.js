import tseslint from 'typescript-eslint';

// Biome looks at form; here only what needs types: a promise that nobody waits for is an error that nobody sees, and in a
// transaction a write after its end.
const promises = {
  files: ['**/*.{ts,tsx}'],
  languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  plugins: { '@typescript-eslint': tseslint.plugin },
  rules: {
    '@typescript-eslint/no-floating-promises': 'error',
    // React and Express both take handlers that return a promise.
    '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false, properties: false } }],
  },
};

// SQL put together from strings is one forgotten quote away from an injection. Tests have no strangers.
const sql = {
  files: ['{client,prisma,server,shared}/**/*.{ts,tsx}'],
  rules: {
    'no-restricted-syntax': [
      'error',
      {
        selector: 'MemberExpression[property.name=/^\\$(query|execute)RawUnsafe$/]',
        message: 'Use $queryRaw or $executeRaw with Prisma.sql.',
      },
      { selector: 'MemberExpression[object.name="Prisma"][property.name="raw"]', message: 'Prisma.raw escapes nothing: use Prisma.sql.' },
    ],
  },
};

export default [{ ignores: ['dist/', 'data/', 'prisma/generated/', 'node_modules/', 'test/.output/'] }, promises, sql];
