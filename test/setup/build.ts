import { runCommand } from './server-process.ts';

/** Builds what is not built, as a first start does, so that no test's time is a build's. */
export default async function build(): Promise<void> {
  const { code, output } = await runCommand(['--help'], {});
  if (code !== 0) throw new Error(`the product does not build:\n${output}`);
}
