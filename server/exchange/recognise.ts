import type { Transaction } from '#server/db/client.ts';
import type { Reach } from '#server/trajectories/store.ts';
import type { StagedRow } from './check-row.ts';
import { type Candidate, findCandidates, type KnownPerson, takenReferences } from './store.ts';

export interface NamedParticipant {
  readonly reference: string;
  readonly rows: readonly StagedRow[];
}

export type Recognised = KnownPerson;

/**
 * Who the participants of a file are: whoever has the reference in one of the municipalities that the rows name, the referral's
 * first; else whoever has it as code, so that an export can be taken back. A code of somebody out of reach is nobody's: that it
 * exists is not told. `elsewhere` are references of our own whose person is with another office now.
 */
export async function recognise(
  tx: Transaction,
  named: readonly NamedParticipant[],
  reach: Reach,
): Promise<{ recognised: Map<string, Recognised>; elsewhere: Set<string> }> {
  if (named.length === 0) return { recognised: new Map(), elsewhere: new Set() };
  const asked = named.map(({ reference, rows }) => ({ participant: reference, municipalities: municipalitiesOf(rows) }));
  const candidates = new Map<string, Candidate[]>();
  for (const candidate of await findCandidates(tx, asked))
    candidates.set(candidate.named, [...(candidates.get(candidate.named) ?? []), candidate]);
  const recognised = new Map<string, Recognised>();
  for (const { participant, municipalities } of asked) {
    const found = candidates.get(participant) ?? [];
    const byReference = municipalities.flatMap((municipality) =>
      found.filter(({ referenceMunicipality }) => referenceMunicipality === municipality),
    )[0];
    const byCode = found.find(
      ({ referenceMunicipality, person }) => referenceMunicipality === null && (reach === 'all' || reach.includes(person.municipality)),
    );
    const person = byReference?.person ?? byCode?.person;
    if (person) recognised.set(participant, person);
  }
  return {
    recognised,
    elsewhere: await namedElsewhere(
      tx,
      asked.filter(({ participant }) => !recognised.has(participant)),
    ),
  };
}

/** Those whose reference is ours and whose file is not any more: to us they look as if there were nobody. */
async function namedElsewhere(
  tx: Transaction,
  unknown: readonly { participant: string; municipalities: readonly string[] }[],
): Promise<Set<string>> {
  if (unknown.length === 0) return new Set();
  const taken = await takenReferences(
    tx,
    unknown.map(({ participant }) => participant),
  );
  const isTaken = (name: string, municipalities: readonly string[]) =>
    taken.some(({ reference, municipality }) => reference === name && municipalities.includes(municipality));
  return new Set(unknown.flatMap(({ participant, municipalities }) => (isTaken(participant, municipalities) ? participant : [])));
}

/** Those of referrals first, each in the order of the file. */
function municipalitiesOf(rows: readonly StagedRow[]): string[] {
  const inFile = rows.toSorted((a, b) => a.line - b.line).flatMap(({ good }) => good ?? []);
  const referrals = inFile.filter(({ step }) => step.type === 'referral.received');
  return [...new Set([...referrals, ...inFile].map(({ municipality }) => municipality))];
}
