import { Zip, ZipDeflate } from 'fflate/browser';

// What the spreadsheet writer has in the place of fflate (vite.config.ts). Of fflate's own `zip` only this differs: it packs what is large in
// a Worker made of text, which our Content-Security-Policy refuses.
export * from 'fflate/browser';

type Files = Readonly<Record<string, Uint8Array>>;
type Done = (error: Error | null, archive: Uint8Array) => void;

/** Bytes packed at a time, a few milliseconds: in between the page has its turn. */
const PIECE = 128 * 1024;

/** As fflate's `zip`, without a Worker and without holding up the page. */
export function zip(files: Files, done: Done): void {
  packed(files).then(
    (archive) => done(null, archive),
    (error: Error) => done(error, new Uint8Array()),
  );
}

async function packed(files: Files): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const archive = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(new Uint8Array(piece));
  });
  for (const [name, content] of Object.entries(files)) {
    const file = new ZipDeflate(name);
    archive.add(file);
    for (let at = 0; at < content.length; at += PIECE) {
      await turn();
      file.push(content.subarray(at, at + PIECE), at + PIECE >= content.length);
    }
  }
  archive.end();
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
