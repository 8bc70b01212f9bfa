/** What stands in the fields of a form, by name. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields in which two states of a form differ. */
export function changedFields<Form extends Fields>(before: Form, after: Form): (keyof Form & string)[] {
  return Object.keys(before).filter((name): name is keyof Form & string => !isSame(before[name], after[name]));
}

/** What somebody typed, over a newer version of what it was typed on: only the fields that were touched keep what was typed. */
export function overNewer<Form extends Fields>(before: Form, newer: Form, typed: Form): Form {
  const touched = Object.fromEntries(changedFields(before, typed).map((name) => [name, typed[name]]));
  return { ...newer, ...touched };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
