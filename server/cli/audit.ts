import { existsSync } from 'node:fs';
import { type AnchorReading, anchorKeys, readAnchors } from '#server/audit/anchor-file.ts';
import { sealKeys } from '#server/audit/seal.ts';
import { type Head, readHead } from '#server/audit/store.ts';
import { type BadPlace, type Remembered, type Verification, verifyChain } from '#server/audit/verify.ts';
import { parseCommandLine, UsageError } from './command.ts';
import { withDatabase } from './with-database.ts';

const USAGE = `audit verify [--head N:SEAL] [--anchor FILE]... [--no-anchor]
       doorstroom audit head

  verify           reads the whole audit log, and ends with code 1 where a line was changed, moved, put in or taken out
  --head N:SEAL    also holds the log against an end that was noted before; of SEAL the first 16 signs are enough
  --anchor FILE    an anchor to hold it against, instead of the one of the settings; several may be given
  --no-anchor      holds it against none: lines that were cut off at the end are then not missed
  head             prints where the log ends, to be noted elsewhere`;

export async function run(args: readonly string[]): Promise<void> {
  const parsed = parseCommandLine(
    USAGE,
    args,
    { head: { type: 'string' }, anchor: { type: 'string', multiple: true }, 'no-anchor': { type: 'boolean', default: false } },
    true,
  );
  if (!parsed) return;
  const { positionals, values } = parsed;
  const noted = values.head === undefined ? [] : [notedHead(values.head)];
  if (positionals.join(' ') === 'head') return printHead();
  if (positionals.join(' ') !== 'verify') throw usageError('Say verify or head.');
  await verify({ noted, anchors: values['no-anchor'] ? [] : values.anchor });
}

async function printHead(): Promise<void> {
  const { sequence, seal } = await withDatabase(({ reads }) => reads('system', readHead));
  console.log(`${sequence}:${Buffer.from(seal).toString('hex')}`);
}

/** @param anchors undefined for the one of the settings */
async function verify({ noted, anchors }: { noted: readonly Remembered[]; anchors: readonly string[] | undefined }): Promise<void> {
  await withDatabase(async ({ reads, config }) => {
    const files = (anchors ?? [config.auditAnchor]).map((file) => ({
      file,
      reading: existsSync(file) ? readAnchors(file, anchorKeys(config)) : undefined,
    }));
    const remembered = async function* () {
      yield* noted;
      for (const { reading } of files) if (reading) yield* reading.lines;
    };
    const verification = await verifyChain(reads, sealKeys(config), remembered());
    const wrong = [
      ...placesInWords(verification),
      ...files.flatMap(({ file, reading }) => anchorInWords(file, reading, verification.head)),
    ];
    console.log(`${verification.lines} lines read, ${headInWords(verification.head)}.`);
    for (const { file, reading } of files) if (reading) console.log(`Held against ${reading.found.good} lines of the anchor ${file}.`);
    if (files.length === 0) console.log('Held against no anchor: lines that were cut off at the end are not missed.');
    for (const line of wrong) console.log(line);
    console.log(wrong.length === 0 ? 'The audit log is whole.' : 'The audit log is NOT whole.');
    if (wrong.length > 0) process.exitCode = 1;
  });
}

function headInWords(head: Head | undefined): string {
  return head ? `the head is ${head.sequence}:${Buffer.from(head.seal).toString('hex')}` : 'there is no head';
}

function placesInWords({ badPlaces, badPlacesFound }: Verification): string[] {
  const more = badPlacesFound - badPlaces.length;
  return [...badPlaces.map(placeInWords), ...(more > 0 ? [`and ${more} places more`] : [])];
}

function placeInWords({ from, to, ...place }: BadPlace): string {
  const lines = from === to ? `line ${from}` : `lines ${from} to ${to}`;
  switch (place.kind) {
    case 'missing':
      return `${lines}: missing`;
    case 'unfitting':
      return `${lines}: changed, moved or put in: the seal does not fit what stands there and before it`;
    case 'unknown-key':
      return `${lines}: sealed with a key of none of the secrets; is one missing from DOORSTROOM_PREVIOUS_SECRETS?`;
    case 'beyond-head':
      return `${lines}: beyond the head, which was put back`;
    case 'no-head':
      return 'the head: taken away';
    case 'head-replaced':
      return `the head: has another seal than ${lines}, the last one`;
    case 'cut':
      return `${lines}: cut off, or an older copy of the database was put back: ${witness(place)} remembers ${from === to ? 'it' : 'them'}`;
    case 'rewritten':
      return `${lines}: written anew: ${witness(place)} remembers another seal`;
  }
}

function witness({ by, at }: Pick<Remembered, 'by' | 'at'>): string {
  return by === 'note' ? 'the head that was noted' : `the anchor${at ? ` of ${at.toISOString()}` : ''}`;
}

function anchorInWords(file: string, reading: AnchorReading | undefined, head: Head | undefined): string[] {
  if (!reading) return head?.sequence === 0n ? [] : [`the anchor ${file}: missing; --no-anchor verifies without`];
  const { good, unreadable, forged } = reading.found;
  // A crash in the middle of writing leaves half a line; that alone is nothing to worry about.
  if (unreadable > 0) console.log(`Of the anchor ${file}, ${unreadable} lines cannot be read: cut off by a crash, or damaged.`);
  if (good === 0 && forged.length === 0) return [`the anchor ${file}: holds no line`];
  if (forged.length === 0) return [];
  return [
    `the anchor ${file}: lines not written by this installation, or under a secret that is not given: ${forged.slice(0, 20).join(', ')}`,
  ];
}

function notedHead(text: string): Remembered {
  const [, sequence, seal] = /^(\d{1,18}):((?:[0-9a-f]{2}){8,32})$/iu.exec(text) ?? [];
  if (!sequence || !seal) throw usageError('--head takes what doorstroom audit head printed: a number, a colon and a seal.');
  return { sequence: BigInt(sequence), seal: Buffer.from(seal, 'hex'), by: 'note' };
}

function usageError(message: string): UsageError {
  return new UsageError(`${message}\n\nUsage: doorstroom ${USAGE}`);
}
