import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Diagnostic } from "../../generator/diagnostics/diagnostic.js";
import { generate } from "../../generator/pipeline.js";

/** A client, or what there is to say against one. */
export interface Made {
  readonly stopped: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** The client's files by their paths. */
  readonly files: ReadonlyMap<string, string>;
  /** `names.yaml` as it was written. */
  readonly names: string;
}

/** Runs the whole pipeline, in this process, over files of `specs/`. */
export async function make(
  specs: Readonly<Record<string, string | Uint8Array>>,
  { format = false }: { readonly format?: boolean } = {},
): Promise<Made> {
  const folder = await mkdtemp(join(tmpdir(), "specweld-hostile-"));
  try {
    await mkdir(join(folder, "specs"));
    for (const [name, text] of Object.entries(specs)) {
      await writeFile(join(folder, "specs", name), text);
    }
    const out = join(folder, "generated");
    const request = { inputs: ["specs"], root: folder, out, check: false, format };
    const { stopped, diagnostics } = await generate(request);
    const names = await readFile(join(folder, "specs/names.yaml"), "utf8").catch(() => "");
    return { stopped, diagnostics, files: filesBelow(out), names };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function filesBelow(folder: string): ReadonlyMap<string, string> {
  if (!statSync(folder, { throwIfNoEntry: false })) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}
