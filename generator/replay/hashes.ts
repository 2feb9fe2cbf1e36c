import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { isMissing } from "../write/errors.js";

/** What stands for a file that is not there. */
export const absent = "absent";

export function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("base64url");
}

/** The hash of a file's bytes, or what stands for one that is not there or cannot be read. */
export function hashOfFile(path: string): string {
  try {
    const status = statSync(path);
    // What is read from a pipe is not there for the run any more.
    if (!status.isFile()) return "no file";
    return status.size > mostBytes ? "unreadable" : hashOfParts(path);
  } catch (error) {
    return isMissing(error) ? absent : "unreadable";
  }
}

/** Node itself reads no larger file at once, so that a run refuses it. */
const mostBytes = 2 ** 31;

/** Never has more than a part of the file in memory: a run may refuse it for its size. */
function hashOfParts(path: string): string {
  const file = openSync(path, "r");
  try {
    const hash = createHash("sha256");
    const buffer = Buffer.allocUnsafe(1 << 18);
    for (;;) {
      const count = readSync(file, buffer, 0, buffer.length, null);
      if (count === 0) return hash.digest("base64url");
      hash.update(buffer.subarray(0, count));
    }
  } finally {
    closeSync(file);
  }
}
