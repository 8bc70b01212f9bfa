import { afterEach } from 'vitest';

// An error on the console is a fault nobody has looked at yet, so it fails the test during which it appears.
// A test that provokes one on purpose silences it first: vi.spyOn(console, 'error').mockImplementation(() => {}).

const errors: unknown[][] = [];
const print = console.error;

console.error = (...args: unknown[]) => {
  errors.push(args);
  print(...args);
};

afterEach(() => {
  const seen = errors.splice(0);
  if (seen.length > 0) throw new Error(`console.error was called: ${seen.map((args) => args.map(String).join(' ')).join('\n')}`);
});
