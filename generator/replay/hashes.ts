import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { isMissing } from "../write/errors.js";

/** What stands for a file that is not there. */
export const absent = "absent";

export function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("base64url");
}

/** The hash of a file's bytes, or what stands for one that is not there or cannot be read. */
export function hashOfFile(path: string): string {
  try {
    // What is read from a pipe is not there for the run any more.
    return statSync(path).isFile() ? hashOf(readFileSync(path)) : "no file";
  } catch (error) {
    return isMissing(error) ? absent : "unreadable";
  }
}
