import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { OutputFile } from "../files.js";

/** Whether a file of a client package says what the client is: its modules and its documents. */
export function isOfClient(path: string): boolean {
  return path === "openapi.json" || path === "package.json" || /^src\/.*\.ts$/.test(path);
}

/**
 * What stands at a path: the files of a client package in a folder, or a file. Undefined where there
 * is nothing of the kind.
 */
export async function readClient(
  path: string,
): Promise<{ readonly files: readonly OutputFile[] } | { readonly file: string } | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return { file: path };
  if (!found?.isDirectory()) return undefined;
  const own = await filesOf(path, ["openapi.json", "package.json"]);
  const inSource = await readdir(join(path, "src"), { recursive: true }).catch(() => []);
  const modules = inSource
    .map((name) => `src/${name.replaceAll("\\", "/")}`)
    .filter(isOfClient)
    .toSorted();
  const files = [...own, ...(await filesOf(path, modules))];
  return files.some((file) => file.path !== "package.json") ? { files } : undefined;
}

async function filesOf(folder: string, paths: readonly string[]): Promise<OutputFile[]> {
  const read = paths.map(async (path) => {
    const text = await readFile(join(folder, path), "utf8").catch(() => undefined);
    return text === undefined ? [] : [{ path, text }];
  });
  return (await Promise.all(read)).flat();
}
