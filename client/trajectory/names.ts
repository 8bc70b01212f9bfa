type Named = { firstName: string | null; lastName: string | null; reference: string | null; code: string };

/** As one speaks of a person: `Amara Diallo`; without a name the office's reference, else the code. */
export function fullName({ firstName, lastName, reference, code }: Named): string {
  return [firstName, lastName].filter(Boolean).join(' ') || reference || code;
}

/** As in a list that is ordered by family name: `Diallo, Amara`. */
export function listName({ firstName, lastName, ...rest }: Named): string {
  return firstName && lastName ? `${lastName}, ${firstName}` : fullName({ firstName, lastName, ...rest });
}

/** Completed years on a day. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
