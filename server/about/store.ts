import type { Transaction } from '#server/db/client.ts';

export function findMunicipalities(db: Transaction) {
  return db.municipality.findMany({ select: { code: true, name: true }, orderBy: { name: 'asc' } });
}

export function findDemoUsers(db: Transaction) {
  return db.user.findMany({
    where: { isDemo: true, disabledAt: null },
    select: {
      email: true,
      name: true,
      role: true,
      municipalities: { select: { municipalityCode: true }, orderBy: { municipalityCode: 'asc' } },
    },
    orderBy: { createdAt: 'asc' },
  });
}
