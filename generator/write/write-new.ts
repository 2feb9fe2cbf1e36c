import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.js";

/** Writes a file that is not there yet; one that is stays as it is, and is reported. */
export async function writeNew(path: string, text: string): Promise<readonly Diagnostic[]> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: "wx" });
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [diagnostic("cannot-write", `${path} could not be written: ${reason}`)];
  }
}
