import type { OutputFile } from "../files.js";

/** JSON as npm prints it. */
export function jsonFile(path: string, value: unknown): OutputFile {
  return { path, text: `${JSON.stringify(value, null, 2)}\n` };
}
