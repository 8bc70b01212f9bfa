import { breather } from '#server/breathe.ts';
import { asActor } from '#server/db/as-actor.ts';
import type { Database } from '#server/db/client.ts';
import type { Actor } from '#server/db/context.ts';
import { dayInBrussels } from '#shared/plain-date.ts';
import { checkRow, municipalityKey, type StagedRow } from './check-row.ts';
import { readCsv } from './read-csv.ts';
import { Rejections } from './rejections.ts';
import { insertRows, loadMunicipalities } from './store.ts';

export interface Staged {
  /** Rows read. */
  readonly rows: number;
  /** Rows staged, among them wrong ones of which is known whose they are. */
  readonly staged: number;
  readonly rejections: Rejections;
  /** Codes that do not exist yet. */
  readonly newMunicipalities: ReadonlySet<string>;
}

/** Rows in one short transaction: none is open while bytes arrive, however slowly they do. */
const BATCH = 1_000;

/**
 * Reads and checks the rows one by one and puts them aside in the database, so that a trajectory can be seen as a whole wherever
 * in the file its rows are, and memory holds a thousand of them at a time.
 * @throws Problem import.unreadable
 */
export async function stageRows(
  { db, actor, now }: { db: Database; actor: Actor; now: Date },
  importId: string,
  bytes: AsyncIterable<Uint8Array>,
  canCreateMunicipalities: boolean,
): Promise<Staged> {
  const municipalities = new Map(
    (await asActor(db, actor, loadMunicipalities)).flatMap(({ code, name }) => [
      [municipalityKey(name), code] as const,
      [municipalityKey(code), code] as const,
    ]),
  );
  const newMunicipalities = new Set<string>();
  const municipality = (written: string) => {
    const code = municipalities.get(municipalityKey(written));
    if (code !== undefined || !canCreateMunicipalities) return code;
    municipalities.set(municipalityKey(written), written);
    newMunicipalities.add(written);
    return written;
  };
  const checking = { today: dayInBrussels(now), municipality };
  const rejections = new Rejections();
  const breathe = breather();
  let rows = 0;
  let staged = 0;
  let batch: StagedRow[] = [];
  const flush = async () => {
    const full = batch;
    batch = [];
    staged += full.length;
    if (full.length > 0) await asActor(db, actor, (tx) => insertRows(tx, importId, full));
  };
  for await (const row of readCsv(bytes)) {
    rows++;
    const checked = checkRow(row, checking);
    if (checked.rejected) rejections.add(checked.rejected);
    if (checked.staged) batch.push(checked.staged);
    if (batch.length === BATCH) await flush();
    await breathe();
  }
  await flush();
  return { rows, staged, rejections, newMunicipalities };
}
