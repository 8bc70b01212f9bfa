import type { Transaction } from '#server/db/client.ts';

export function findMunicipalities(db: Transaction) {
  return db.municipality.findMany({ select: { code: true, name: true }, orderBy: { name: 'asc' } });
}
