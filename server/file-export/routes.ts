import { reach } from '#server/http/actor.ts';
import { type Call, type Handled, route } from '#server/http/route.ts';
import { inszSeal } from '#server/participants/insz-seal.ts';
import { exportFileAsJson as jsonContract, exportFileAsPdf as pdfContract } from '#shared/contract/file-export.ts';
import { gatherFile } from './gather-file.ts';
import { pdfOf } from './pdf.ts';

export const routes: readonly Handled[] = [
  route(jsonContract, async (call) => {
    const file = await gathered(call);
    const content = (async function* () {
      yield JSON.stringify(file, null, 2);
    })();
    return { download: { filename: `dossier-${file.person.code}.json`, content } };
  }),

  route(pdfContract, async (call) => {
    const file = await gathered(call);
    return { download: { filename: `dossier-${file.person.code}.pdf`, content: pdfOf(file, call.query.language) } };
  }),
];

/** The name of the file holds the code only: it stays behind in lists of downloads. */
function gathered({
  db,
  actor,
  params: { id },
  query: { reason },
  clock,
  audit,
  dependencies,
}: Call<typeof jsonContract | typeof pdfContract>) {
  audit.about({ participantId: id, reason });
  const insz = inszSeal(dependencies.config, dependencies.randomBytes);
  return gatherFile({ tx: db, reach: reach(actor, 'file.export'), insz, now: clock(), by: actor.name }, id);
}
