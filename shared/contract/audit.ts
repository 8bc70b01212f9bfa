import { z } from 'zod';

/** What is done outside any request: by a command of the shell, or by the server itself as it starts. */
export const ShellAction = z.enum(['shell.migrate', 'shell.import', 'shell.export', 'shell.rebuild', 'shell.setup-link']);
export type ShellAction = z.infer<typeof ShellAction>;
