import { createCipheriv, createDecipheriv } from 'node:crypto';
import { OperatorError } from '#server/operator-error.ts';

// STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance, 2015), as age
// uses it: pieces of one size, each sealed under a nonce of its number and whether it is the last. So a piece that is changed,
// left out, swapped or added does not open, and a stream that ends early has no last one. The key serves one stream only.

const PIECE = 64 * 1024;
const TAG = 16;
export const SEALED_PIECE = PIECE + TAG;

export async function* seal(content: AsyncIterable<Uint8Array>, key: Buffer): AsyncGenerator<Buffer> {
  for await (const { bytes, number, isLast } of inPieces(content, PIECE)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(number, isLast));
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }
}

/** @throws OperatorError where the stream is not as it was sealed, or was sealed with another key */
export async function* open(sealed: AsyncIterable<Uint8Array>, key: Buffer): AsyncGenerator<Buffer> {
  for await (const { bytes, number, isLast } of inPieces(sealed, SEALED_PIECE)) {
    const piece = openPiece(bytes, key, number, isLast);
    if (piece) yield piece;
    else if (isLast && openPiece(bytes, key, number, false)) throw new OperatorError('The file was cut off: its end is missing.');
    else throw new OperatorError(`The file is damaged or was changed, ${number * SEALED_PIECE} bytes after its header.`);
  }
}

function openPiece(bytes: Buffer, key: Buffer, number: number, isLast: boolean): Buffer | undefined {
  if (bytes.length < TAG) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(number, isLast), { authTagLength: TAG });
  decipher.setAuthTag(bytes.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}

function nonce(number: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(number, 5, 6);
  bytes.writeUInt8(Number(isLast), 11);
  return bytes;
}

/** Which piece is the last shows only when nothing comes after it, so each waits for the byte that follows. A stream of nothing is one piece. */
async function* inPieces(
  content: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ bytes: Buffer; number: number; isLast: boolean }> {
  let number = 0;
  let held = Buffer.alloc(0);
  for await (const more of content) {
    let rest = Buffer.from(more.buffer, more.byteOffset, more.byteLength);
    while (held.length + rest.length > size) {
      const taken = size - held.length;
      yield { bytes: Buffer.concat([held, rest.subarray(0, taken)]), number, isLast: false };
      number++;
      held = Buffer.alloc(0);
      rest = rest.subarray(taken);
    }
    held = Buffer.concat([held, rest]);
  }
  yield { bytes: held, number, isLast: true };
}
