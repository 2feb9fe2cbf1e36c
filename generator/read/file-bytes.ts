import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { open, stat } from "node:fs/promises";

/** A file, or an answer, that has more bytes than it may have. */
export class TooLarge extends Error {
  constructor(most: number) {
    super(`it is larger than ${most / 1_000_000} MB`);
  }
}

/**
 * Reads a file of at most so many bytes: nothing of one that is known to be larger, and no more than
 * that of one that has no size, such as a pipe or a device, or that grows.
 *
 * @throws TooLarge, and what the system says where the file cannot be read
 */
export async function readBytes(path: string, most: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const expected = (await file.stat()).size;
    if (expected > most) throw new TooLarge(most);
    // One that is as large as it says is read at once; what has no size says that it has none.
    const chunkSize = expected > 0 ? Math.min(expected + 1, 1 << 22) : 1 << 16;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkSize), 0, chunkSize);
      if (bytesRead === 0)
        return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
      size += bytesRead;
      if (size > most) throw new TooLarge(most);
      chunks.push(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

/**
 * The text of a file that a run looks for by its name. A pipe there would have it wait for ever, and a
 * device read without end.
 *
 * @throws TooLarge, and what the system says where the file cannot be read
 */
export async function readText(path: string, most: number): Promise<string> {
  if (!(await stat(path)).isFile()) throw new Error("it is no file");
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await readBytes(path, most));
}

/** The same for a file that a document refers to, which is read when it is met. */
export function readBytesNow(path: string, most: number): Uint8Array {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    if (size > most) throw new TooLarge(most);
    const buffer = Buffer.alloc(size);
    let at = 0;
    while (at < size) {
      const count = readSync(file, buffer, at, size - at, null);
      if (count === 0) break;
      at += count;
    }
    return buffer.subarray(0, at);
  } finally {
    closeSync(file);
  }
}
