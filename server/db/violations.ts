/**
 * The unique constraint or index that a statement ran into, or undefined for any other error. Prisma passes on PostgreSQL's 23505
 * in a shape of its own: P2002 for its own operations, P2010 for raw SQL, with what the driver said inside.
 */
export function violatedConstraint(error: unknown): string | undefined {
  return /23505|P2002|P2010|UniqueConstraintViolation/u.test(describe(error))
    ? /unique constraint \\?"([a-z_]+)\\?"/u.exec(describe(error))?.[1]
    : undefined;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name} ${error.message} ${JSON.stringify(error)}` : '';
}
