import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Outcome } from "../../generator/diagnostics/diagnostic.js";
import type { Fragment } from "../../generator/openapi.js";
import { readFragments } from "../../generator/read/fragments.js";

/**
 * Reads inputs (everything by default) from a folder that holds just these files; `root` is the
 * folder below it that inputs are relative to.
 */
export async function readIn(
  files: Readonly<Record<string, string | Uint8Array>>,
  inputs: readonly string[] = ["."],
  root = ".",
): Promise<Outcome<readonly Fragment[]>> {
  const folder = await mkdtemp(join(tmpdir(), "specweld-read-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      // oxlint-disable-next-line no-await-in-loop -- files may share a folder that the first one makes
      await mkdir(dirname(path), { recursive: true });
      // oxlint-disable-next-line no-await-in-loop
      await writeFile(path, content);
    }
    return await readFragments(inputs, join(folder, root));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** `file:line:column code`, for each diagnostic. */
export function findings({ diagnostics }: Outcome<unknown>): readonly string[] {
  return diagnostics.map(({ code, place }) =>
    place ? `${place.file}:${place.line}:${place.column} ${code}` : code,
  );
}

/** The text of a file from the place on where a value stands. */
export function textAt(text: string, place: { line: number; column: number }): string {
  const line = text.split(/\r\n|\n/)[place.line - 1] ?? "";
  return line.slice(place.column - 1);
}
