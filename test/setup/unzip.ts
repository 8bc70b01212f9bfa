import { inflateRawSync } from 'node:zlib';

/** The files in a ZIP archive, by its table of contents. */
export function unzipped(archive: Buffer): Map<string, string> {
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const files = new Map<string, string>();
  let entry = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [method, packed] = [archive.readUInt16LE(entry + 10), archive.readUInt32LE(entry + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(entry + offset));
    const local = archive.readUInt32LE(entry + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = archive.subarray(start, start + packed);
    files.set(
      archive.toString('utf8', entry + 46, entry + 46 + (name ?? 0)),
      (method === 8 ? inflateRawSync(data) : data).toString('utf8'),
    );
    entry += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}
