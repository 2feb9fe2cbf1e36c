import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";

/** Writes one file whole or not at all: under another name first, which then takes the file's place. */
export async function writeDocument(path: string, text: string): Promise<readonly Diagnostic[]> {
  const staged = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(staged, text);
    await rename(staged, path);
    return [];
  } catch (error) {
    await rm(staged, { force: true }).catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    return [diagnostic("cannot-write", `${path} could not be written: ${reason}`)];
  }
}
