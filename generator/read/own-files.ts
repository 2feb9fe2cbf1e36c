import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OutputFile } from "../files.js";

/** The absolute path of a file of this package, given relative to the package's root. */
export function ownFile(path: string): string {
  return join(packageRoot(), path);
}

/** The runtime that every client carries: `templates/runtime/*.ts`, sorted, as files of the client. */
export async function readRuntime(): Promise<readonly OutputFile[]> {
  const folder = ownFile("templates/runtime");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts")).toSorted();
  return await Promise.all(
    names.map(async (name) => ({
      path: `src/runtime/${name}`,
      text: await readFile(join(folder, name), "utf8"),
    })),
  );
}

/** The version of this package. */
export function version(): string {
  const content: unknown = JSON.parse(readFileSync(ownFile("package.json"), "utf8"));
  return String((content as { readonly version?: unknown }).version);
}

/** Compiled and uncompiled code lie at different depths, so the root is looked for. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!isPackageRoot(folder)) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("specweld's own package.json is missing");
    folder = parent;
  }
  return folder;
}

function isPackageRoot(folder: string): boolean {
  const path = join(folder, "package.json");
  if (!existsSync(path)) return false;
  const content: unknown = JSON.parse(readFileSync(path, "utf8"));
  return (
    typeof content === "object" &&
    content !== null &&
    "name" in content &&
    content.name === "specweld"
  );
}
